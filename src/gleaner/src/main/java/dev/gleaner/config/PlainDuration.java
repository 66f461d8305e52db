package dev.gleaner.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a duration as people write it, such as {@code 100ms}, {@code 30s}, {@code 5m}, {@code 24h} or {@code 7d}; ISO-8601 too. */
public final class PlainDuration implements Converter<Duration> {

    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    /** Made by the configuration library. */
    public PlainDuration() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is no duration, or a negative one
     */
    @Override
    public Duration convert(String value) {
        var text = value.strip().toLowerCase(Locale.ROOT);
        var plain = PLAIN.matcher(text);
        if (plain.matches()) {
            return of(Long.parseLong(plain.group(1)), plain.group(2));
        }
        try {
            var iso = Duration.parse(text);
            if (!iso.isNegative()) {
                return iso;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException("a duration such as 100ms, 30s, 5m or 24h");
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
