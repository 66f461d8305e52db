package dev.gleaner.recipes.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    private static final URI URL = URI.create("http://localhost:8000/v1");

    @Test
    void shouldNotPrintItsKey() {
        assertThat(new Endpoint(URL, Optional.of("sk-1"), Duration.ofSeconds(1)))
                .asString()
                .contains("localhost:8000")
                .doesNotContain("sk-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8000", "ftp://host/v1", "/v1", "http:///v1", "http://user:secret@host/v1"})
    void shouldRefuseWhatIsNoAddressOfAService(String url) {
        assertThatThrownBy(() -> new Endpoint(URI.create(url), Optional.empty(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give one like http://localhost:8000/v1")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-1\n", "sk 1", "sk-ü"})
    void shouldRefuseAKeyThatNoHeaderCanHoldAndNotQuoteIt(String key) {
        assertThatThrownBy(() -> new Endpoint(URL, Optional.of(key), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The key of the language models is empty")
                .hasMessageNotContaining("sk");
    }
}
