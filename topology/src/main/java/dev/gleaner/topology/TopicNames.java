package dev.gleaner.topology;

/**
 * The names of the topics of one deployment.
 *
 * @param prefix what stands before every name, such as {@code gleaner.}; may be empty
 */
public record TopicNames(String prefix) {

    /** The prefix that a deployment has unless it says otherwise. */
    public static final String DEFAULT_PREFIX = "gleaner.";

    /** The topic of {@link dev.gleaner.schema.ConversationTurn}. */
    public String conversationTurns() {
        return prefix + "conversation-turns";
    }

    /** The topic of {@link dev.gleaner.schema.ResponseSignal}. */
    public String responseSignals() {
        return prefix + "response-signals";
    }

    /** The topic of {@link dev.gleaner.schema.FeedbackVerdict}. */
    public String feedback() {
        return prefix + "feedback";
    }

    /** The training topic, of {@link dev.gleaner.schema.PreferencePair}. */
    public String preferencePairs() {
        return prefix + "preference-pairs";
    }

    /** The topic of {@link dev.gleaner.schema.LabelRequest}. */
    public String labelRequests() {
        return prefix + "label-requests";
    }

    /** The topic of {@link dev.gleaner.schema.GenerationRequest}. */
    public String generationRequests() {
        return prefix + "generation-requests";
    }

    /** The topic of {@link dev.gleaner.schema.GenerationResult}. */
    public String generationResults() {
        return prefix + "generation-results";
    }

    /** The topic of {@link dev.gleaner.schema.FeedbackVerdict} that language models gave, before the harvest takes them in. */
    public String llmVerdicts() {
        return prefix + "llm-verdicts";
    }

    /** The topic of what could not be used. */
    public String deadLetters() {
        return prefix + "dead-letters";
    }
}
