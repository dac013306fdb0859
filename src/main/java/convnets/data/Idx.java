package convnets.data;

import convnets.Text;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
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
     * Reads one file.
     *
     * @param file its bytes; the stream is closed
     * @param zipped whether they are compressed with gzip
     * @param dimensions 1 for labels, 3 for images
     * @throws IOException if the file is damaged or something else: what is wrong with "it", as the
     *     second half of a sentence
     */
    static Idx read(InputStream file, boolean zipped, int dimensions) throws IOException {
        try (InputStream raw = file;
                DataInputStream in = new DataInputStream(zipped ? unzip(raw) : buffer(raw))) {
            return parse(in, dimensions);
        } catch (EOFException e) {
            throw new IOException("it ends too early", e);
        } catch (ZipException e) {
            throw new IOException("it is not a gzip file, or its contents are corrupt", e);
        }
    }

    int count() {
        return sizes[0];
    }

    private static InputStream unzip(InputStream raw) throws IOException {
        return new GZIPInputStream(raw, BUFFER);
    }

    private static InputStream buffer(InputStream raw) {
        return new BufferedInputStream(raw, BUFFER);
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
        byte[] values = in.readNBytes((int) total);
        if (values.length < total) {
            throw wrong("it announces %,d values and holds %,d", total, values.length);
        }
        if (in.read() >= 0) { // also makes gzip compare its checksum, which comes last
            throw wrong("it holds more than the %,d values that it announces", total);
        }
        return new Idx(sizes, values);
    }

    private static IOException wrong(String sentence, Object... values) {
        return new IOException(Text.format(sentence, values));
    }
}
