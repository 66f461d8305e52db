package dev.gleaner.bench.measure;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.bench.stage.Stage;
import dev.gleaner.schema.ConversationTurn;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts chats into a topic, many at once, turn by turn: with one chat at a time, caches would look better than in life. */
final class Feed {

    private Feed() {}

    /**
     * Feeds.
     *
     * @param generator makes the chats
     * @param turns how many turns, at least
     * @param turnsAChat how many of them a chat has
     * @param chatsAtOnce how many chats are mixed
     */
    static void into(Stage stage, String topic, ChatGenerator generator, int turns, int turnsAChat, int chatsAtOnce) {
        try (var producer = stage.turnProducer()) {
            for (var made = 0; made < turns; made += chatsAtOnce * turnsAChat) {
                var chats = new ArrayList<List<ConversationTurn>>();
                for (var chat = 0; chat < chatsAtOnce; chat++) {
                    chats.add(generator.next(turnsAChat));
                }
                for (var turn = 0; turn < turnsAChat; turn++) {
                    for (var chat : chats) {
                        producer.send(new ProducerRecord<>(topic, chat.get(turn).getConversationId(), chat.get(turn)));
                    }
                }
            }
        }
    }
}
