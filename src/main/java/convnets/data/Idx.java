package convnets.data;

import convnets.Text;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * The idx format of MNIST and Fashion-MNIST: a magic number, the sizes, then one byte per value.
 *
 * @param sizes the dimensions: (count) for labels, (count, height, width) for images
 * @param values the bytes, in order
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The format's description, at the page's end</a>
 */
record Idx(int[] sizes, byte[] values) {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final int BUFFER = 1 << 16;

    /**
     * Reads one file, compressed with gzip or not.
     *
     * @param file its bytes; the stream is closed
     * @param dimensions 1 for labels, 3 for images
     * @throws IOException if the file is damaged or something else: what is wrong with "it", as the
     *     second half of a sentence
     */
    static Idx read(InputStream file, int dimensions) throws IOException {
        try (InputStream raw = new BufferedInputStream(file, BUFFER)) {
            return parse(new DataInputStream(unpacked(raw)), dimensions);
        } catch (EOFException e) {
            throw new IOException("it ends too early", e);
        } catch (ZipException e) {
            throw new IOException("its compressed contents are corrupt", e);
        }
    }

    int count() {
        return sizes[0];
    }

    /** Whether a file is compressed says its beginning, whatever its name. */
    private static InputStream unpacked(InputStream raw) throws IOException {
        raw.mark(2);
        boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
        raw.reset();
        return zipped ? new Unzipped(raw, BUFFER) : raw;
    }

    /** How many values are read at most: while they come in, they are in memory twice. */
    static long room() {
        return Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / 4);
    }

    private static Idx parse(DataInputStream in, int dimensions) throws IOException {
        int magic = in.readInt();
        int expected = UNSIGNED_BYTES << 8 | dimensions;
        if (magic != expected) {
            String what = dimensions == 1 ? "labels" : "images";
            throw wrong("its magic number is %d, and %s have %d", magic, what, expected);
        }
        int[] sizes = new int[dimensions];
        long total = 1;
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.readInt();
            total *= sizes[i];
            if (sizes[i] < 1 || total > Integer.MAX_VALUE) {
                throw wrong("%d cannot be one of its sizes", sizes[i]);
            }
        }
        if (total > room()) {
            throw wrong("it announces %,d values, and there is room for %,d", total, room());
        }
        byte[] values = in.readNBytes((int) total);
        if (values.length < total) {
            throw wrong("it announces %s and holds %,d", Text.count(total, "value"), values.length);
        }
        if (in.read() >= 0) { // also makes gzip compare its checksum, which comes last
            throw wrong("it holds more than the %s that it announces", Text.count(total, "value"));
        }
        return new Idx(sizes, values);
    }

    private static IOException wrong(String sentence, Object... values) {
        return new IOException(Text.format(sentence, values));
    }
}
