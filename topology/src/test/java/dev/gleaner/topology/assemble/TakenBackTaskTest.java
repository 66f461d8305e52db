package dev.gleaner.topology.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.schema.Role;
import dev.gleaner.topology.HarvestConfig;
import dev.gleaner.topology.flow.Arrival;
import dev.gleaner.topology.flow.Exchange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A task moves to another instance, is a standby here meanwhile, and comes back. Kafka Streams keeps its stores open on the way
 * (KAFKA-9501): what has a changelog hears what the other instance wrote, what has none does not.
 */
class TakenBackTaskTest {

    private static final HarvestConfig CONFIG = HarvestConfig.withDefaults("gleaner/test");

    @TempDir
    private Path state;

    private final List<StateStore> logged = new ArrayList<>();

    @AfterEach
    void close() {
        logged.forEach(StateStore::close);
    }

    @Test
    void shouldGoOnFromWhatAnotherInstanceAddedMeanwhile() {
        var here = task();
        converse(active(here), turn("q1", Role.USER), turn("a1", Role.ASSISTANT));
        converse(active(task()), turn("q2", Role.USER), turn("a2", Role.ASSISTANT));

        here.resetForwards();
        converse(active(here), turn("q3", Role.USER));

        assertThat(here.forwarded()).singleElement().satisfies(forwarded -> {
            var exchange = (Exchange) forwarded.record().value();
            assertThat(exchange.response().getTurnId()).isEqualTo("a2");
            assertThat(exchange.prompt().orElseThrow().getTurnId()).isEqualTo("q2");
        });
    }

    /** A task of the one partition, with the logged stores that all share, as if every changelog were read to its end. */
    private MockProcessorContext<String, Object> task() {
        var context = new MockProcessorContext<String, Object>(new Properties(), new TaskId(0, 0), state.toFile());
        if (logged.isEmpty()) {
            Assembler.stores(CONFIG.limits()).stream()
                    .filter(builder -> !builder.name().equals(RecentConversations.RECENT))
                    .map(builder ->
                            builder.withLoggingDisabled().withCachingDisabled().build())
                    .forEach(store -> {
                        store.init(context.getStateStoreContext(), store);
                        logged.add(store);
                    });
        }
        logged.forEach(context::addStateStore);
        var recent = RecentConversations.builder().build();
        recent.init(context.getStateStoreContext(), recent);
        context.addStateStore(recent);
        return context;
    }

    /** The processor of a task that becomes active: each time it is a new one. */
    private static Assembler active(MockProcessorContext<String, Object> task) {
        var assembler = new Assembler(CONFIG, "exchanges", "evidence");
        assembler.init(task);
        return assembler;
    }

    private static void converse(Assembler assembler, ConversationTurn... turns) {
        for (var turn : turns) {
            assembler.process(new Record<>(turn.getConversationId(), new Arrival.OfTurn(turn), 1L));
        }
    }

    private static ConversationTurn turn(String turnId, Role role) {
        return ConversationTurn.newBuilder()
                .setConversationId("chat")
                .setTurnId(turnId)
                .setRole(role)
                .setContent("What " + turnId + " says")
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
