package dev.gleaner.training.checklist;

import java.util.List;

/** Places texts in a space where like ones are near. */
public interface Embedder {

    /** Names it in reports; another name, other vectors. */
    String name();

    /**
     * Embeds.
     *
     * @param texts all that are to be compared with one another
     * @return a vector for each, in the same order, all of one length; of any norm
     */
    List<double[]> embed(List<String> texts);
}
