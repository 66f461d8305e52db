package dev.gleaner.topology.generate;

/** Why nothing is asked about a complaint, beside what stops a pair. The names stand in metrics: they are a contract. */
enum Unasked {
    /** A better answer came in time. */
    MENDED,
    /** Requests are switched off for the tenant. */
    TENANT_OFF,
    /** Requests were switched off while the complaint waited. */
    OFF,
    /** The conversation was forgotten while requests were switched off. */
    FORGOTTEN
}
