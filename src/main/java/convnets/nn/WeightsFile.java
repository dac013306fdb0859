package convnets.nn;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.SealedFile;
import convnets.engine.HostArrays;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The format of a saved net: a name and a version, the {@link WeightsHeader}, all weights in the
 * order of {@link Block#getParameters}, and a checksum of it all at the end.
 *
 * <p>DJL's own {@link Block#loadParameters} is not taken: see {@link HostArrays}.
 */
final class WeightsFile {

    private static final String FORMAT = "convnets model";
    private static final int VERSION = 1;

    /** Do not say how to build the net. */
    private static final Set<String> OLD =
            Set.of("convnets weights 1", "convnets weights 2", "convnets weights 3");

    private WeightsFile() {}

    /** Replaces weights of this format; any other file of that name is left alone. */
    static void write(Block net, ModelInfo model, Path file) {
        requireReplaceable(file);
        SealedFile.write(file, out -> write(net, model, out));
    }

    static void requireReplaceable(Path file) {
        if (Files.isRegularFile(file)) {
            requireFormat(file);
        }
    }

    private static void write(Block net, ModelInfo model, DataOutputStream out) throws IOException {
        out.writeUTF(FORMAT);
        out.writeInt(VERSION);
        WeightsHeader.of(net, model).write(out);
        for (Parameter parameter : net.getParameters().values()) {
            HostArrays.write(parameter.getArray(), out);
        }
    }

    /** Reads the file once, to its end, and says what is in it. */
    static WeightsHeader check(Path file) {
        CourseFolder.requireFile(file, "There are no saved weights %s: train the net first.");
        requireFormat(file);
        return whole(file);
    }

    private static void requireFormat(Path file) {
        String format = "";
        int version = VERSION;
        try (DataInputStream in =
                new DataInputStream(new FileInputStream(AtomicFile.readable(file)))) {
            format = in.readUTF();
            version = in.readInt();
        } catch (IOException e) {
            // the sentences below say it
        }
        if (OLD.contains(format)) {
            throw new CourseException(
                    "The weights in %s were saved by the first edition of the course, or before the"
                            + " second was finished, and this one cannot read them: leave the file"
                            + " there, and save under another name.",
                    file);
        }
        if (format.equals(FORMAT) && version > VERSION) {
            throw new CourseException(
                    "%s was saved by a newer version of the course, in format %d, and this one reads"
                            + " format %d: update the course, or save under another name.",
                    file, version, VERSION);
        }
        if (!format.equals(FORMAT)) {
            throw damaged(file);
        }
    }

    /** The header of a file whose checksum is right, and which ends where it should. */
    private static WeightsHeader whole(Path file) {
        try {
            SealedFile.check(file);
            try (SealedFile.Input in = start(file)) {
                WeightsHeader header = WeightsHeader.read(in);
                in.skipNBytes(header.length());
                in.end();
                return header;
            }
        } catch (IOException e) {
            throw damaged(file);
        }
    }

    /** Reads the weights into a net that has been checked against the file, and has some. */
    static void read(Block net, Path file) {
        try (DataInputStream in = start(file)) {
            WeightsHeader.read(in).requireShapes(net, file);
            for (Parameter parameter : net.getParameters().values()) {
                HostArrays.read(in, parameter.getArray());
            }
        } catch (IOException e) {
            throw damaged(file);
        }
    }

    /** Behind the format's name. */
    private static SealedFile.Input start(Path file) throws IOException {
        SealedFile.Input in = SealedFile.open(file);
        in.readUTF();
        in.readInt();
        return in;
    }

    private static CourseException damaged(Path file) {
        return new CourseException(
                "The file %s is damaged or holds no saved weights: leave it there, and name"
                        + " another.",
                file);
    }
}
