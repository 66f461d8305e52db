package dev.gleaner.cli;

import dev.gleaner.config.LanguageModels;
import dev.gleaner.service.WildFeedbackRecipes;
import dev.gleaner.service.WorkService;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gleaner work}. */
@Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the LLM worker, until SIGTERM: answers generation requests by language models, and writes what came of it.",
            "THE USERS' TEXT IS SENT to llm.url. The key is read from llm.key-file or the variable "
                    + LanguageModels.KEY_VARIABLE + ". See docs/llm-worker.md.",
            "Waits for Kafka and the registry instead of failing; /health/live, /health/ready and /metrics tell how it is.",
            "Exit code 0 after a clean end; 1 if it could not go on, or did not end within shutdown.timeout."
        },
        footerHeading = "%n",
        footer = "Example: gleaner work --config gleaner.yaml")
final class WorkCommand implements Callable<Integer> {

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Integer call() throws Exception {
        ServiceLog.tell();
        var config = connection.config();
        var key = Optional.ofNullable(System.getenv(LanguageModels.KEY_VARIABLE));
        var models = LanguageModels.of(config.llm(), key);
        var service = new WorkService(config, models, new WildFeedbackRecipes(), Version.pipeline());
        try (var signals = StopSignal.heed(service::stop)) {
            return service.run() ? 0 : Sentences.FAILED;
        }
    }
}
