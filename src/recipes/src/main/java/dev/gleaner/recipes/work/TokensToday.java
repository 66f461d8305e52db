package dev.gleaner.recipes.work;

import dev.gleaner.recipes.ask.Tokens;
import dev.gleaner.schema.GenerationResult;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.schema.serde.UnreadableRecordException;
import dev.gleaner.topology.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the results of this day of UTC cost, read back from their topic, so that a worker that starts again does not begin its daily budget
 * anew. What was spent on requests without a result, and on labels, is not there.
 */
public final class TokensToday {

    private static final Logger log = LoggerFactory.getLogger(TokensToday.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Deserializer<GenerationResult> deserializer;
    private final String topic;
    private final Instant midnight;

    private TokensToday(Deserializer<GenerationResult> deserializer, String topic, Instant midnight) {
        this.deserializer = deserializer;
        this.topic = topic;
        this.midnight = midnight;
    }

    /**
     * Reads the results of today.
     *
     * @param kafka settings of the client
     * @param registry stays open
     * @return what they cost together, of all workers
     */
    public static Tokens read(Map<String, Object> kafka, TopicNames topics, RegistrySerdes registry, Clock clock) {
        var midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        var today =
                new TokensToday(registry.deserializer(GenerationResult.class), topics.generationResults(), midnight);
        var settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return today.read(consumer);
        }
    }

    private Tokens read(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        var ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        var midnights =
                partitions.stream().collect(Collectors.toMap(Function.identity(), any -> midnight.toEpochMilli()));
        // Kafka gives null where a partition holds nothing so young
        consumer.offsetsForTimes(midnights)
                .forEach((partition, first) ->
                        consumer.seek(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset()));
        var tokens = Tokens.NONE;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                tokens = tokens.plus(cost(record));
            }
        }
        return tokens;
    }

    private Tokens cost(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Tokens.NONE;
        }
        try {
            var result = deserializer.deserialize(topic, record.headers(), record.value());
            return result.getTokens().stream()
                    .map(count -> new Tokens(count.getRead(), count.getWritten()))
                    .reduce(Tokens.NONE, Tokens::plus);
        } catch (UnreadableRecordException e) {
            log.warn("Record {}-{}@{} is no result, and not counted", topic, record.partition(), record.offset());
            return Tokens.NONE;
        }
    }
}
