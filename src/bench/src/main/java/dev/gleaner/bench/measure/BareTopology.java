package dev.gleaner.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.serde.StateSerde;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The least that a stateful, exactly-once application does with a turn: reads it, gets one entry and puts one, the turn itself, into a
 * logged RocksDB store. The baseline that the harvest is measured against.
 */
final class BareTopology {

    private static final String STORE = "turns";

    private BareTopology() {}

    static Topology build(String topic, Deserializer<ConversationTurn> turns) {
        return new Topology()
                .addSource(AutoOffsetReset.earliest(), "source", new StringDeserializer(), turns, topic)
                .addProcessor("get-and-put", GetAndPut::new, "source")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(STORE),
                                        Serdes.Bytes(),
                                        StateSerde.of(ConversationTurn.class))
                                .withLoggingEnabled(Map.of())
                                .withCachingDisabled(),
                        "get-and-put");
    }

    private static final class GetAndPut implements Processor<String, ConversationTurn, Void, Void> {

        @SuppressWarnings("NullAway.Init")
        private KeyValueStore<Bytes, ConversationTurn> store;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            store = context.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, ConversationTurn> record) {
            var turn = record.value();
            var key = Bytes.wrap((turn.getConversationId() + '\0' + turn.getTurnId()).getBytes(UTF_8));
            if (store.get(key) == null) {
                store.put(key, turn);
            }
        }
    }
}
