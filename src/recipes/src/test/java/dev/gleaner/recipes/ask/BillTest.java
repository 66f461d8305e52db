package dev.gleaner.recipes.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.TokenCount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillTest {

    @Test
    void shouldAddUpByModel() throws InterruptedException {
        Bill bill = new Bill();
        Question question = new Question("", List.of(), Optional.empty(), 0);
        LanguageModel large = bill.metered(priced("large-2", new Tokens(10, 1)));

        large.ask(question);
        large.ask(question);
        bill.metered(priced("judge-1", new Tokens(3, 2))).ask(question);

        assertThat(bill.counts())
                .containsExactly(new TokenCount("judge-1", 3L, 2L), new TokenCount("large-2", 20L, 2L));
    }

    private static LanguageModel priced(String name, Tokens tokens) {
        return new LanguageModel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reply ask(Question question) {
                return new Reply(Optional.of("yes"), tokens);
            }
        };
    }
}
