package convnets.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes data sets of a few pictures of 2×2 pixels, and the parts of the idx format. */
final class TinySet {

    static final int LABELS = 2049;
    static final int IMAGES = 2051;

    private TinySet() {}

    /** Four files with as many training pictures as said, and one test picture. */
    static Path write(Path folder, int pictures) throws IOException {
        Files.createDirectories(folder);
        half(folder, "train", pictures);
        half(folder, "t10k", 1);
        return folder;
    }

    /** Such a set, so that a locator can know it. */
    static KnownSet known(int pictures) {
        return new KnownSet(false, checksum(pictures), checksum(1));
    }

    private static long checksum(int pictures) {
        return new PixelStore(new byte[4 * pictures], new int[pictures], 1, 2, 2).checksum();
    }

    private static void half(Path folder, String half, int pictures) throws IOException {
        byte[] images = idx(new byte[4 * pictures], IMAGES, pictures, 2, 2);
        byte[] labels = idx(new byte[pictures], LABELS, pictures);
        Files.write(folder.resolve(half + "-images-idx3-ubyte.gz"), zip(images));
        Files.write(folder.resolve(half + "-labels-idx1-ubyte.gz"), zip(labels));
    }

    /** The head's numbers, then the values. */
    static byte[] idx(byte[] values, int... head) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * head.length + values.length);
        for (int number : head) {
            bytes.putInt(number);
        }
        return bytes.put(values).array();
    }

    static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
