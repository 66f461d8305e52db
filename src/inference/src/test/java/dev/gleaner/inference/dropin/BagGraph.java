package dev.gleaner.inference.dropin;

import static dev.gleaner.inference.dropin.OnnxWriter.attribute;

import java.util.List;
import java.util.Set;

/**
 * Writes a classifier that anybody can do by hand: every token brings its own number for every label, and the logits are their sums.
 * A token of the second text counts double, where the model is told which text a token is of.
 */
public final class BagGraph {

    private BagGraph() {}

    /**
     * Writes one.
     *
     * @param table for each token id the numbers it brings, row by row
     * @param labels how many labels there are
     * @param inputs of input_ids, attention_mask and token_type_ids those that it takes, and any other that it does not use
     * @return the bytes of its model.onnx
     */
    public static byte[] write(float[] table, int labels, Set<String> inputs) {
        OnnxWriter graph = new OnnxWriter();
        inputs.forEach(graph::input);
        String state =
                graph.node("Gather", List.of(graph.floats("table", table, table.length / labels, labels), "input_ids"));
        if (inputs.contains("attention_mask")) {
            state = graph.node("Mul", List.of(state, perToken(graph, "attention_mask")));
        }
        if (inputs.contains("token_type_ids")) {
            String times = graph.node(
                    "Add", List.of(perToken(graph, "token_type_ids"), graph.floats("one", new float[] {1}, 1)));
            state = graph.node("Mul", List.of(state, times));
        }
        String sum = graph.node("ReduceSum", List.of(state, graph.longs("tokens", 1)), attribute("keepdims", 0L));
        graph.output("logits", sum, labels);
        return graph.model();
    }

    private static String perToken(OnnxWriter graph, String input) {
        String number = graph.node("Cast", List.of(input), OnnxWriter.toFloat());
        return graph.node("Unsqueeze", List.of(number, graph.longs(input + ".axis", 2)));
    }
}
