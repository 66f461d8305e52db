package dev.gleaner.recipes;

import dev.gleaner.schema.Judgement;
import dev.gleaner.schema.Message;
import java.util.List;

/** Compares two answers to one prompt. Safe for use by many threads. */
public interface PairwiseJudge {

    /**
     * Compares in both orders, since judges favour a place; where the orders disagree it is a tie.
     *
     * @param prompt the conversation that both answer, oldest first
     * @param chosen the answer that is meant to be better; WIN says that it is
     * @param rejected the other one
     * @param checklist what this user wants, as short imperatives, to judge by; empty to judge without
     * @throws dev.gleaner.recipes.ask.UnansweredException if the judge's service failed at it as often as it may
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Judgement compare(List<Message> prompt, String chosen, String rejected, List<String> checklist)
            throws InterruptedException;
}
