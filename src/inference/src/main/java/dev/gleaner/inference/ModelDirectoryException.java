package dev.gleaner.inference;

/** A model directory cannot be used; the message names the file, what is wrong with it, and what to do. */
public final class ModelDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for the person who can mend the directory */
    public ModelDirectoryException(String message) {
        super(message);
    }

    /**
     * @param message one sentence for the person who can mend the directory
     * @param cause what the file system or the runtime said
     */
    public ModelDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
