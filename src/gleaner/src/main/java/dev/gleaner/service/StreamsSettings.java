package dev.gleaner.service;

import dev.gleaner.config.Connections;
import dev.gleaner.config.GleanerConfig;
import dev.gleaner.topology.deadletter.DeadLetterHandler;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams: exactly once, state that survives upgrades, bounded memory, nothing lost to bad records. */
final class StreamsSettings {

    /** A dead letter carries up to 16 MiB of what came in, and its headers. */
    private static final int LARGEST_REQUEST_BYTES = 17 * 1024 * 1024;

    /** Each batch begins with buffers of 64 KiB for its compression, so smaller ones waste most of the work. */
    private static final int BATCH_BYTES = 128 * 1024;

    private StreamsSettings() {}

    /**
     * What a service sets.
     *
     * @param memory shared by its stores, closed after the streams
     */
    static Properties of(GleanerConfig config, StoreMemory memory) {
        var connections = new Connections(config);
        var streams = config.streams();
        var settings = new Properties();
        settings.putAll(connections.kafka());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());

        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                streams.commitInterval().toMillis());
        // How long the transaction of a killed instance holds up the readers behind it
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);

        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streams.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbys());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, streams.stateDir().toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStoreMemory.class);
        settings.put(SharedStoreMemory.MEMORY, memory);

        settings.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                connections.topics().deadLetters());
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_REQUEST_BYTES);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);

        streams.groupInstanceId()
                .ifPresent(name ->
                        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
        settings.putAll(streams.properties());
        return settings;
    }
}
