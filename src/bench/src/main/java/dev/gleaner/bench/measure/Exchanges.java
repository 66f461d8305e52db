package dev.gleaner.bench.measure;

import dev.gleaner.bench.chats.ChatGenerator;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.ArrayList;
import java.util.List;

/** Exchanges to classify, the same every time; responses of all lengths up to some 2,000 characters. */
final class Exchanges {

    private static final int LENGTHS = 16;

    private Exchanges() {}

    static List<ExchangeText> some(int count) {
        var generator = new ChatGenerator("classify-", 4, 0);
        var exchanges = new ArrayList<ExchangeText>(count);
        for (var number = 0; number < count; number++) {
            var chat = generator.next(3);
            var response = chat.get(1).getContent();
            var part = 1 + number * 7 % LENGTHS;
            exchanges.add(new ExchangeText(
                    chat.get(0).getContent(),
                    response.substring(0, response.length() * part / LENGTHS),
                    chat.get(2).getContent()));
        }
        return exchanges;
    }

    static List<List<ExchangeText>> batches(List<ExchangeText> exchanges, int size) {
        var batches = new ArrayList<List<ExchangeText>>();
        for (var from = 0; from < exchanges.size(); from += size) {
            batches.add(exchanges.subList(from, Math.min(from + size, exchanges.size())));
        }
        return batches;
    }
}
