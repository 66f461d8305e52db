package dev.gleaner.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.gleaner.bench.drill.ExactlyOnceDrill;
import dev.gleaner.bench.measure.PipelineCost;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gleaner bench}: each command tells its progress on standard error and ends with one JSON object on standard output. */
@Command(
        name = "gleaner bench",
        mixinStandardHelpOptions = true,
        description = "Measures, each time against a baseline of the same run. The last line is one JSON object.",
        footer = {"", "Example: gleaner bench pipeline --turns 200000"},
        subcommands = {Bench.Pipeline.class, Bench.ExactlyOnce.class})
public final class Bench implements Runnable {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Runs the command line. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to measure: pipeline, exactly-once");
    }

    private static int print(Object outcome) throws Exception {
        System.out.println(JSON.writeValueAsString(outcome));
        return 0;
    }

    @Command(
            name = "pipeline",
            mixinStandardHelpOptions = true,
            description =
                    "Turns a second through the harvest, by records a second through a bare exactly-once topology.")
    static final class Pipeline implements Callable<Integer> {

        @Option(
                names = "--turns",
                defaultValue = "200000",
                description = "Turns a run reads (default: ${DEFAULT-VALUE}).")
        private int turns;

        @Option(names = "--rounds", defaultValue = "3", description = "Runs of each (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Override
        public Integer call() throws Exception {
            return print(new PipelineCost(turns, rounds, System.err).run());
        }
    }

    @Command(
            name = "exactly-once",
            mixinStandardHelpOptions = true,
            description = "Kills instances while turns flow, and compares the pairs with an independent verifier.")
    static final class ExactlyOnce implements Callable<Integer> {

        @Option(names = "--turns", defaultValue = "20000", description = "Turns that flow (default: ${DEFAULT-VALUE}).")
        private int turns;

        @Option(names = "--kills", defaultValue = "12", description = "SIGKILLs (default: ${DEFAULT-VALUE}).")
        private int kills;

        @Option(names = "--seed", defaultValue = "1", description = "Of chats and moments (default: ${DEFAULT-VALUE}).")
        private long seed;

        @Override
        public Integer call() throws Exception {
            var outcome = new ExactlyOnceDrill(turns, kills, seed, System.err).run();
            print(outcome);
            return outcome.isExactlyOnce() ? 0 : 1;
        }
    }
}
