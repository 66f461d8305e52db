package dev.gleaner.training;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.platform.Fp16Conversions;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Writes {@link LinearHeads} as an ONNX graph: ids -> row of the table -> weights, weighted by the values, summed over the slots, plus
 * bias; then, where the first id is one of general talk, each logit beside the probabilities of all heads once more; sigmoid. Ids without
 * weights share row 0, which is all zeros.
 * Rows are numbered in 16 bits, and weights kept in 16-bit floats. Batch and slots are dynamic.
 */
final class LinearGraph {

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    /** Rows that 16 bits can number, row 0 among them. */
    private static final int MOST_ROWS = 1 << 16;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("feedback");

    private LinearGraph() {}

    static byte[] write(LinearHeads heads) {
        return new LinearGraph().build(heads);
    }

    private byte[] build(LinearHeads model) {
        int heads = model.bias().length;
        int rows = model.weights().size() + 1;
        if (rows > MOST_ROWS) {
            throw new IllegalArgumentException("A model has at most " + (MOST_ROWS - 1) + " rows, not " + (rows - 1));
        }
        ByteBuffer rowOfId = ByteBuffer.allocate(model.ids() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer weights = ByteBuffer.allocate(rows * heads * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int row = 0;
        for (Map.Entry<Integer, float[]> entry : model.weights().entrySet()) {
            row++;
            rowOfId.putShort(entry.getKey() * Short.BYTES, (short) row);
            for (int head = 0; head < heads; head++) {
                weights.putShort(
                        (row * heads + head) * Short.BYTES, Fp16Conversions.floatToFp16(entry.getValue()[head]));
            }
        }
        ByteBuffer bias = buffer(heads);
        ByteBuffer own = buffer(heads);
        ByteBuffer mix = buffer(heads * heads);
        ByteBuffer offset = buffer(heads);
        for (int head = 0; head < heads; head++) {
            Blend blend = model.blends().get(head);
            bias.putFloat(model.bias()[head]);
            own.putFloat((float) blend.own());
            offset.putFloat((float) blend.offset());
            for (int other = 0; other < heads; other++) {
                mix.putFloat((other * heads + head) * Float.BYTES, (float) blend.others()[other]);
            }
        }
        constant("row_of_id", TensorProto.DataType.UINT16, rowOfId, model.ids());
        constant("weights", TensorProto.DataType.FLOAT16, weights, rows, heads);
        constant("bias", TensorProto.DataType.FLOAT, bias, heads);
        constant("own", TensorProto.DataType.FLOAT, own, heads);
        constant("mix", TensorProto.DataType.FLOAT, mix, heads, heads);
        constant("offset", TensorProto.DataType.FLOAT, offset, heads);
        constant("axis", TensorProto.DataType.INT64, longs(1), 1);
        constant("first_slot", TensorProto.DataType.INT64, longs(0), 1);
        constant("blended_ids", TensorProto.DataType.INT64, longs(model.blendedIds()), 1);

        graph.addInput(tensor("ids", TensorProto.DataType.INT64, "batch", "slots"));
        graph.addInput(tensor("values", TensorProto.DataType.FLOAT, "batch", "slots"));
        graph.addOutput(tensor("probabilities", TensorProto.DataType.FLOAT, "batch", String.valueOf(heads)));
        node("Gather", "short_rows", "row_of_id", "ids");
        node("Cast", "rows", "short_rows");
        node("Gather", "short_weights", "weights", "rows");
        node("Cast", "slot_weights", "short_weights");
        node("Unsqueeze", "value_rows", "values", "axis");
        node("MatMul", "sums", "value_rows", "slot_weights");
        node("Squeeze", "scores", "sums", "axis");
        node("Add", "logits", "scores", "bias");
        node("Sigmoid", "first_probabilities", "logits");
        node("MatMul", "mixed", "first_probabilities", "mix");
        node("Mul", "own_logits", "logits", "own");
        node("Add", "mixed_logits", "own_logits", "mixed");
        node("Add", "blended_logits", "mixed_logits", "offset");
        node("Gather", "first_id", "ids", "first_slot");
        node("Less", "is_blended", "first_id", "blended_ids");
        node("Where", "final_logits", "is_blended", "blended_logits", "logits");
        node("Sigmoid", "probabilities", "final_logits");
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("gleaner")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static ByteBuffer buffer(int words) {
        return ByteBuffer.allocate(words * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer longs(long value) {
        return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    }

    private void constant(String name, TensorProto.DataType type, ByteBuffer data, int... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(data.array()));
        for (int dimension : dimensions) {
            tensor.addDims(dimension);
        }
        graph.addInitializer(tensor);
    }

    private void node(String operator, String output, String... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addOutput(output)
                .addAllInput(List.of(inputs));
        switch (operator) {
            case "Gather" -> node.addAttribute(attribute("axis", output.equals("first_id") ? 1 : 0));
            case "Cast" -> node.addAttribute(attribute("to", widened(output).getNumber()));
            default -> {}
        }
        graph.addNode(node);
    }

    private static TensorProto.DataType widened(String output) {
        return output.equals("rows") ? TensorProto.DataType.INT32 : TensorProto.DataType.FLOAT;
    }

    private static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static ValueInfoProto tensor(String name, TensorProto.DataType type, String rows, String columns) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String dimension : List.of(rows, columns)) {
            TensorShapeProto.Dimension.Builder built = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    Character.isDigit(dimension.charAt(0))
                            ? built.setDimValue(Long.parseLong(dimension))
                            : built.setDimParam(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
