package dev.gleaner.config;

import java.util.List;

/** The configuration cannot be used. The message is one sentence a fault, each naming the setting and where it was set. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Tells what is wrong.
     *
     * @param faults one sentence each, at least one
     */
    public ConfigurationException(List<String> faults) {
        super(String.join("\n", faults));
    }
}
