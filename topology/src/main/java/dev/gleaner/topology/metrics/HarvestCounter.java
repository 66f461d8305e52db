package dev.gleaner.topology.metrics;

/**
 * The catalogue of what the harvest counts. Each counter is a Kafka Streams metric of group {@link #GROUP}, name
 * {@code <counter>-total}, with one tag of its own. Counts are of work done: after a failure, what is processed again counts
 * again, while the topics hold it once.
 */
public enum HarvestCounter {
    /** Turns stored, by role. */
    TURNS("turns", "role", "Turns stored"),
    /** Arrivals that changed nothing because their id was there before. */
    DUPLICATES("duplicates", "kind", "Turns, signals and generation results that were there before"),
    /** Arrivals that had to wait for the turn they refer to. */
    WAITED("waited", "kind", "Turns and signals that came before the turn they refer to"),
    /** Arrivals whose awaited turn never came: turns go on without a parent, signals are dropped. */
    ORPHANS("orphans", "kind", "Turns and signals whose awaited turn did not come in time"),
    /** Turns whose text was not kept because the user did not agree to training. */
    WITHHELD("withheld", "role", "Turns with trainable=false, whose text was not kept"),
    /** Signals that name a turn that is no response. */
    SIGNALS_IGNORED("signals-ignored", "kind", "Signals on a turn that is no response"),
    /** Conversations forgotten after they were idle. */
    FORGOTTEN("conversations-forgotten", "cause", "Conversations whose state was removed"),
    /** Exchanges that waited for a batch and were gone when it went. */
    UNJUDGED("unjudged", "cause", "Exchanges whose conversation was forgotten before they were judged"),
    /** Verdicts of language models that came too late to be evidence. */
    UNPROVEN("unproven-verdicts", "cause", "Verdicts of language models whose exchange was forgotten before they came"),
    /** Verdicts, by polarity. */
    VERDICTS("verdicts", "polarity", "Feedback verdicts published"),
    /** Categories that fired in verdicts. */
    CATEGORIES("categories", "category", "Categories with a probability of one half or more"),
    /** Exchanges published for labelling, by the labeller that abstained. */
    LABEL_REQUESTS("label-requests", "labeller", "Exchanges on which the labeller abstained, published for labelling"),
    /** Pairs published, by method. */
    PAIRS("pairs", "method", "Preference pairs published"),
    /** Candidates that no pair was made of, by the guard that stopped them. */
    PAIRS_DROPPED("pairs-dropped", "reason", "Candidate pairs that a guard stopped"),
    /** Language models asked for a better answer, by what made the complaint due. */
    GENERATION_REQUESTS("generation-requests", "cause", "Complaints for which a better answer was asked"),
    /** Complaints that waited for a better answer and are asked nothing for, by reason. */
    GENERATION_REQUESTS_DROPPED("generation-requests-dropped", "reason", "Complaints for which no answer was asked"),
    /** Results that came back, by whether they hold pairs. */
    GENERATION_RESULTS("generation-results", "outcome", "Generation results taken in"),
    /** Pairs that results held, by method: what {@link #PAIRS} of that method kept of them is the keep rate. */
    GENERATED("generated-pairs", "method", "Pairs that generation results held"),
    /** What judges say of the pairs that results held, by method and verdict. */
    JUDGEMENTS("judgements", "verdict", "Judgements of generated pairs"),
    /** Pairs asked for that were not kept: by the reason that the result gives, or by the guard that stopped them. */
    GENERATED_DROPPED("generated-pairs-dropped", "reason", "Pairs asked of language models that were not kept"),
    /** Records rejected by a stage, by reason. */
    DEAD_LETTERS("dead-letters", "reason", "Records rejected");

    /** The group of all these metrics. */
    public static final String GROUP = "gleaner-metrics";

    private final String label;
    private final String tag;
    private final String meaning;

    HarvestCounter(String label, String tag, String meaning) {
        this.label = label;
        this.tag = tag;
        this.meaning = meaning;
    }

    /** The name of the metric, such as {@code turns-total}. */
    public String metricName() {
        return label + "-total";
    }

    /** The name of the one tag. */
    public String tag() {
        return tag;
    }

    /** What is counted. */
    public String meaning() {
        return meaning;
    }
}
