package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.engine.HostArrays;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The format of saved weights: a name, the net's layers, the shape of a picture, all weights in the
 * order of {@link Block#getParameters}, and a checksum of it all at the end.
 *
 * <p>DJL's own {@link Block#loadParameters} is not taken: see {@link HostArrays}.
 */
final class WeightsFile {

    private static final String FORMAT = "convnets weights 2";

    private WeightsFile() {}

    static void write(Block net, Path file) {
        AtomicFile.write(file, out -> write(net, out));
    }

    private static void write(Block net, OutputStream file) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeUTF(FORMAT);
        out.writeUTF(Nets.outline(net));
        out.writeUTF(picture(net.describeInput().valueAt(0)));
        for (Parameter parameter : net.getParameters().values()) {
            float[] values = parameter.getArray().toFloatArray();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            out.write(bytes.array());
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /** One picture of a batch, such as (1, 28, 28). */
    private static String picture(Shape batch) {
        return batch.slice(1).toString();
    }

    /** Reads the file once without touching the net. */
    static void check(Block net, Path file, Shape input) {
        if (!Files.isRegularFile(file)) {
            throw new CourseException("There are no saved weights %s: train the net first.", file);
        }
        try (CheckedInputStream checked = open(file)) {
            DataInputStream in = new DataInputStream(checked);
            if (!in.readUTF().equals(FORMAT)) {
                throw damaged(file);
            }
            String layers = in.readUTF();
            String picture = in.readUTF();
            in.skipNBytes(Files.size(file) - length(FORMAT, layers, picture) - Long.BYTES);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw damaged(file);
            }
            if (!layers.equals(Nets.outline(net))) {
                throw new CourseException(
                        "The weights in %s are of another net (%s): build that net to load them.",
                        file, layers);
            }
            if (!picture.equals(picture(input))) {
                throw new CourseException(
                        "The weights in %s are for pictures of shape %s, not %s: give the net"
                                + " pictures of that size.",
                        file, picture, picture(input));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw e instanceof CourseException problem ? problem : damaged(file);
        }
    }

    /** Reads the weights into a net that has been checked against the file, and has some. */
    static void read(Block net, Path file) {
        try (DataInputStream in = new DataInputStream(open(file))) {
            in.readUTF();
            in.readUTF();
            in.readUTF();
            for (Parameter parameter : net.getParameters().values()) {
                NDArray array = parameter.getArray();
                float[] values = new float[Math.toIntExact(array.size())];
                byte[] bytes = new byte[values.length * Float.BYTES];
                in.readFully(bytes);
                ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
                HostArrays.set(array, values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static CheckedInputStream open(Path file) throws IOException {
        InputStream buffered = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return new CheckedInputStream(buffered, new CRC32());
    }

    /** The bytes of some strings, each of which stands after its length. */
    private static long length(String... strings) {
        return Arrays.stream(strings)
                .mapToLong(s -> Short.BYTES + s.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private static CourseException damaged(Path file) {
        return new CourseException(
                "The file %s is damaged or holds no saved weights: delete it, and train the net"
                        + " again.",
                file);
    }
}
