package dev.gleaner.cli;

import dev.gleaner.config.ConfigurationReference;
import picocli.CommandLine.Command;

/** {@code gleaner config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Prints the configuration reference, in Markdown.",
        footerHeading = "%n",
        footer = "Example: gleaner config > docs/configuration.md")
final class ConfigCommand implements Runnable {

    @Override
    public void run() {
        try (var out = Output.to(null)) {
            out.text(ConfigurationReference.markdown());
        }
    }
}
