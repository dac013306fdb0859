package convnets;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** Files that end in a checksum of all that stands before it: a damaged one is not believed. */
public final class SealedFile {

    private SealedFile() {}

    /** What stands before the checksum, and the checksum. */
    public static final class Input extends DataInputStream {

        private final CheckedInputStream checked;
        private final long size;

        private Input(CheckedInputStream checked, long size) {
            super(checked);
            this.checked = checked;
            this.size = size;
        }

        /**
         * How long it is: the file of its name may have been replaced since it was opened.
         *
         * @return bytes, those of the checksum too
         */
        public long size() {
            return size;
        }

        /**
         * Reads the checksum, once all before it was read or skipped.
         *
         * @return the checksum
         * @throws IOException if it is that of other contents, or the file does not end behind it
         */
        public long end() throws IOException {
            long sum = checked.getChecksum().getValue();
            if (readLong() != sum || read() >= 0) {
                throw new IOException("the checksum is not that of the contents");
            }
            return sum;
        }
    }

    /**
     * Writes a file at once: see {@link AtomicFile#write}.
     *
     * @param file its folder is made if it is not there
     * @param writer writes the contents
     * @throws CourseException if it cannot be written; what was there is still there
     */
    public static void write(Path file, AtomicFile.Writer<DataOutputStream> writer) {
        AtomicFile.write(
                file,
                bytes -> {
                    CheckedOutputStream checked = new CheckedOutputStream(bytes, new CRC32());
                    DataOutputStream out = new DataOutputStream(checked);
                    writer.writeTo(out);
                    out.writeLong(checked.getChecksum().getValue());
                });
    }

    /**
     * Opens a file to read it.
     *
     * @param file that {@link #write} wrote
     * @return its contents from the start, not compared with the checksum yet
     * @throws IOException if it cannot be read
     */
    public static Input open(Path file) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(AtomicFile.readable(file), "r");
        try {
            FileInputStream bytes = new FileInputStream(opened.getFD());
            BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
            return new Input(new CheckedInputStream(buffered, new CRC32()), opened.length());
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Reads a file once, to its end.
     *
     * @param file that {@link #write} wrote
     * @return its checksum
     * @throws IOException if it cannot be read, or is damaged
     */
    public static long check(Path file) throws IOException {
        try (Input in = open(file)) {
            in.skipNBytes(Math.max(0, in.size() - Long.BYTES));
            return in.end();
        }
    }
}
