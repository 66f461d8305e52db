package dev.gleaner.inference.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the parts of an exchange become one text or a pair of texts. Every part has a share of tokens of its own, so a long response can
 * never push the follow-up out.
 *
 * @param first the parts of the first text, in order
 * @param second the parts of the second text; with none the model gets one text
 * @param separator stands between two parts of one text; empty if left out
 */
public record TokenLayout(
        @JsonProperty(required = true) List<Share> first,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Share> second,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String separator) {

    /**
     * What a part may take.
     *
     * @param part which
     * @param tokens tokens of it that are kept at most, special tokens and separators not counted
     */
    public record Share(@JsonProperty(required = true) Part part, @JsonProperty(required = true) int tokens) {

        private static final int MOST = 8_192;

        /** Checks that something of the part is kept, and no more than models can take. */
        public Share {
            if (tokens < 1 || tokens > MOST) {
                throw new IllegalArgumentException("a part takes 1 to " + MOST + " tokens, not " + tokens);
            }
        }
    }

    /** Checks that the follow-up is there, and no part twice. */
    public TokenLayout {
        first = List.copyOf(first);
        second = List.copyOf(second);
        if (first.isEmpty()) {
            throw new IllegalArgumentException("first needs a part");
        }
        Set<Part> seen = EnumSet.noneOf(Part.class);
        Stream.concat(first.stream(), second.stream()).map(Share::part).forEach(part -> {
            if (!seen.add(part)) {
                throw new IllegalArgumentException(
                        "a part may stand there once only, but " + part + " stands there twice");
            }
        });
        if (!seen.contains(Part.FOLLOW_UP)) {
            throw new IllegalArgumentException("the part follow_up is missing");
        }
    }

    /** Whether the model gets a pair of texts. */
    boolean isPair() {
        return !second.isEmpty();
    }
}
