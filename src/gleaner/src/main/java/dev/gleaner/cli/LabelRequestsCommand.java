package dev.gleaner.cli;

import dev.gleaner.config.Connections;
import dev.gleaner.export.AvroJson;
import dev.gleaner.export.TopicReader;
import dev.gleaner.export.ValueReader;
import dev.gleaner.schema.LabelRequest;
import dev.gleaner.schema.serde.RegistrySerdes;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gleaner label-requests}. */
@Command(
        name = "label-requests",
        mixinStandardHelpOptions = true,
        description = {
            "Gives the exchanges on which the model abstained, one JSON object a line: what is worth labelling.",
            "The harvest writes them where feedback.label-requests is true. Add \"categories\" and \"bound\" to a line, and it is a label for",
            "gleaner train classifier; docs/training.md says how. The lines hold the users' text."
        },
        footerHeading = "%n",
        footer = "Example: gleaner label-requests --config gleaner.yaml --out to-label.jsonl")
final class LabelRequestsCommand implements Callable<Integer> {

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of to the standard output.")
    private @Nullable Path out;

    @Override
    public Integer call() throws InterruptedException {
        var connections = new Connections(connection.config());
        var registryConnection = connections.registry();
        ConnectionOptions.requireBroker(connections);
        try (var registry = RegistrySerdes.connect(registryConnection);
                var topic = new TopicReader(
                        connections.kafka(), connections.topics().labelRequests());
                var output = Output.to(out)) {
            var requests = new ValueReader<>("label request", registry.deserializer(LabelRequest.class));
            topic.readToEnd(record -> requests.read(record).ifPresent(request -> output.line(AvroJson.of(request))));
        }
        return 0;
    }
}
