package dev.gleaner.recipes.ask;

import java.util.Optional;

/**
 * What a model answered.
 *
 * @param content its text; empty where the model declined to answer
 * @param tokens what it cost, as far as the service tells
 */
public record Reply(Optional<String> content, Tokens tokens) {}
