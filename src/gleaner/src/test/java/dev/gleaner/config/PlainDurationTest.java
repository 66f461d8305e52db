package dev.gleaner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDurationTest {

    @ParameterizedTest
    @CsvSource({"100ms,PT0.1S", "30s,PT30S", "5m,PT5M", "24h,PT24H", "7d,PT168H", "PT1H30M,PT1H30M", "2 H,PT2H"})
    void shouldReadWhatPeopleWrite(String written, String iso) {
        assertThat(new PlainDuration().convert(written)).isEqualTo(Duration.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "-5s", "soon", "", "PT-1S", "5 weeks"})
    void shouldRefuseWhatIsNoDuration(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PlainDuration().convert(written));
    }

    @Test
    void shouldRefuseANumberThatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PlainDuration().convert("99999999999999999999s"));
    }
}
