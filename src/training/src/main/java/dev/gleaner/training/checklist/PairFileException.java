package dev.gleaner.training.checklist;

/** A line of a pair file cannot be used; the message names file, line and field, and what to do. It holds nothing of the line. */
public final class PairFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param file as the caller named it
     * @param line the first is 1
     * @param what what is wrong and what to do
     */
    PairFileException(String file, long line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
