package dev.gleaner.inference.dropin;

import static dev.gleaner.inference.dropin.OnnxWriter.attribute;

import java.util.List;

/** Writes a BERT sequence classifier operator by operator, as Hugging Face's exporter does; batch and length are dynamic. */
public final class EncoderGraph {

    private static final float EPSILON = 1e-12f;
    private static final float MASKED = -10_000f;

    private final OnnxWriter graph = new OnnxWriter();
    private final EncoderShape shape;
    private final Weights weights;
    private final Precision precision;
    private final String one = graph.floats("one", new float[] {1f}, 1);

    private EncoderGraph(EncoderShape shape, Weights weights, Precision precision) {
        this.shape = shape;
        this.weights = weights;
        this.precision = precision;
    }

    /**
     * Writes one.
     *
     * @param shape its size
     * @param weights what it computes with
     * @param precision how they are kept
     * @return the bytes of its model.onnx, with inputs input_ids, attention_mask and token_type_ids and output logits
     */
    public static byte[] write(EncoderShape shape, Weights weights, Precision precision) {
        return new EncoderGraph(shape, weights, precision).build();
    }

    private byte[] build() {
        graph.longs("split", 0, 0, shape.heads(), shape.headWidth());
        graph.longs("join", 0, 0, shape.hidden());
        graph.floats("scale", new float[] {(float) (1 / Math.sqrt(shape.headWidth()))}, 1);
        String bias = attentionBias();
        String state = embeddings();
        for (int layer = 0; layer < shape.layers(); layer++) {
            state = layer("layer" + layer, state, bias);
        }
        graph.longs("first", 0);
        graph.longs("token_axis", 1);
        String start = graph.node(
                "Squeeze", List.of(graph.node("Gather", List.of(state, "first"), attribute("axis", 1L)), "token_axis"));
        String pooled = graph.node("Tanh", List.of(linear("pooler", start, shape.hidden(), shape.hidden())));
        graph.output("logits", linear("classifier", pooled, shape.hidden(), shape.labels()), shape.labels());
        return graph.model();
    }

    private String attentionBias() {
        String mask = graph.node("Cast", List.of(graph.input("attention_mask")), OnnxWriter.toFloat());
        String padding = graph.node("Sub", List.of(one, mask));
        String bias = graph.node("Mul", List.of(padding, graph.floats("masked", new float[] {MASKED}, 1)));
        return graph.node("Unsqueeze", List.of(bias, graph.longs("mask_axes", 1, 2)));
    }

    private String embeddings() {
        String ids = graph.input("input_ids");
        String types = graph.input("token_type_ids");
        String length = graph.node(
                "Slice", List.of(graph.node("Shape", List.of(ids)), graph.longs("from_1", 1), graph.longs("to_2", 2)));
        String positions = graph.node(
                "Slice",
                List.of(
                        table("positions", shape.positions()),
                        graph.longs("from_0", 0),
                        length,
                        graph.longs("row_axis", 0)));
        String tokens = graph.node("Gather", List.of(table("tokens", shape.vocabulary()), ids));
        String texts = graph.node("Gather", List.of(table("texts", 2), types));
        String sum = graph.node("Add", List.of(graph.node("Add", List.of(tokens, texts)), positions));
        return norm("embeddings", sum);
    }

    private String table(String name, int rows) {
        return graph.floats(name, weights.normal(name, rows * shape.hidden()), rows, shape.hidden());
    }

    private String layer(String name, String state, String bias) {
        int hidden = shape.hidden();
        String query = heads(linear(name + ".query", state, hidden, hidden), 1, 3);
        String key = heads(linear(name + ".key", state, hidden, hidden), 3, 1);
        String value = heads(linear(name + ".value", state, hidden, hidden), 1, 3);
        String scores = graph.node("Mul", List.of(graph.node("MatMul", List.of(query, key)), "scale"));
        String attention =
                graph.node("Softmax", List.of(graph.node("Add", List.of(scores, bias))), attribute("axis", -1L));
        String mixed = graph.node(
                "Transpose", List.of(graph.node("MatMul", List.of(attention, value))), attribute("perm", 0, 2, 1, 3));
        String context = graph.node("Reshape", List.of(mixed, "join"));
        String attended = norm(
                name + ".attention",
                graph.node("Add", List.of(state, linear(name + ".output", context, hidden, hidden))));
        String inner = gelu(name, linear(name + ".up", attended, hidden, shape.inner()));
        return norm(
                name + ".forward",
                graph.node("Add", List.of(attended, linear(name + ".down", inner, shape.inner(), hidden))));
    }

    /** From batch x tokens x hidden to batch x heads, with tokens and head width as asked for. */
    private String heads(String state, long third, long fourth) {
        String split = graph.node("Reshape", List.of(state, "split"));
        return graph.node("Transpose", List.of(split), attribute("perm", 0, 2, third, fourth));
    }

    private String gelu(String name, String state) {
        String root = graph.floats(name + ".root", new float[] {(float) Math.sqrt(2)}, 1);
        String half = graph.floats(name + ".half", new float[] {0.5f}, 1);
        String error = graph.node("Erf", List.of(graph.node("Div", List.of(state, root))));
        return graph.node(
                "Mul", List.of(graph.node("Mul", List.of(state, graph.node("Add", List.of(error, one)))), half));
    }

    private String norm(String name, String state) {
        return graph.node(
                "LayerNormalization",
                List.of(
                        state,
                        graph.floats(name + ".gamma", weights.ones(shape.hidden()), shape.hidden()),
                        graph.floats(name + ".beta", weights.normal(name + ".beta", shape.hidden()), shape.hidden())),
                attribute("axis", -1L),
                attribute("epsilon", EPSILON));
    }

    private String linear(String name, String state, int in, int out) {
        float[] matrix = weights.normal(name, in * out);
        String bias = graph.floats(name + ".bias", weights.normal(name + ".bias", out), out);
        String product = precision == Precision.FP32
                ? graph.node("MatMul", List.of(state, graph.floats(name, matrix, in, out)))
                : integerProduct(name, state, matrix, in, out);
        return graph.node("Add", List.of(product, bias));
    }

    private String integerProduct(String name, String state, float[] matrix, int in, int out) {
        float[] scales = new float[out];
        byte[] quantized = new byte[in * out];
        for (int column = 0; column < out; column++) {
            for (int row = 0; row < in; row++) {
                scales[column] = Math.max(scales[column], Math.abs(matrix[row * out + column]) / Byte.MAX_VALUE);
            }
            for (int row = 0; row < in; row++) {
                quantized[row * out + column] = (byte) Math.round(matrix[row * out + column] / scales[column]);
            }
        }
        List<String> activations = graph.node("DynamicQuantizeLinear", List.of(state), 3);
        String product = graph.node(
                "MatMulInteger",
                List.of(activations.get(0), graph.bytes(name, quantized, in, out), activations.get(2)));
        String scale = graph.node("Mul", List.of(activations.get(1), graph.floats(name + ".scale", scales, out)));
        return graph.node("Mul", List.of(graph.node("Cast", List.of(product), OnnxWriter.toFloat()), scale));
    }
}
