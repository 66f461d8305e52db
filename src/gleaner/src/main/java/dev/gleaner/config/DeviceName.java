package dev.gleaner.config;

import dev.gleaner.inference.Device;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads where a model is computed. */
public final class DeviceName implements Converter<Device> {

    private static final long serialVersionUID = 1L;

    /** Made by the configuration library. */
    public DeviceName() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none of {@value Device#FORM}
     */
    @Override
    public Device convert(String value) {
        return Device.of(value.strip());
    }
}
