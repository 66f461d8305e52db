package dev.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {

    @Test
    void shouldBeTheCommittedPage() {
        assertThat(Path.of("../../docs/configuration.md"))
                .as("docs/configuration.md; `./gleaner config > docs/configuration.md` writes it anew")
                .hasContent(ConfigurationReference.markdown());
    }

    @Test
    void shouldDescribeEveryPropertyInASentence() {
        assertThat(Property.all())
                .allSatisfy(property -> assertThat(property.described().value()).matches("(?s)[A-Z].*\\."));
    }
}
