package dev.gleaner.inference.dropin;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
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
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** An ONNX graph in the making. Every method that adds something gives the name under which others refer to it. */
final class OnnxWriter {

    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("classifier");
    private int nodes;

    /** An int64 input of two dynamic axes. */
    String input(String name) {
        graph.addInput(value(name, TensorProto.DataType.INT64, "batch_size", "sequence_length"));
        return name;
    }

    /** The float32 output, a row an exchange. */
    void output(String name, String of, int width) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Identity")
                .setName(name)
                .addInput(of)
                .addOutput(name));
        graph.addOutput(value(name, TensorProto.DataType.FLOAT, "batch_size", String.valueOf(width)));
    }

    String floats(String name, float[] values, long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, bytes, dimensions);
    }

    String longs(String name, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, bytes, values.length);
    }

    String bytes(String name, byte[] values, long... dimensions) {
        return constant(name, TensorProto.DataType.INT8, ByteBuffer.wrap(values), dimensions);
    }

    private String constant(String name, TensorProto.DataType type, ByteBuffer data, long... dimensions) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(data.array()))
                .addAllDims(LongStream.of(dimensions).boxed().toList()));
        return name;
    }

    /** A node of one output. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return node(operator, inputs, 1, attributes).get(0);
    }

    /** A node of several outputs. */
    List<String> node(String operator, List<String> inputs, int outputs, AttributeProto... attributes) {
        String name = operator.toLowerCase(Locale.ROOT) + "_" + nodes++;
        List<String> names = IntStream.range(0, outputs)
                .mapToObj(output -> name + "." + output)
                .toList();
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(names)
                .addAllAttribute(List.of(attributes)));
        return names;
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, float value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF(value)
                .build();
    }

    static AttributeProto attribute(String name, long first, long... rest) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addInts(first)
                .addAllInts(LongStream.of(rest).boxed().toList())
                .build();
    }

    static AttributeProto toFloat() {
        return attribute("to", (long) TensorProto.DataType.FLOAT.getNumber());
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, String... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String axis : axes) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    Character.isDigit(axis.charAt(0))
                            ? dimension.setDimValue(Long.parseLong(axis))
                            : dimension.setDimParam(axis));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    /** The graph so far as the bytes of a model.onnx. */
    byte[] model() {
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("gleaner")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
