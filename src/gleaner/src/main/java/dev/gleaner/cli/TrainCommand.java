package dev.gleaner.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gleaner train}. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model on your own labels.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = TrainClassifierCommand.class,
        footerHeading = "%n",
        footer = "Example: gleaner train classifier --labels exchanges.jsonl --out my-model")
final class TrainCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // filled by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to train: classifier");
    }
}
