package dev.gleaner.topology.classify;

import dev.gleaner.schema.ConversationTurn;
import dev.gleaner.topology.flow.Exchange;

/**
 * What a classifier gets to see: the exchange as text. The follow-up alone is not enough, since "no" answers a question in one
 * chat and rejects an answer in another.
 *
 * @param prompt what the user asked; empty where the conversation starts with the response
 * @param response what the model answered
 * @param followUp what the user wrote next
 */
public record ExchangeText(String prompt, String response, String followUp) {

    /** The text of an exchange. */
    public static ExchangeText of(Exchange exchange) {
        return new ExchangeText(
                exchange.prompt().map(ConversationTurn::getContent).orElse(""),
                exchange.response().getContent(),
                exchange.followUp().getContent());
    }
}
