package dev.gleaner.training.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gleaner.schema.Category;
import dev.gleaner.topology.classify.ExchangeText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RubricPromptTest {

    private final RubricPrompt prompt = new RubricPrompt(new Random(1));

    @ParameterizedTest
    @EnumSource(Category.class)
    void shouldDefineEachCategoryOnce(Category category) {
        assertThat(prompt.instructions()).containsOnlyOnce("\n" + category + ": ");
    }

    @Test
    void shouldShowBeginningAndEndOfALongTextAndNoHalfCharacter() {
        String message = prompt.message(new ExchangeText("a" + "🍲".repeat(4000) + "z", "r", "f"));

        assertThat(message)
                .contains(" prompt>\na" + "🍲".repeat(2999) + "\n[…]\n" + "🍲".repeat(999) + "z\n</")
                .doesNotContain("🍲".repeat(3000));
    }
}
