package dev.gleaner.training;

import dev.gleaner.topology.classify.ExchangeText;
import java.util.Optional;

/**
 * An exchange that nobody has labelled yet.
 *
 * @param id names it among all others; follows from its texts and origin where its line gives none
 * @param text the three texts
 * @param source where it is from, if its line says so
 * @param conversation which conversation it is from, if its line says so
 * @param language as its line names it
 */
public record UnlabelledExchange(
        String id,
        ExchangeText text,
        Optional<String> source,
        Optional<String> conversation,
        Optional<String> language) {}
