package dev.gleaner.inference;

import java.util.Optional;

/** What is known of CUDA on this machine. */
interface Cuda {

    /**
     * Why a device cannot be used.
     *
     * @param number which device, from 0 on
     * @return the end of a sentence, or nothing if it can be used as far as one can tell beforehand
     */
    Optional<String> obstacle(int number);
}
