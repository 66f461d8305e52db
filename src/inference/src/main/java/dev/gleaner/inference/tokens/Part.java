package dev.gleaner.inference.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gleaner.topology.classify.ExchangeText;

/** One of the three texts of an exchange, and where it is cut if it is too long. */
public enum Part {

    /** What the user asked; its start is kept. */
    @JsonProperty("prompt")
    PROMPT,

    /** What the model answered; start and end are kept, since it states what it did at its start, and asks or offers at its end. */
    @JsonProperty("response")
    RESPONSE,

    /** What the user wrote next; its start is kept: what users say of an answer they say first. */
    @JsonProperty("follow_up")
    FOLLOW_UP;

    /** This part of an exchange. */
    String of(ExchangeText exchange) {
        return switch (this) {
            case PROMPT -> exchange.prompt();
            case RESPONSE -> exchange.response();
            case FOLLOW_UP -> exchange.followUp();
        };
    }

    /** How many tokens of its end stay when this many stay in all. */
    int tail(int tokens) {
        return this == RESPONSE ? tokens / 2 : 0;
    }
}
