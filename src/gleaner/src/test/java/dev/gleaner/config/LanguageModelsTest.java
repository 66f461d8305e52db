package dev.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelsTest {

    private static final Optional<String> VARIABLE = Optional.of("sk-variable");

    @Test
    void shouldTakeTheKeyOfTheFileOverThatOfTheEnvironment(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), "sk-file\n");

        var models = read(Map.of("llm.key-file", file.toString()));

        assertThat(models.endpoint().key()).contains("sk-file");
        assertThat(read(Map.of()).endpoint().key()).contains("sk-variable");
        assertThat(read(Map.of()).endpoint().url()).isEqualTo(URI.create("http://localhost:8000/v1"));
    }

    @Test
    void shouldAskWithoutAKeyWhereThereIsNone() {
        var config = Configuration.of(Map.of("llm.url", "http://localhost:8000/v1", "llm.models.expert", "large"));

        assertThat(LanguageModels.of(config.llm(), Optional.of(" ")).endpoint().key())
                .isEmpty();
    }

    @Test
    void shouldSayInASentenceWhatIsMissingOrWrong() {
        assertFault(Map.of("llm.models.expert", "large"), "llm.url is not set");
        assertFault(Map.of("llm.url", "http://localhost:8000/v1"), "name at least one model");
        assertFault(Map.of("llm.url", "localhost:8000", "llm.models.expert", "large"), "is no address of a service");
        assertFault(
                Map.of(
                        "llm.url", "http://localhost:8000/v1",
                        "llm.models.expert", "large",
                        "llm.key-file", "no-such-file"),
                "llm.key-file: no-such-file cannot be read");
    }

    @Test
    void shouldNeverTellTheKey() {
        assertThat(read(Map.of()).toString()).doesNotContain("sk-variable");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LanguageModels.of(
                        Configuration.of(Map.of("llm.url", "http://localhost:8000/v1", "llm.models.expert", "large"))
                                .llm(),
                        Optional.of("sk with spaces")))
                .withMessageNotContaining("sk with spaces");
    }

    private static LanguageModels read(Map<String, String> more) {
        var settings = new HashMap<>(more);
        settings.put("llm.url", "http://localhost:8000/v1");
        settings.put("llm.models.expert", "large");
        return LanguageModels.of(Configuration.of(settings).llm(), VARIABLE);
    }

    private static void assertFault(Map<String, String> settings, String sentence) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LanguageModels.of(Configuration.of(settings).llm(), VARIABLE))
                .withMessageContaining(sentence);
    }
}
