package dev.gleaner.cli;

import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.conversations.ConversationReader;
import dev.gleaner.conversations.JsonLines;
import dev.gleaner.conversations.Replay;
import dev.gleaner.conversations.TurnTopic;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topology.guard.InputForm;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the conversations of files to the topic of turns, each conversation in order.",
            "One JSON object a line: {\"conversation_id\", \"turns\": [{\"role\", \"content\", \"turn_id\"?, \"parent_turn_id\"?, "
                    + "\"model\"?, \"created_at\"?}], \"subject_id\"?, \"tenant\"?, \"language\"?}"
        },
        footerHeading = "%n",
        footer = "Example: gleaner replay --config gleaner.yaml --rate 50 --interleave 8 conversations.jsonl")
final class ReplayCommand implements Callable<Integer> {

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Conversation files; - is the standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--rate",
            paramLabel = "TURNS/S",
            defaultValue = "0",
            description = "Turns a second; 0 for as fast as it goes (default).")
    private double rate;

    @Option(
            names = "--interleave",
            paramLabel = "N",
            defaultValue = "1",
            description = "Conversations under way at once (default: ${DEFAULT-VALUE}).")
    private int interleave;

    @Option(
            names = "--format",
            paramLabel = "avro|json",
            description = "Form of the records (default: input.turns of the configuration). JSON needs no registry.")
    private @Nullable InputForm format;

    @Override
    public Integer call() throws Exception {
        files.stream().filter(file -> !file.equals(JsonLines.STANDARD_INPUT)).forEach(JsonLines::requireReadable);
        var replay = new Replay(interleave, rate);
        var config = connection.config();
        ConnectionOptions.requireBroker(new Connections(config));
        var sent = 0L;
        try (var turns = open(config);
                var progress = Progress.of(Terminal.of(System.getenv()), "replay")) {
            for (var file : files) {
                sent += play(replay, file, turns, progress, sent);
            }
        }
        System.err.println(
                sent + " turns written to " + new Connections(config).topics().conversationTurns());
        return 0;
    }

    private static long play(Replay replay, String file, TurnTopic turns, Progress progress, long before) {
        try (var conversations = ConversationReader.open(file)) {
            return replay.play(conversations, turns, done -> progress.accept(before + done));
        }
    }

    private TurnTopic open(GleanerConfig config) {
        var connections = new Connections(config);
        var topic = connections.topics().conversationTurns();
        return switch (Optional.ofNullable(format).orElse(config.input().turns())) {
            case JSON -> TurnTopic.json(connections.kafka(), topic);
            case AVRO -> TurnTopic.avro(connections.kafka(), topic, RegistrySerdes.connect(connections.registry()));
        };
    }
}
