package convnets.train;

import convnets.CourseException;
import convnets.SealedFile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** How a file of a {@link Checkpoint} begins: with the format's name, and a line of JSON. */
final class CheckpointFormat {

    private static final String FAMILY = "convnets checkpoint ";
    private static final String FORMAT = FAMILY + 1;

    /** How the earlier histories began, which were files of their own. */
    private static final String EARLIER = "\"convnets history";

    private static final int LONGEST_NAME = 200;

    private CheckpointFormat() {}

    /** Refuses a file of another format, in the words that suit it. */
    static void require(Path file) {
        String begin;
        try (DataInputStream in = SealedFile.open(file)) {
            begin = new String(in.readNBytes(LONGEST_NAME), StandardCharsets.UTF_8);
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "not allowed" : e.getMessage();
            throw new CourseException(
                    "The file %s cannot be read (%s): make it readable, or save under another"
                            + " name.",
                    file, reason);
        }
        String format = begin.lines().findFirst().orElse("");
        if (format.equals(FORMAT)) {
            return;
        }
        if (format.matches(FAMILY + "[1-9][0-9]{0,5}")) {
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

    /** Reads what {@link #writeLine} wrote, up to the weights. */
    static byte[] readLine(SealedFile.Input in) throws IOException {
        line(in, LONGEST_NAME);
        return line(in, in.size());
    }

    private static byte[] line(DataInputStream in, long longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (line.size() > longest) {
                throw new IOException("no end of the line");
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    static CourseException damaged(Path file) {
        return new CourseException(
                "The file %s is damaged or not a saved training: leave it there, and save under"
                        + " another name.",
                file);
    }
}
