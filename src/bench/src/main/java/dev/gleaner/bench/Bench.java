package dev.gleaner.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gleaner.bench.drill.ExactlyOnceDrill;
import dev.gleaner.bench.drill.GarbageDrill;
import dev.gleaner.bench.drill.GenerationDrill;
import dev.gleaner.bench.measure.ClassifyCost;
import dev.gleaner.bench.measure.ClassifySoak;
import dev.gleaner.bench.measure.Growth;
import dev.gleaner.bench.measure.HeapOverTime;
import dev.gleaner.bench.measure.Latency;
import dev.gleaner.bench.measure.PipelineCost;
import dev.gleaner.bench.model.Script;
import dev.gleaner.bench.model.ScriptedModel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gleaner bench}: each command tells its progress on standard error and ends with one JSON object on standard output. */
@Command(
        name = "gleaner bench",
        mixinStandardHelpOptions = true,
        description = "Measures, each time against a baseline of the same run. The last line is one JSON object.",
        footer = {"", "Example: gleaner bench pipeline --turns 200000"},
        subcommands = {
            Bench.Pipeline.class,
            Bench.Classify.class,
            Bench.Timing.class,
            Bench.Heap.class,
            Bench.ExactlyOnce.class,
            Bench.BadInput.class,
            Bench.Generation.class,
            Bench.MadeUpModel.class
        })
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
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to measure: pipeline, classify, latency, heap, exactly-once, bad-input or generation; or scripted-model to serve a made-up model");
    }

    private static int print(Object outcome) throws Exception {
        System.out.println(JSON.writeValueAsString(outcome));
        return 0;
    }

    @Command(
            name = "pipeline",
            mixinStandardHelpOptions = true,
            description =
                    "Turns a second through the harvest, by records a second through a bare exactly-once topology; "
                            + "and what a turn costs in ever longer conversations.")
    static final class Pipeline implements Callable<Integer> {

        @Option(
                names = "--turns",
                defaultValue = "300000",
                description = "Turns a run reads (default: ${DEFAULT-VALUE}).")
        private int turns;

        @Option(names = "--rounds", defaultValue = "5", description = "Runs of each (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(
                names = "--growth-turns",
                defaultValue = "60000",
                description = "Turns of each length of conversation; 0 leaves growth out (default: ${DEFAULT-VALUE}).")
        private int growthTurns;

        @Override
        public Integer call() throws Exception {
            var outcome = JSON.<ObjectNode>valueToTree(new PipelineCost(turns, rounds, System.err).run());
            if (growthTurns > 0) {
                outcome.setAll(JSON.<ObjectNode>valueToTree(new Growth(growthTurns, 2, System.err).run()));
            }
            return print(outcome);
        }
    }

    @Command(
            name = "classify",
            mixinStandardHelpOptions = true,
            description = {
                "Exchanges a second through the port, by the same text stage and model in a tight loop; and where the time goes.",
                "The bundled model, and a transformer of MiniLM's shape with random weights in 32-bit floats and in 8-bit integers."
            })
    static final class Classify implements Callable<Integer> {

        @Option(
                names = "--exchanges",
                defaultValue = "10000",
                description = "Exchanges a round of the bundled model (default: ${DEFAULT-VALUE}).")
        private int exchanges;

        @Option(
                names = "--transformer-exchanges",
                defaultValue = "64",
                description = "Exchanges a round of the transformer, 0 leaves it out (default: ${DEFAULT-VALUE}).")
        private int transformerExchanges;

        @Option(
                names = "--soak",
                paramLabel = "EXCHANGES",
                description = "Instead: the resident memory after a tenth of so many exchanges, and after all.")
        private @Nullable Integer soak;

        @Override
        public Integer call() throws Exception {
            return print(
                    soak == null
                            ? new ClassifyCost(exchanges, transformerExchanges, System.err).run()
                            : new ClassifySoak(soak, System.err).run());
        }
    }

    @Command(
            name = "latency",
            mixinStandardHelpOptions = true,
            description = "From the append of a follow-up until its pair is readable, at half of the highest rate.")
    static final class Timing implements Callable<Integer> {

        @Option(
                names = "--turns",
                defaultValue = "100000",
                description = "Turns to find the highest rate with (default: ${DEFAULT-VALUE}).")
        private int turns;

        @Option(
                names = "--seconds",
                defaultValue = "30",
                description = "How long pairs are timed (default: ${DEFAULT-VALUE}).")
        private int seconds;

        @Override
        public Integer call() throws Exception {
            return print(new Latency(turns, Duration.ofSeconds(seconds), System.err).run());
        }
    }

    @Command(
            name = "heap",
            mixinStandardHelpOptions = true,
            description = "Heap and state while conversations come and end.")
    static final class Heap implements Callable<Integer> {

        @Option(
                names = "--conversations",
                defaultValue = "200000",
                description = "How many come and end (default: ${DEFAULT-VALUE}).")
        private int conversations;

        @Override
        public Integer call() throws Exception {
            return print(new HeapOverTime(conversations, System.err).run());
        }
    }

    @Command(
            name = "bad-input",
            mixinStandardHelpOptions = true,
            description =
                    "Garbage among good turns, while the registry is away twice; every record must be accounted for.")
    static final class BadInput implements Callable<Integer> {

        @Option(names = "--turns", defaultValue = "10000", description = "Good turns (default: ${DEFAULT-VALUE}).")
        private int turns;

        @Option(
                names = "--garbage",
                defaultValue = "10000",
                description = "Garbage records (default: ${DEFAULT-VALUE}).")
        private int garbage;

        @Option(
                names = "--away",
                defaultValue = "30",
                description = "Seconds without registry in the middle (default: ${DEFAULT-VALUE}).")
        private int away;

        @Override
        public Integer call() throws Exception {
            var outcome = new GarbageDrill(turns, garbage, Duration.ofSeconds(away), System.err).run();
            print(outcome);
            return outcome.isComplete() ? 0 : 1;
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

    @Command(
            name = "generation",
            mixinStandardHelpOptions = true,
            description = {
                "Has the LLM worker answer requests by a made-up model over HTTP: without faults, against what so many requests "
                        + "under way could do at best;",
                "then with faults of seven kinds. Every request must end as a result or a dead letter."
            })
    static final class Generation implements Callable<Integer> {

        @Option(
                names = "--clean-requests",
                defaultValue = "2000",
                description = "Requests without faults (default: ${DEFAULT-VALUE}).")
        private int cleanRequests;

        @Option(
                names = "--requests",
                defaultValue = "5000",
                description = "Requests with faults (default: ${DEFAULT-VALUE}).")
        private int requests;

        @Option(
                names = "--faults",
                defaultValue = "0.3",
                description = "Share of calls that meet a fault (default: ${DEFAULT-VALUE}).")
        private double faults;

        @Option(
                names = "--concurrency",
                defaultValue = "100",
                description = "Requests under way at once (default: ${DEFAULT-VALUE}).")
        private int concurrency;

        @Option(
                names = "--latency",
                defaultValue = "250",
                description = "Milliseconds that a call takes (default: ${DEFAULT-VALUE}).")
        private int latency;

        @Option(names = "--seed", defaultValue = "1", description = "Of the faults (default: ${DEFAULT-VALUE}).")
        private long seed;

        @Override
        public Integer call() throws Exception {
            var settings = new GenerationDrill.Settings(
                    cleanRequests, requests, faults, concurrency, Duration.ofMillis(latency), seed);
            var outcome = new GenerationDrill(settings, System.err).run();
            print(outcome);
            return outcome.isComplete() ? 0 : 1;
        }
    }

    @Command(
            name = "scripted-model",
            mixinStandardHelpOptions = true,
            description = {
                "Serves a made-up language model on loopback, until Ctrl-C: OpenAI's chat completions and moderations.",
                "It understands nothing, and lets the whole chain be tried without a model."
            },
            footer = {"", "Example: gleaner bench scripted-model --port 8000"})
    static final class MadeUpModel implements Callable<Integer> {

        @Option(names = "--port", defaultValue = "8000", description = "0 for a free one (default: ${DEFAULT-VALUE}).")
        private int port;

        @Option(
                names = "--faults",
                defaultValue = "0",
                description = "Share of calls that meet a fault (default: ${DEFAULT-VALUE}).")
        private double faults;

        @Option(
                names = "--latency",
                defaultValue = "50",
                description = "Milliseconds that a call takes (default: ${DEFAULT-VALUE}).")
        private int latency;

        @Option(names = "--seed", defaultValue = "1", description = "Of the faults (default: ${DEFAULT-VALUE}).")
        private long seed;

        @Override
        public Integer call() throws Exception {
            try (var model = ScriptedModel.start(port, Script.of(faults, Duration.ofMillis(latency), seed))) {
                System.err.println("A made-up model answers at " + model.url());
                new CountDownLatch(1).await();
                return 0;
            }
        }
    }
}
