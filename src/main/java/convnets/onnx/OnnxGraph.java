package convnets.onnx;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.CourseException;
import convnets.Text;
import convnets.nn.LayerInfo;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A graph of ONNX under construction: operations in the order in which they run, and the constants
 * that they read. Its numbers of fields and types are those of onnx.proto.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/docs/IR.md">ONNX, the graph</a>
 * @see <a href="https://onnx.ai/onnx/operators/">ONNX, the operations</a>
 */
final class OnnxGraph {

    static final String INPUT = "pictures";
    static final String OUTPUT = "logits";

    /** The operations are those of this version of the standard. */
    static final int OPERATIONS = 17;

    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ProtoMessage message = new ProtoMessage();
    private int nodes;
    private int constants;

    /** A setting of an operation. */
    record Attribute(String name, ProtoMessage message) {

        private static final int TYPE_FLOAT = 1;
        private static final int TYPE_INT = 2;
        private static final int TYPE_INTS = 7;

        static Attribute of(String name, long value) {
            return of(name, TYPE_INT, new ProtoMessage().add(3, value));
        }

        static Attribute of(String name, float value) {
            return of(name, TYPE_FLOAT, new ProtoMessage().add(2, value));
        }

        static Attribute of(String name, long[] values) {
            return of(name, TYPE_INTS, new ProtoMessage().addAll(8, values));
        }

        private static Attribute of(String name, int type, ProtoMessage value) {
            return new Attribute(name, value.add(1, name).add(20, type));
        }
    }

    /**
     * Adds an operation.
     *
     * @param operation such as Conv
     * @param inputs the names of what it reads
     * @param attributes its settings
     * @return the name of its output
     */
    String node(String operation, List<String> inputs, Attribute... attributes) {
        String output = Text.lower(operation) + "_" + ++nodes;
        node(operation, inputs, output, attributes);
        return output;
    }

    private void node(String operation, List<String> inputs, String output, Attribute... settings) {
        ProtoMessage node = new ProtoMessage();
        inputs.forEach(input -> node.add(1, input));
        node.add(2, output).add(3, output).add(4, operation);
        Arrays.stream(settings).forEach(setting -> node.add(5, setting.message));
        message.add(1, node);
    }

    /** An array of floats, asked for when the file is written; returns its name. */
    String floats(Shape shape, Supplier<float[]> values) {
        int count = Math.toIntExact(shape.size());
        ProtoMessage tensor = new ProtoMessage().addAll(1, shape.getShape()).add(2, FLOAT);
        return constant(tensor.add(9, count, values));
    }

    /** A parameter of a layer; returns its name. Axes of size 1 may be added behind its own. */
    String parameter(Block layer, String name, long... behind) {
        Parameter parameter = layer.getDirectParameters().get(name);
        Shape shape = parameter.getShape().addAll(new Shape(behind));
        return floats(shape, () -> parameter.getArray().toFloatArray());
    }

    /** One number, for an operation that works on each value of an array. */
    String number(double value) {
        return floats(new Shape(), () -> new float[] {(float) value});
    }

    /** A row of integers, such as axes; returns its name. */
    String integers(long... values) {
        return constant(new ProtoMessage().add(1, values.length).add(2, INT64).addAll(7, values));
    }

    private String constant(ProtoMessage tensor) {
        String name = "constant_" + ++constants;
        message.add(5, tensor.add(8, name));
        return name;
    }

    /** The whole graph, from an input to an output whose batches may be of any size. */
    ProtoMessage finish(Shape in, String last, Shape out) {
        node("Identity", List.of(last), OUTPUT);
        return message.add(2, "net").add(11, port(INPUT, in)).add(12, port(OUTPUT, out));
    }

    private static ProtoMessage port(String name, Shape shape) {
        ProtoMessage dimensions = new ProtoMessage();
        dimensions.add(1, new ProtoMessage().add(2, "batch"));
        for (long size : shape.slice(1).getShape()) {
            dimensions.add(1, new ProtoMessage().add(1, size));
        }
        ProtoMessage tensor = new ProtoMessage().add(1, FLOAT).add(2, dimensions);
        return new ProtoMessage().add(1, name).add(2, new ProtoMessage().add(1, tensor));
    }

    /** A sentence for a layer that has no counterpart. */
    static CourseException refused(LayerInfo info, String reason) {
        return new CourseException(
                "The layer \"%s\" cannot be exported to ONNX, because it %s.", info.text(), reason);
    }
}
