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
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Writes {@link LinearHeads} as an ONNX graph: ids -> row of the table -> weights, weighted by the values, summed over the slots, plus
 * bias, sigmoid. Ids without weights share row 0, which is all zeros. Batch and slots are dynamic.
 */
final class LinearGraph {

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("feedback");

    private LinearGraph() {}

    static byte[] write(LinearHeads heads) {
        return new LinearGraph().build(heads);
    }

    private byte[] build(LinearHeads model) {
        int heads = model.bias().length;
        int rows = model.weights().size() + 1;
        ByteBuffer rowOfId = buffer(model.ids());
        ByteBuffer weights = buffer(rows * heads);
        int row = 0;
        for (Map.Entry<Integer, float[]> entry : model.weights().entrySet()) {
            row++;
            rowOfId.putInt(entry.getKey() * Integer.BYTES, row);
            for (int head = 0; head < heads; head++) {
                weights.putFloat((row * heads + head) * Float.BYTES, entry.getValue()[head]);
            }
        }
        ByteBuffer bias = buffer(heads);
        for (int head = 0; head < heads; head++) {
            bias.putFloat(head * Float.BYTES, model.bias()[head]);
        }
        constant("row_of_id", TensorProto.DataType.INT32, rowOfId, model.ids());
        constant("weights", TensorProto.DataType.FLOAT, weights, rows, heads);
        constant("bias", TensorProto.DataType.FLOAT, bias, heads);
        constant("axis", TensorProto.DataType.INT64, longs(1), 1);

        graph.addInput(tensor("ids", TensorProto.DataType.INT64, "batch", "slots"));
        graph.addInput(tensor("values", TensorProto.DataType.FLOAT, "batch", "slots"));
        graph.addOutput(tensor("probabilities", TensorProto.DataType.FLOAT, "batch", String.valueOf(heads)));
        node("Gather", "rows", "row_of_id", "ids");
        node("Gather", "slot_weights", "weights", "rows");
        node("Unsqueeze", "value_rows", "values", "axis");
        node("MatMul", "sums", "value_rows", "slot_weights");
        node("Squeeze", "scores", "sums", "axis");
        node("Add", "logits", "scores", "bias");
        node("Sigmoid", "probabilities", "logits");
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
        if (operator.equals("Gather")) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName("axis")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(0));
        }
        graph.addNode(node);
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
