package dev.gleaner.inference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a model is computed. */
public sealed interface Device {

    /** What may be written for one. */
    String FORM = "auto, cpu or cuda:N";

    /** The first CUDA device if there is one that the model gains from, else the CPU. */
    record Auto() implements Device {
        @Override
        public String toString() {
            return "auto";
        }
    }

    /** The processor. */
    record Cpu() implements Device {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /**
     * A CUDA device, or nothing.
     *
     * @param number which, from 0 on
     */
    record Cuda(int number) implements Device {
        @Override
        public String toString() {
            return "cuda:" + number;
        }
    }

    /**
     * Reads a device.
     *
     * @param text {@value #FORM}
     * @throws IllegalArgumentException if it is none of these
     */
    static Device of(String text) {
        Matcher cuda = Pattern.compile("cuda:(\\d{1,3})").matcher(text);
        if (cuda.matches()) {
            return new Cuda(Integer.parseInt(cuda.group(1)));
        }
        return switch (text) {
            case "auto" -> new Auto();
            case "cpu" -> new Cpu();
            default -> throw new IllegalArgumentException("A device is " + FORM + ", not '" + text + "'");
        };
    }
}
