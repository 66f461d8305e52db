package dev.gleaner.topology.pair;

/** Why no pair was made of what looked like one. The names stand in metrics: they are a contract. */
public enum Drop {
    /** The complaint is not about the response before it. */
    NOT_BOUND,
    /** The complaint is less sure than the threshold. */
    UNSURE_COMPLAINT,
    /** The complaint leaves nothing to mend. */
    NOT_ASKED_TO_MEND,
    /** The labeller abstained on the answer that would be chosen. */
    UNDECIDED,
    /** The prompt has no user turn, or its start is not known. */
    NO_PROMPT,
    /** A turn of the prompt was not released for training. */
    WITHHELD,
    /** The prompt is longer than the limit. */
    PROMPT_TOO_LONG,
    /** One of the answers is empty, or holds nothing but tool calls or an error of the product. */
    EMPTY,
    /** The answer that would be chosen declines to answer. */
    REFUSAL,
    /** The two answers are equal or nearly so. */
    NEARLY_EQUAL,
    /** The answer that would be chosen only makes sense as a reply to the complaint: it apologises, refers back, or uses what only the complaint says. */
    REPLY_TO_COMPLAINT,
    /** The answer that would be chosen is about something else than the prompt and the rejected answer. */
    TOPIC_SWITCH,
    /** The user's acts speak for both sides. */
    CONTRADICTED,
    /** No judge finds a model's answer with the preferences better, whichever is shown first, than its answer without. */
    NOT_PREFERRED
}
