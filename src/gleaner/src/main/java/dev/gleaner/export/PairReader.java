package dev.gleaner.export;

import dev.gleaner.schema.PreferencePair;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads pairs from the training topic. */
public final class PairReader implements AutoCloseable {

    /**
     * What a record of the training topic says.
     *
     * @param pairId its key
     * @param pair the pair; nothing where the pair is withdrawn
     */
    public record Entry(String pairId, Optional<PreferencePair> pair) {}

    private final TopicReader topic;
    private final ValueReader<PreferencePair> pairs;

    /**
     * Reads pairs.
     *
     * @param topic the training topic; closed with this
     * @param deserializer of its values
     */
    public PairReader(TopicReader topic, Deserializer<PreferencePair> deserializer) {
        this.topic = topic;
        this.pairs = new ValueReader<>("pair", deserializer);
    }

    /**
     * What the topic holds now, as if it were compacted: of each pair the last, and none that was withdrawn. Reads the topic twice, so
     * that only keys are held in memory.
     *
     * @param sink takes each pair
     */
    public void readAll(Consumer<PreferencePair> sink) {
        var last = new HashMap<String, Long>();
        topic.rewind();
        topic.readToEnd(record -> last.put(record.key(), record.offset()));
        topic.rewind();
        topic.readToEnd(record -> {
            // A record that came between the two passes has a later offset: the next reading gives it
            if (record.value() != null && last.getOrDefault(record.key(), -1L) == record.offset()) {
                entry(record).pair().ifPresent(sink);
            }
        });
    }

    /**
     * Reads on from the end as pairs are made and withdrawn.
     *
     * @param sink takes each record
     * @param goOn asked several times a second
     */
    public void follow(Consumer<Entry> sink, BooleanSupplier goOn) {
        topic.follow(record -> sink.accept(entry(record)), goOn);
    }

    /** Passes over all that is there. */
    public void skipToEnd() {
        topic.skipToEnd();
    }

    private Entry entry(ConsumerRecord<String, byte[]> record) {
        return new Entry(record.key(), pairs.read(record));
    }

    @Override
    public void close() {
        topic.close();
    }
}
