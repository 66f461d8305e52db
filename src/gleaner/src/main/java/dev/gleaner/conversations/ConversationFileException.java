package dev.gleaner.conversations;

/** A line of a file that is not what it should be. The message names file, line and field, and holds no text of the line. */
public final class ConversationFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells where and what.
     *
     * @param file name of the file
     * @param line number of the line, the first is 1
     * @param what what is wrong with it
     */
    public ConversationFileException(String file, long line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
