package dev.gleaner.conversations;

import dev.gleaner.export.AvroJson;
import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.serde.RegistrySerdes;
import dev.gleaner.topology.guard.InputForm;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes turns to their topic, keyed by conversation, so that each conversation stays in order. For one thread. */
public final class TurnTopic implements AutoCloseable {

    private static final int LARGEST_REQUEST_BYTES = 17 * 1024 * 1024;

    private final String topic;
    private final InputForm form;
    private final Serializer<ConversationTurn> serializer;
    private final Producer<String, byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private TurnTopic(
            String topic, InputForm form, Serializer<ConversationTurn> serializer, Producer<String, byte[]> producer) {
        this.topic = topic;
        this.form = form;
        this.serializer = serializer;
        this.producer = producer;
    }

    /**
     * Writes framed Avro.
     *
     * @param kafka settings of the client
     * @param topic the topic of turns
     * @param registry stays open
     */
    public static TurnTopic avro(Map<String, Object> kafka, String topic, RegistrySerdes registry) {
        registry.prepare(topic, ConversationTurn.class);
        return new TurnTopic(topic, InputForm.AVRO, registry.serializer(ConversationTurn.class), producer(kafka));
    }

    /**
     * Writes JSON, and says so in a header.
     *
     * @param kafka settings of the client
     * @param topic the topic of turns
     */
    public static TurnTopic json(Map<String, Object> kafka, String topic) {
        Serializer<ConversationTurn> json =
                (to, turn) -> AvroJson.of(turn).toString().getBytes(StandardCharsets.UTF_8);
        return new TurnTopic(topic, InputForm.JSON, json, producer(kafka));
    }

    private static Producer<String, byte[]> producer(Map<String, Object> kafka) {
        var settings = new HashMap<String, Object>(kafka);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST_BYTES);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Sends a turn; its record time is now.
     *
     * @throws IllegalStateException if this one or an earlier one could not be sent
     */
    public void send(ConversationTurn turn) {
        requireSuccess();
        var value = serializer.serialize(topic, turn);
        var record = new ProducerRecord<>(topic, turn.getConversationId(), value);
        if (form == InputForm.JSON) {
            record.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record, (metadata, exception) -> failure.compareAndSet(null, exception));
    }

    /**
     * Waits until all turns are in the topic.
     *
     * @throws IllegalStateException if one could not be sent
     */
    public void flush() {
        producer.flush();
        requireSuccess();
    }

    private void requireSuccess() {
        var first = failure.get();
        if (first != null) {
            throw new IllegalStateException(
                    "A turn could not be written to " + topic + ": " + first.getMessage(), first);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
