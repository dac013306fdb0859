package convnets.data;

import convnets.Problem;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The idx format of MNIST and Fashion-MNIST: a magic number, the sizes, then one byte per value, as
 * a rule compressed with gzip.
 *
 * @param sizes the dimensions: (count) for labels, (count, height, width) for images
 * @param values the bytes, in order
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The format's description, at the page's end</a>
 */
record Idx(int[] sizes, byte[] values) {

    private static final int UNSIGNED_BYTES = 0x08;

    /**
     * Reads one file, compressed or not.
     *
     * @param name the file's name: ".gz" at its end says that it is compressed; used in messages
     * @param dimensions 1 for labels, 3 for images
     * @param stream the file's bytes; it is closed
     * @throws Problem one sentence with the file's name, if it is damaged or something else
     */
    static Idx read(String name, int dimensions, InputStream stream) throws IOException {
        try (InputStream raw = stream) {
            return parse(name, dimensions, name.endsWith(".gz") ? unzip(name, raw) : all(raw));
        } catch (EOFException e) {
            throw damaged(name, "it ends too early");
        }
    }

    int count() {
        return sizes[0];
    }

    private static byte[] all(InputStream stream) throws IOException {
        return stream.readAllBytes();
    }

    private static byte[] unzip(String name, InputStream raw) throws IOException {
        try (InputStream unzipped = new GZIPInputStream(raw, 1 << 16)) {
            return all(unzipped);
        } catch (ZipException e) {
            throw damaged(name, "it is not a gzip file, or its contents are corrupt");
        }
    }

    private static Idx parse(String name, int dimensions, byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        int magic = in.readInt();
        int expected = UNSIGNED_BYTES << 8 | dimensions;
        if (magic != expected) {
            String what = dimensions == 1 ? "labels" : "images";
            throw damaged(
                    name,
                    String.format("its magic number is %d, and %s have %d", magic, what, expected));
        }
        int[] sizes = new int[dimensions];
        long total = 1;
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.readInt();
            total *= sizes[i];
        }
        if (total != in.available()) {
            throw damaged(
                    name,
                    String.format(
                            "it announces %,d bytes of values and holds %,d",
                            total, in.available()));
        }
        return new Idx(sizes, in.readAllBytes());
    }

    private static Problem damaged(String name, String reason) {
        return new Problem(
                "Cannot use the data file %s: %s; delete it and run \"make data\" again.",
                name, reason);
    }
}
