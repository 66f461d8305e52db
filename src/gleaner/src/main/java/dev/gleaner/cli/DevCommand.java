package dev.gleaner.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gleaner.config.LanguageModels;
import dev.gleaner.conversations.ConversationReader;
import dev.gleaner.conversations.JsonLines;
import dev.gleaner.conversations.Replay;
import dev.gleaner.dev.Batch;
import dev.gleaner.dev.DevSession;
import dev.gleaner.dev.LiveView;
import dev.gleaner.dev.Sample;
import dev.gleaner.dev.SessionFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gleaner dev}. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = {
            "All of it in one process: a Kafka broker, a schema registry, the topics and the harvest, on loopback only.",
            "Feeds conversations, the sample ones unless told otherwise, and shows what comes of them until Ctrl-C.",
            "With --until-idle it feeds, harvests all, writes what was published, and ends; "
                    + "the last line of its output is a summary in JSON."
        },
        footerHeading = "%n",
        footer = {
            "Examples: gleaner dev",
            "          gleaner dev --input conversations.jsonl --until-idle --pairs pairs.jsonl",
            "          gleaner dev --until-idle --llm-url http://127.0.0.1:8000/v1 --llm-model expert=large-2,judge=large-2"
        })
final class DevCommand implements Callable<Integer> {

    /** What a language model can be asked for; as the settings name it. */
    enum LlmPart {
        /** Writes better answers. */
        expert,
        /** Is to be trained. */
        policy,
        /** Compares answers. */
        judge
    }

    private static final double WATCHABLE_RATE = 15;
    private static final int WATCHABLE_AT_ONCE = 4;
    private static final int BATCH_AT_ONCE = 8;
    private static final long REDRAW_MS = 500;
    private static final long LINE_MS = 5_000;
    private static final long STOP_BOUND_S = 60;

    @Spec
    @SuppressWarnings("NullAway.Init") // filled by picocli
    private CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Conversations to feed, - is the standard input (default: the sample).")
    private @Nullable String input;

    @Option(names = "--until-idle", description = "End when all that was fed is harvested.")
    private boolean untilIdle;

    @Option(names = "--pairs", paramLabel = "FILE", description = "With --until-idle: write the pairs there.")
    private @Nullable Path pairs;

    @Option(names = "--feedback", paramLabel = "FILE", description = "With --until-idle: write the verdicts there.")
    private @Nullable Path feedback;

    @Option(
            names = "--rate",
            paramLabel = "TURNS/S",
            description = "Turns a second, 0 for as fast as it goes (default: 0 with --until-idle, else "
                    + (int) WATCHABLE_RATE + ").")
    private @Nullable Double rate;

    @Option(names = "--port", defaultValue = "0", description = "Port of the broker (default: a free one).")
    private int port;

    @Option(names = "--registry-port", defaultValue = "0", description = "Port of the registry (default: a free one).")
    private int registryPort;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Keep the data there, and go on from it (default: a temporary folder, removed at the end).")
    private @Nullable Path data;

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "Folder of the feedback model (default: the model that ships with Gleaner).")
    private @Nullable Path model;

    @Option(
            names = "--llm-url",
            paramLabel = "URL",
            description = {
                "Have language models write answers that conversations lack: a service of OpenAI's protocol, such as http://127.0.0.1:8000/v1.",
                "THE TEXTS ARE SENT THERE. The key is read from the variable " + LanguageModels.KEY_VARIABLE + "."
            })
    private @Nullable String llmUrl;

    @Option(
            names = "--llm-model",
            paramLabel = "PART=NAME",
            split = ",",
            description =
                    "With --llm-url: who plays expert, policy and judge, as in expert=large-2,policy=small-1,judge=large-2.")
    private Map<LlmPart, String> llmModels = Map.of();

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        check();
        try (var signals = StopSignal.heed(this::stop)) {
            return runSession();
        }
    }

    private void check() {
        if (!untilIdle && (pairs != null || feedback != null)) {
            throw new ParameterException(spec.commandLine(), "--pairs and --feedback go with --until-idle");
        }
        if ((llmUrl == null) != llmModels.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--llm-url and --llm-model go together");
        }
        if (input != null && !input.equals(JsonLines.STANDARD_INPUT)) {
            JsonLines.requireReadable(input);
        }
    }

    private Map<String, String> llm() {
        var settings = new HashMap<String, String>();
        Optional.ofNullable(llmUrl).ifPresent(url -> settings.put("llm.url", url));
        llmModels.forEach((part, name) -> settings.put("llm.models." + part, name));
        return settings;
    }

    private int runSession() throws Exception {
        try (var folder = SessionFolder.open(Optional.ofNullable(data));
                var classifier = Models.open(Optional.ofNullable(model));
                var conversations = input == null ? Sample.open() : ConversationReader.open(input);
                var session =
                        DevSession.start(folder.path(), port, registryPort, Version.pipeline(), classifier, llm())) {
            System.err.println("Kafka listens on " + session.bootstrapServers() + ", the schema registry on "
                    + session.registryUrl() + ", metrics on " + session.metricsUrl());
            if (untilIdle) {
                batch(session, conversations);
            } else {
                watch(session, conversations);
            }
            return 0;
        } finally {
            ended.countDown();
        }
    }

    private void batch(DevSession session, ConversationReader conversations) throws Exception {
        var replay = new Replay(BATCH_AT_ONCE, Optional.ofNullable(rate).orElse(0.0));
        try (var pairLines = Optional.ofNullable(pairs).map(Output::to).orElseGet(Output::nowhere);
                var feedbackLines =
                        Optional.ofNullable(feedback).map(Output::to).orElseGet(Output::nowhere);
                var out = Output.to(null);
                var progress = Progress.of(Terminal.of(System.getenv()), "feed")) {
            var summary = new Batch(session).run(conversations, replay, pairLines::line, feedbackLines::line, progress);
            progress.close();
            out.line(new ObjectMapper().writeValueAsString(summary));
        }
    }

    private void watch(DevSession session, ConversationReader conversations) throws InterruptedException {
        var replay = new Replay(WATCHABLE_AT_ONCE, Optional.ofNullable(rate).orElse(WATCHABLE_RATE));
        var feeder = new Feeder(session, conversations, replay);
        try (var view = new LiveView(session)) {
            feeder.start();
            show(session, view, feeder);
        } finally {
            feeder.close();
        }
    }

    private void show(DevSession session, LiveView view, Feeder feeder) throws InterruptedException {
        var terminal = Terminal.of(System.getenv());
        if (terminal.isInteractive()) {
            terminal.clear(System.out);
        }
        var before = "";
        do {
            session.requireWorking();
            feeder.requireSuccess();
            if (terminal.isInteractive()) {
                terminal.draw(System.out, view.page(terminal.columns()));
            } else if (!view.line().equals(before)) {
                before = view.line();
                System.out.println(before);
            }
        } while (!stop.await(terminal.isInteractive() ? REDRAW_MS : LINE_MS, TimeUnit.MILLISECONDS));
    }

    private boolean stop() throws InterruptedException {
        stop.countDown();
        return ended.await(STOP_BOUND_S, TimeUnit.SECONDS);
    }
}
