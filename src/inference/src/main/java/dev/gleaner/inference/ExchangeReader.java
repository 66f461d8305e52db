package dev.gleaner.inference;

import dev.gleaner.topology.classify.ExchangeText;
import java.util.List;
import java.util.function.Consumer;

/** Reads exchanges into the tensors of a model. It keeps its buffers, so each thread needs one of its own. */
public interface ExchangeReader {

    /**
     * Reads exchanges, and calls the model as often as it takes.
     *
     * @param exchanges at least one
     * @param model gets each batch; every exchange is a row of exactly one of them
     */
    void read(List<ExchangeText> exchanges, Consumer<InputBatch> model);
}
