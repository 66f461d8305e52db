package dev.gleaner.training.teacher;

/** Why an exchange got no label from the teacher. */
public enum SkipReason {
    /** The teacher would not judge it. */
    REFUSED,
    /** The answer was not the JSON object that was asked for, twice. */
    UNREADABLE,
    /** The answer named a category that the rubric does not have, or a confidence outside 0 to 1, twice. */
    OUTSIDE_RUBRIC,
    /** The endpoint would not take the request, for instance because the texts are too long for it. */
    REJECTED,
    /** The endpoint had no capacity left, however often it was asked. */
    BUSY,
    /** The endpoint failed, however often it was asked. */
    FAILED,
    /** No answer came in time, or no connection was to be had, however often it was asked. */
    UNREACHABLE;

    /** Whether it lies with the service and may be gone a little later. */
    boolean mayPass() {
        return this == BUSY || this == FAILED || this == UNREACHABLE;
    }
}
