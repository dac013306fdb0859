package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
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
 * @param model how to build the net anew, and what to do with it
 */
record WeightsHeader(
        String layers,
        NetIdentity identity,
        Shape picture,
        List<ParameterShape> parameters,
        ModelJson model) {

    private static final int MOST_DIMENSIONS = 16;
    private static final int MOST_PARAMETERS = 100_000;

    /** As many as the pixels of the largest picture file that is read. */
    private static final int MOST_OF_A_PICTURE = 100_000_000;

    /** One array of weights. */
    record ParameterShape(String name, Shape shape) {}

    /** Of a net with weights, and what one must know to use it, or null. */
    static WeightsHeader of(Block net, ModelInfo model) {
        Shape input = net.describeInput().valueAt(0);
        LayerInfo layers = LayerInfos.of(net);
        NetIdentity identity = NetIdentity.of(net, input);
        boolean known = canBeBuilt(layers, identity, input);
        return new WeightsHeader(
                layers.text(),
                identity,
                input.slice(1),
                parameters(net),
                new ModelJson(known ? layers : null, model));
    }

    /** Whether a net that is built from the facts is the same net. */
    private static boolean canBeBuilt(LayerInfo layers, NetIdentity identity, Shape input) {
        try {
            return NetIdentity.of(LayerBlocks.of(layers), input).equals(identity);
        } catch (CourseException notAllIsKnown) {
            return false;
        }
    }

    /** A net of the same layers, without weights. */
    Block build(Path file) {
        if (model.layers() == null) {
            throw new CourseException(
                    "%s does not say how to build its net (%s), since one of its layers has no facts"
                            + " that say all of it, or stands in it twice: build that net in Java, and give it these"
                            + " weights with Nets.load(net, …).",
                    file, layers);
        }
        return LayerBlocks.of(model.layers());
    }

    private static List<ParameterShape> parameters(Block net) {
        return net.getParameters().values().stream()
                .map(p -> new ParameterShape(String.valueOf(p.getName()), p.getShape()))
                .toList();
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
        write(model.write(), out);
    }

    static WeightsHeader read(DataInputStream in) throws IOException {
        String layers = readText(in);
        NetIdentity identity = new NetIdentity(readText(in));
        Shape picture = readShape(in, MOST_OF_A_PICTURE);
        List<ParameterShape> parameters = new ArrayList<>();
        int count = readCount(in, MOST_PARAMETERS);
        for (int i = 0; i < count; i++) {
            parameters.add(new ParameterShape(readText(in), readShape(in, Integer.MAX_VALUE)));
        }
        ModelJson model = ModelJson.read(readText(in));
        return new WeightsHeader(layers, identity, picture, parameters, model);
    }

    /** The bytes of the weights. */
    long length() {
        return parameters.stream().mapToLong(p -> p.shape.size() * Float.BYTES).sum();
    }

    /** Refuses another net, one with more weights than the file, and other pictures. */
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
        Shape input = new Shape(1).addAll(picture);
        try {
            return identity.equals(NetIdentity.of(net, input))
                    && NetIdentity.countParameters(net, input) <= length() / Float.BYTES;
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
        byte[] bytes = in.readNBytes(readCount(in, Integer.MAX_VALUE));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Nothing is believed of a file, not even if its checksum is right. */
    private static int readCount(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("there cannot be so many: " + count);
        }
        return count;
    }

    private static void write(Shape shape, DataOutputStream out) throws IOException {
        out.writeInt(shape.dimension());
        for (long size : shape.getShape()) {
            out.writeLong(size);
        }
    }

    private static Shape readShape(DataInputStream in, long most) throws IOException {
        long[] sizes = new long[readCount(in, MOST_DIMENSIONS)];
        long room = most;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = in.readLong();
            if (sizes[i] < 1 || sizes[i] > room) {
                throw new IOException("there is no such size: " + sizes[i]);
            }
            room /= sizes[i];
        }
        return new Shape(sizes);
    }
}
