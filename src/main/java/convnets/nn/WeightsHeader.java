package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.CourseException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file of weights says of them, before the weights themselves.
 *
 * @param layers of the net, for the reader
 * @param identity of the net, with the pictures that it was made for
 * @param picture the shape of one picture, such as (1, 28, 28)
 * @param parameters name and shape of each
 */
record WeightsHeader(
        String layers, NetIdentity identity, Shape picture, List<ParameterShape> parameters) {

    /** One array of weights. */
    record ParameterShape(String name, Shape shape) {}

    /** Of a net with weights. */
    static WeightsHeader of(Block net) {
        Shape input = net.describeInput().valueAt(0);
        return new WeightsHeader(
                LayerInfos.of(net).text(),
                NetIdentity.of(net, input),
                input.slice(1),
                parameters(net));
    }

    private static List<ParameterShape> parameters(Block net) {
        List<ParameterShape> shapes = new ArrayList<>();
        for (Parameter parameter : net.getParameters().values()) {
            shapes.add(
                    new ParameterShape(String.valueOf(parameter.getName()), parameter.getShape()));
        }
        return shapes;
    }

    void write(DataOutputStream out) throws IOException {
        write(layers, out);
        write(identity.text(), out);
        write(picture, out);
        out.writeInt(parameters.size());
        for (ParameterShape parameter : parameters) {
            write(parameter.name, out);
            write(parameter.shape, out);
        }
    }

    static WeightsHeader read(DataInputStream in) throws IOException {
        String layers = readText(in);
        NetIdentity identity = new NetIdentity(readText(in));
        Shape picture = readShape(in);
        List<ParameterShape> parameters = new ArrayList<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            parameters.add(new ParameterShape(readText(in), readShape(in)));
        }
        return new WeightsHeader(layers, identity, picture, parameters);
    }

    /** The bytes of the weights. */
    long length() {
        return parameters.stream().mapToLong(p -> p.shape.size() * Float.BYTES).sum();
    }

    /** Refuses another net, and pictures of another shape. */
    void requireSame(Block net, Shape input, Path file) {
        if (!isOf(net)) {
            throw anotherNet(file);
        }
        if (!picture.equals(input.slice(1))) {
            throw new CourseException(
                    "The weights in %s are for pictures of shape %s, not %s: give the net pictures"
                            + " of that size.",
                    file, picture, input.slice(1));
        }
    }

    private boolean isOf(Block net) {
        try {
            return identity.equals(NetIdentity.of(net, new Shape(1).addAll(picture)));
        } catch (CourseException doesNotFit) {
            return false;
        }
    }

    /** The last proof, once the net has weights of its own. */
    void requireShapes(Block net, Path file) {
        if (!parameters.equals(parameters(net))) {
            throw anotherNet(file);
        }
    }

    private CourseException anotherNet(Path file) {
        return new CourseException(
                "The weights in %s are of another net (%s): build that net, with all its settings,"
                        + " to load them.",
                file, layers);
    }

    /** Any text: writeUTF has an alphabet of its own and ends at 65,535 bytes. */
    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void write(Shape shape, DataOutputStream out) throws IOException {
        out.writeInt(shape.dimension());
        for (long size : shape.getShape()) {
            out.writeLong(size);
        }
    }

    private static Shape readShape(DataInputStream in) throws IOException {
        long[] sizes = new long[in.readInt()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readLong();
        }
        return new Shape(sizes);
    }
}
