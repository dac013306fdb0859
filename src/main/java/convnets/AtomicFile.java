package convnets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that are either there as a whole or not at all, even if the power fails. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Something that writes bytes. */
    @FunctionalInterface
    public interface Writer {

        /**
         * Writes.
         *
         * @param out where to
         * @throws IOException if it fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes beside the file first, and then puts that in its place.
     *
     * @param file its folder is made if it is not there
     * @param writer writes the contents
     */
    public static void write(Path file, Writer writer) {
        Path folder = file.toAbsolutePath().getParent();
        Path part = null;
        try {
            Files.createDirectories(folder);
            part = Files.createTempFile(folder, file.getFileName().toString(), ".part");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                writer.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        } finally {
            remove(part);
        }
    }

    /** After success there is nothing left to remove. */
    private static void remove(Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + part, e);
        }
    }
}
