package dev.gleaner.cli;

import dev.gleaner.service.HarvestService;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gleaner run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the harvest as a service, until SIGTERM.",
            "Waits for Kafka and the registry instead of failing; /health/live, /health/ready and /metrics tell how it is.",
            "Exit code 0 after a clean end; 1 if it could not go on, or did not end within shutdown.timeout."
        },
        footerHeading = "%n",
        footer = "Example: gleaner run --config gleaner.yaml")
final class RunCommand implements Callable<Integer> {

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws Exception {
        ServiceLog.tell();
        var config = connection.config();
        try (var classifier = Models.open(config.model())) {
            var service = new HarvestService(config, Version.pipeline(), classifier);
            try (var signals = StopSignal.heed(service::stop)) {
                return service.run() ? 0 : Sentences.FAILED;
            }
        }
    }
}
