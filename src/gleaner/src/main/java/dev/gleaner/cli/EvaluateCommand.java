package dev.gleaner.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gleaner evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Says how good a model is: a feedback model on your own labels, two language models on what your users want.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EvaluateClassifierCommand.class, EvaluateChecklistCommand.class},
        footerHeading = "%n",
        footer = "Example: gleaner evaluate classifier --model my-model --labels exchanges.jsonl")
final class EvaluateCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // filled by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to evaluate: classifier or checklist");
    }
}
