package dev.gleaner.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void shouldBeAFileOfConversationsOfSeveralLanguages() {
        var ids = new HashSet<String>();
        var languages = new HashSet<String>();
        try (var sample = Sample.open()) {
            for (var next = sample.next(); next.isPresent(); next = sample.next()) {
                ids.add(next.get().id());
                next.get().turns().get(0).getLanguage().ifPresent(languages::add);
            }
        }

        assertThat(ids).hasSize(40);
        assertThat(languages).hasSizeGreaterThan(5).contains("en");
    }
}
