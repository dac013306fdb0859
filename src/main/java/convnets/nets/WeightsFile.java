package convnets.nets;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.AtomicFile;
import convnets.Problem;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The format of saved weights: a name, the net's layers, what DJL's {@link Block#saveParameters}
 * writes, and a checksum of it all at the end.
 */
final class WeightsFile {

    private static final String FORMAT = "convnets weights 1";

    private WeightsFile() {}

    static void write(Block net, Path file) {
        AtomicFile.write(file, out -> write(net, out));
    }

    private static void write(Block net, OutputStream file) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeUTF(FORMAT);
        out.writeUTF(Nets.outline(net));
        net.saveParameters(out);
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
    }

    /** Reads the file once without touching the net. */
    static void check(Block net, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Problem("There are no saved weights %s: train the net first.", file);
        }
        try (CheckedInputStream checked = open(file)) {
            DataInputStream in = new DataInputStream(checked);
            if (!in.readUTF().equals(FORMAT)) {
                throw damaged(file);
            }
            String layers = in.readUTF();
            in.skipNBytes(Files.size(file) - header(layers) - Long.BYTES);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw damaged(file);
            }
            if (!layers.equals(Nets.outline(net))) {
                throw new Problem(
                        "The weights in %s are of another net (%s): build that net to load them.",
                        file, layers);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw e instanceof Problem problem ? problem : damaged(file);
        }
    }

    /** Reads the weights into a net that has been checked against the file. */
    static void read(Block net, Path file, NDManager manager) {
        try (DataInputStream in = new DataInputStream(open(file))) {
            in.readUTF();
            in.readUTF();
            net.loadParameters(manager, in);
        } catch (MalformedModelException e) {
            throw damaged(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static CheckedInputStream open(Path file) throws IOException {
        InputStream buffered = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return new CheckedInputStream(buffered, new CRC32());
    }

    /** The bytes before the weights: two strings, each after its length. */
    private static long header(String layers) {
        return 2L * Short.BYTES + FORMAT.length() + layers.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Problem damaged(Path file) {
        return new Problem(
                "The file %s is damaged or holds no saved weights: delete it, and train the net"
                        + " again.",
                file);
    }
}
