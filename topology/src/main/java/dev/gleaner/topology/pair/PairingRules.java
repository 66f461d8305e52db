package dev.gleaner.topology.pair;

/**
 * When a pair is made of what we know; docs/confidence.md explains each number.
 *
 * @param minimumComplaint least probability of dissatisfaction, 0 to 1, for a complaint to count
 * @param nearlyEqual {@link Likeness#ofText}, 0 to 1, from which two answers count as the same
 * @param sameTopic least {@link Likeness#ofTopic}, 0 to 1, of the new answer with the rejected one or with the prompt turn
 * @param promptBytes most bytes of UTF-8 in all messages of a prompt together
 */
public record PairingRules(double minimumComplaint, double nearlyEqual, double sameTopic, int promptBytes) {

    /** The rules that a deployment has unless it says otherwise. */
    public static final PairingRules DEFAULT = new PairingRules(0.5, 0.9, 0.15, 512 * 1024);
}
