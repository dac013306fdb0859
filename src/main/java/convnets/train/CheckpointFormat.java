package convnets.train;

import convnets.CourseException;
import convnets.SealedFile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** How a file of a {@link Checkpoint} begins: with the format's name, and a line of JSON. */
final class CheckpointFormat {

    private static final String FAMILY = "convnets checkpoint ";
    private static final String FORMAT = FAMILY + 1;
    private static final int HEAD = FORMAT.length() + 1;

    /** How the earlier histories began, which were files of their own. */
    private static final String EARLIER = "\"convnets history";

    private static final int LONGEST_NAME = 200;

    /** Of JSON, in bytes: a training of 150,000 epochs. */
    private static final int LONGEST_LINE = 1 << 25;

    private CheckpointFormat() {}

    /** Opens a file and reads its first line; refuses another format in the words that suit it. */
    static SealedFile.Input open(Path file) throws IOException {
        SealedFile.Input in = opened(file);
        try {
            requireFormat(in, file);
            return in;
        } catch (IOException | CourseException e) {
            in.close();
            throw e;
        }
    }

    private static SealedFile.Input opened(Path file) {
        try {
            return SealedFile.open(file);
        } catch (IOException e) {
            throw new CourseException(
                    "The file %s cannot be read (%s): make it readable, or save under another"
                            + " name.",
                    file, CourseException.reason(e));
        }
    }

    private static void requireFormat(DataInputStream in, Path file) throws IOException {
        String first = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        if (first.equals(FORMAT + "\n")) {
            return;
        }
        byte[] more = in.readNBytes(LONGEST_NAME);
        String begin = first + new String(more, StandardCharsets.UTF_8);
        String line = begin.lines().findFirst().orElse("");
        if (!line.equals(FORMAT) && line.matches(FAMILY + "[1-9][0-9]{0,5}")) {
            throw new CourseException(
                    "The file %s was saved by a newer version of the course: fetch that version to"
                            + " read it, or save under another name.",
                    file);
        }
        if (begin.contains(EARLIER)) {
            throw new CourseException(
                    "The file %s was saved by an earlier version of the course, and this one cannot"
                            + " read it: leave it there, and save under another name.",
                    file);
        }
        throw damaged(file);
    }

    static void writeLine(OutputStream out, byte[] json) throws IOException {
        out.write((FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
        out.write(json);
        out.write('\n');
    }

    /** Reads the line of JSON, up to the weights. */
    static byte[] readLine(SealedFile.Input in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (line.size() == LONGEST_LINE) {
                throw new IOException("the line does not end");
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    /** The bytes between the line of JSON and the checksum: those of the weights and the memory. */
    static long room(SealedFile.Input in, byte[] line) {
        return in.size() - HEAD - line.length - 1 - Long.BYTES;
    }

    /** Skips the weights, and reads the checksum. */
    static long end(SealedFile.Input in, byte[] line) throws IOException {
        in.skipNBytes(Math.max(0, room(in, line)));
        return in.end();
    }

    static CourseException damaged(Path file) {
        return new CourseException(
                "The file %s is damaged or not a saved training: leave it there, and save under"
                        + " another name.",
                file);
    }
}
