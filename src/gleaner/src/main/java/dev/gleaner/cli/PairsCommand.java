package dev.gleaner.cli;

import dev.gleaner.config.Connections;
import dev.gleaner.export.PairFormat;
import dev.gleaner.export.PairReader;
import dev.gleaner.export.TopicReader;
import dev.gleaner.schema.PreferencePair;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner pairs}. */
@Command(
        name = "pairs",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the training topic as a trainer would: committed pairs only, one JSON object a line.",
            "Without --follow it gives all pairs that are there and not withdrawn, and ends.",
            "With --follow it goes on with each new pair until Ctrl-C; from now on, or with --from-beginning from the first. "
                    + "A withdrawn pair then shows as {\"pair_id\", \"withdrawn\": true} in jsonl, and is left out in trl."
        },
        footerHeading = "%n",
        footer = "Example: gleaner pairs --config gleaner.yaml --format trl --out pairs.jsonl")
final class PairsCommand implements Callable<Integer> {

    private static final long STOP_BOUND_S = 10;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--format",
            paramLabel = "trl|jsonl",
            defaultValue = "jsonl",
            description = "trl: conversational preference format with explicit prompt; jsonl: all fields (default).")
    private PairFormat format = PairFormat.JSONL;

    @Option(names = "--from-beginning", description = "Begin with the first pair; without --follow it always does.")
    private boolean fromBeginning;

    @Option(names = "--follow", description = "Go on as pairs come.")
    private boolean follow;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of to the standard output.")
    private @Nullable Path out;

    private volatile boolean goOn = true;
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Integer call() throws Exception {
        var connections = new Connections(connection.config());
        var registryConnection = connections.registry();
        ConnectionOptions.requireBroker(connections);
        try (var registry = RegistrySerdes.connect(registryConnection);
                var pairs = new PairReader(
                        new TopicReader(
                                connections.kafka(), connections.topics().preferencePairs()),
                        registry.deserializer(PreferencePair.class));
                var output = Output.to(out)) {
            if (follow) {
                follow(pairs, output);
            } else {
                pairs.readAll(pair -> output.line(format.of(pair)));
            }
        } finally {
            ended.countDown();
        }
        return 0;
    }

    private void follow(PairReader pairs, Output output) {
        if (!fromBeginning) {
            pairs.skipToEnd();
        }
        try (var signals = StopSignal.heed(this::stop)) {
            pairs.follow(
                    entry -> {
                        entry.pair().ifPresentOrElse(pair -> output.line(format.of(pair)), () -> {
                            if (format == PairFormat.JSONL) {
                                output.line(PairFormat.withdrawn(entry.pairId()));
                            }
                        });
                        output.flush();
                    },
                    () -> goOn);
        }
    }

    private boolean stop() throws InterruptedException {
        goOn = false;
        return ended.await(STOP_BOUND_S, TimeUnit.SECONDS);
    }
}
