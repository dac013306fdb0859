package convnets.data;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Pictures of one size and their labels as they lie in memory: one byte a value, picture after
 * picture, channel after channel, row after row. All views of a set share it.
 */
final class PixelStore {

    final int channels;
    final int height;
    final int width;
    private final byte[] pixels;
    private final int[] labels;

    /** Where in the array each picture lies, counted in pictures; null: one after the other. */
    private final int[] order;

    private volatile Long checksum;

    /** The arrays are not copied. */
    PixelStore(byte[] pixels, int[] labels, int channels, int height, int width) {
        Given.of("list of pixels", pixels);
        Given.of("list of labels", labels);
        if (labels.length == 0 || height < 1 || width < 1) {
            throw new CourseException(
                    "A set needs pictures: this one would have %,d of %d×%d pixels.",
                    labels.length, height, width);
        }
        if (channels != 1 && channels != 3) {
            throw new CourseException(
                    "Pictures have 1 channel (gray) or 3 (red, green, blue), not %d.", channels);
        }
        long length = (long) channels * height * width;
        if (pixels.length != labels.length * length) {
            throw new CourseException(
                    "%s and %s of %d×%d pixels do not belong together.",
                    Text.count(labels.length, "label"),
                    Text.count(pixels.length / length, "picture"),
                    height,
                    width);
        }
        this.pixels = pixels;
        this.labels = labels;
        this.channels = channels;
        this.height = height;
        this.width = width;
        order = null;
    }

    /** Some pictures of another store, which share its array. */
    private PixelStore(PixelStore all, int[] order, int[] labels) {
        pixels = all.pixels;
        this.labels = labels;
        channels = all.channels;
        height = all.height;
        width = all.width;
        this.order = order;
    }

    /**
     * Puts pictures together that are made one by one.
     *
     * @param labels of the pictures
     * @param pictures makes the i-th; all must have the size of the first
     */
    static PixelStore of(int[] labels, IntFunction<Picture> pictures) {
        byte[] all = null;
        Picture first = null;
        for (int i = 0; i < labels.length; i++) {
            Picture picture = Given.of("picture", pictures.apply(i));
            if (first == null) {
                first = picture;
                all = memory(labels.length, picture.pixels().length);
            } else if (!picture.hasSizeOf(first)) {
                throw new CourseException(
                        "The pictures of a set have one size: the first is a %s, and number %,d a"
                                + " %s.",
                        first, i, picture);
            }
            int length = picture.pixels().length;
            System.arraycopy(picture.pixels(), 0, all, i * length, length);
        }
        return new PixelStore(all, labels, first.channels(), first.height(), first.width());
    }

    /** Room for pictures, if they fit into one array of Java. */
    static byte[] memory(long pictures, int length) {
        long bytes = pictures * length;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new CourseException(
                    "%,d pictures of %,d values do not fit into one set: take fewer, or smaller"
                            + " ones.",
                    pictures, length);
        }
        return new byte[(int) bytes];
    }

    /** Labels as files hold them, without a sign. */
    static int[] unsigned(byte[] labels) {
        return IntStream.range(0, labels.length).map(i -> Byte.toUnsignedInt(labels[i])).toArray();
    }

    /** The same pictures, with labels that are smaller by a number. */
    PixelStore countedFrom(int firstLabel) {
        int[] counted = Arrays.stream(labels).map(label -> label - firstLabel).toArray();
        return new PixelStore(this, order, counted);
    }

    int size() {
        return labels.length;
    }

    int label(int i) {
        return labels[i];
    }

    int[] labels() {
        return labels;
    }

    /** How many values a picture has. */
    int length() {
        return channels * height * width;
    }

    byte[] picture(int i) {
        return Arrays.copyOfRange(pixels, start(i), start(i) + length());
    }

    private int start(int i) {
        return (order == null ? i : order[i]) * length();
    }

    /** One picture as a net reads it, into the array of a batch. */
    void read(int i, float[] batch, int to) {
        ByteValues.toFloats(pixels, start(i), batch, to, length());
    }

    /** A copy of a stretch, so that the rest can be forgotten. */
    PixelStore part(int from, int count) {
        byte[] some = new byte[count * length()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(pixels, start(from + i), some, i * length(), length());
        }
        int[] its = Arrays.copyOfRange(labels, from, from + count);
        return new PixelStore(some, its, channels, height, width);
    }

    /** A view of the pictures at some indices, in that order. */
    PixelStore subset(int[] indices) {
        int[] places = IntStream.of(indices).map(i -> order == null ? i : order[i]).toArray();
        return new PixelStore(this, places, IntStream.of(indices).map(this::label).toArray());
    }

    /** The mean of all pictures, 0 to 1. */
    float[] mean() {
        long[] sums = new long[length()];
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += Byte.toUnsignedInt(pixels[start(i) + j]);
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / 255.0 / size());
        }
        return mean;
    }

    /** CRC-32 of everything in it, computed once. */
    long checksum() {
        if (checksum == null) {
            CRC32 sum = new CRC32();
            for (int i = 0; i < size(); i++) {
                sum.update(pixels, start(i), length());
            }
            IntStream.concat(Arrays.stream(labels), IntStream.of(channels, height, width))
                    .forEach(
                            number -> {
                                for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                                    sum.update(number >> shift);
                                }
                            });
            checksum = sum.getValue();
        }
        return checksum;
    }
}
