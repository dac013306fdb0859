package convnets.onnx;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import com.google.protobuf.CodedOutputStream;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.nn.Nets;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes a trained net for other programs: in the format ONNX, which the runtimes of most languages
 * and phones read. It holds what the net computes after training, so dropout is gone.
 *
 * <p>The input is called "pictures", (N, c, h, w) with values from 0 to 1; the output "logits", (N,
 * classes). N may be any number.
 *
 * @see <a href="https://onnx.ai">ONNX, open neural network exchange</a>
 */
public final class Onnx {

    /** The name of the net's input. */
    public static final String INPUT = OnnxGraph.INPUT;

    /** The name of the net's output. */
    public static final String OUTPUT = OnnxGraph.OUTPUT;

    /** The version of the format itself that goes with the operations. */
    private static final int FORMAT = 8;

    private static final String PRODUCER = "convnets";

    /** Protobuf holds no larger message; some room is left for what is not weights. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1 << 24);

    private Onnx() {}

    /**
     * Writes a net. An ONNX file of the course's that bears the name is replaced at once, never
     * half; any other file is left alone.
     *
     * @param net with weights
     * @param notes what else the file says, such as the names of the classes
     * @param file its folder is made if it is not there
     * @throws CourseException if the net has no weights or a layer that has no counterpart, it is
     *     too large, or something else bears the name
     */
    public static void save(Block net, Map<String, String> notes, Path file) {
        if (!net.isInitialized()) {
            throw new CourseException(
                    "This net has no weights to be exported yet: train it first.");
        }
        requireRoom(net);
        requireOwn(file);
        ProtoMessage model = model(net, notes);
        AtomicFile.write(
                file,
                out -> {
                    CodedOutputStream coded = CodedOutputStream.newInstance(out);
                    model.write(coded);
                    coded.flush();
                });
    }

    private static ProtoMessage model(Block net, Map<String, String> notes) {
        Shape input = new Shape(1).addAll(net.describeInput().valueAt(0).slice(1));
        OnnxGraph graph = new OnnxGraph();
        String last = new OnnxLayers(graph).add(net, INPUT, input);
        Shape output = Nets.outputShape(net, input.getShape());
        ProtoMessage model =
                new ProtoMessage()
                        .add(1, FORMAT)
                        .add(2, PRODUCER)
                        .add(7, graph.finish(input, last, output))
                        .add(8, new ProtoMessage().add(2, OnnxGraph.OPERATIONS));
        notes.forEach((key, value) -> model.add(14, new ProtoMessage().add(1, key).add(2, value)));
        return model;
    }

    private static void requireRoom(Block net) {
        long values =
                net.getParameters().values().stream()
                        .map(Parameter::getShape)
                        .mapToLong(Shape::size)
                        .sum();
        if (values * Float.BYTES > MOST_BYTES) {
            throw new CourseException(
                    "An ONNX file holds at most 2 GB, and the %,d parameters of this net have more.",
                    values);
        }
    }

    /** The format has no mark of its own, but each of our files begins alike. */
    private static void requireOwn(Path file) {
        if (!Files.exists(CourseFolder.givenFile(file))) {
            return;
        }
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        try (InputStream in = new FileInputStream(AtomicFile.readable(file))) {
            CodedOutputStream coded = CodedOutputStream.newInstance(start);
            new ProtoMessage().add(1, FORMAT).add(2, PRODUCER).write(coded);
            coded.flush();
            if (Arrays.equals(start.toByteArray(), in.readNBytes(start.size()))) {
                return;
            }
        } catch (IOException e) {
            // the sentence below says it
        }
        throw new CourseException(
                "%s is there and is no ONNX file of this course: export under another name.", file);
    }
}
