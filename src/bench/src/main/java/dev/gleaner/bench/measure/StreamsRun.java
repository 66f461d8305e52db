package dev.gleaner.bench.measure;

import dev.gleaner.bench.stage.Progress;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.topology.TopicNames;
import dev.gleaner.topology.deadletter.DeadLetterHandler;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** One application, from the first record of a topic to the commit of its last. */
final class StreamsRun {

    static final int THREADS = 2;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private StreamsRun() {}

    /**
     * Runs a topology over all that a topic holds.
     *
     * @param application its name, new for each run
     * @return nanoseconds between the commits at a tenth of the records and at the last: start-up is left out
     */
    static long time(Stage stage, String application, Topology topology, String topic)
            throws InterruptedException, ExecutionException {
        try (var streams = new KafkaStreams(topology, properties(stage, application))) {
            streams.start();
            var progress = Progress.of(stage.admin(), application, topic);
            var begin = progress.await(progress.all() / 10, LIMIT);
            var before = progress.done();
            var end = progress.awaitEnd(LIMIT);
            return (end - begin) * progress.all() / (progress.all() - before);
        }
    }

    /** What the service sets, too: exactly once, commits every 100 ms, large compressed batches. */
    static Properties properties(Stage stage, String application) {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, stage.bootstrapServers());
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG,
                stage.folder("state-" + application).toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS);
        properties.put(StreamsConfig.producerPrefix("compression.type"), "lz4");
        properties.put(StreamsConfig.producerPrefix("batch.size"), 128 * 1024);
        properties.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                new TopicNames(TopicNames.DEFAULT_PREFIX).deadLetters());
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        return properties;
    }
}
