package dev.gleaner.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gleaner}: the program. */
@Command(
        name = "gleaner",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Harvests preference pairs from the feedback that users give in their own words.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DevCommand.class,
            RunCommand.class,
            WorkCommand.class,
            ReplayCommand.class,
            PairsCommand.class,
            LabelRequestsCommand.class,
            TopicsCommand.class,
            ClassifyCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            ConfigCommand.class
        },
        footerHeading = "%n",
        footer = {
            "gleaner bench measures; see gleaner bench --help.",
            "Every command takes --stacktrace, to see more of a failure (or set GLEANER_STACKTRACE=1).",
            "",
            "Exit codes: 0 all went well, 1 it failed at run time, 2 an option, a file name or the configuration is wrong.",
            "",
            "Example: gleaner dev"
        })
public final class Gleaner implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // filled by picocli
    private CommandSpec spec;

    /** Made by the command line. */
    public Gleaner() {}

    /** Runs the command line, and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /**
     * The command line.
     *
     * @param environment tells whether stack traces are wanted
     */
    static CommandLine commandLine(Map<String, String> environment) {
        var sentences = new Sentences("1".equals(environment.get("GLEANER_STACKTRACE")));
        var commandLine = new CommandLine(new Gleaner())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(sentences)
                .setExecutionExceptionHandler(sentences);
        addStackTrace(commandLine);
        return commandLine;
    }

    private static void addStackTrace(CommandLine parent) {
        for (var command : parent.getSubcommands().values()) {
            command.addMixin("stacktrace", new StackTrace());
            addStackTrace(command);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: one of the commands below");
    }
}
