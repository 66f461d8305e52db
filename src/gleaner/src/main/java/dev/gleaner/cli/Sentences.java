package dev.gleaner.cli;

import dev.gleaner.config.ConfigurationException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in a sentence, and gives the exit code: 2 for what the caller got wrong, 1 for the rest. */
final class Sentences implements IParameterExceptionHandler, IExecutionExceptionHandler {

    static final int FAILED = 1;
    static final int MISUSED = 2;

    private final boolean stackTraces;

    /**
     * Says sentences.
     *
     * @param stackTraces whether a stack trace follows, also without the option
     */
    Sentences(boolean stackTraces) {
        this.stackTraces = stackTraces;
    }

    @Override
    public int handleParseException(ParameterException misuse, String[] args) {
        var command = misuse.getCommandLine();
        say(command, sentence(misuse));
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return MISUSED;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        say(command, sentence(failure));
        if (stackTraces || isAskedFor(command)) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof ConfigurationException || failure instanceof IllegalArgumentException
                ? MISUSED
                : FAILED;
    }

    private static void say(CommandLine command, String sentence) {
        command.getErr().println("gleaner: " + sentence);
    }

    private static boolean isAskedFor(CommandLine command) {
        return command.getMixins().get("stacktrace") instanceof StackTrace option && option.isWanted();
    }

    /** Our own messages are sentences already; of a wrapper, what it wraps counts. */
    private static String sentence(Throwable failure) {
        @Nullable Throwable told = failure;
        while (told instanceof ExecutionException && told.getCause() != null) {
            told = told.getCause();
        }
        return Optional.ofNullable(told.getMessage())
                .filter(message -> !message.isBlank())
                .orElse("this failed with a " + told.getClass().getSimpleName() + "; " + StackTrace.OPTION
                        + " shows where");
    }
}
