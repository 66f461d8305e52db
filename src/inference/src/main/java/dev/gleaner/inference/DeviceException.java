package dev.gleaner.inference;

/** The device that was asked for cannot be used; the message says why, and what to do. */
public final class DeviceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence for the person who chose the device */
    public DeviceException(String message) {
        super(message);
    }

    /**
     * @param message one sentence for the person who chose the device
     * @param cause what the runtime said
     */
    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
