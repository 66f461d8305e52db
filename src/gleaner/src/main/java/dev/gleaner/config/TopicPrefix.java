package dev.gleaner.config;

import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a prefix of topic names; unlike other text it may be empty. */
public final class TopicPrefix implements Converter<String> {

    private static final long serialVersionUID = 1L;
    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9._-]{0,200}");

    /** Made by the configuration library. */
    public TopicPrefix() {}

    /**
     * Takes what Kafka takes.
     *
     * @throws IllegalArgumentException if a topic cannot be named so
     */
    @Override
    public String convert(String value) {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("letters, digits, '.', '_' and '-', at most 200 of them");
        }
        return value;
    }
}
