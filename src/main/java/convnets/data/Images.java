package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import convnets.engine.HostArrays;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Gray pictures of one size with their labels, all in memory at one byte a pixel. A list of {@link
 * Picture}s to look at, and batches for training.
 */
public final class Images extends AbstractList<Picture> implements RandomAccess {

    private final byte[] pixels;
    private final byte[] labels;
    private final int height;
    private final int width;
    private final List<String> names;

    /** How the pictures are enlarged when they are read; null leaves them as they are. */
    private final Resize resize;

    /**
     * Puts pictures together. The arrays are not copied: do not change them afterwards.
     *
     * @param pixels all gray values, picture after picture, row after row
     * @param labels one class number for each picture
     * @param height of a picture, in pixels
     * @param width of a picture, in pixels
     * @param names of the classes
     * @throws CourseException if there are no pictures, not as many as labels, or a label has no
     *     name
     */
    public Images(byte[] pixels, byte[] labels, int height, int width, List<String> names) {
        this(pixels, labels, height, width, names, null);
    }

    private Images(
            byte[] pixels,
            byte[] labels,
            int height,
            int width,
            List<String> names,
            Resize resize) {
        if (labels.length == 0 || height < 1 || width < 1) {
            throw new CourseException(
                    "A set needs pictures: this one would have %,d of %d×%d pixels.",
                    labels.length, height, width);
        }
        if (pixels.length != (long) labels.length * height * width) {
            throw new CourseException(
                    "There are %,d labels for %,d pictures of %d×%d pixels: they do not belong"
                            + " together.",
                    labels.length, pixels.length / (height * width), height, width);
        }
        for (byte label : labels) {
            if (Byte.toUnsignedInt(label) >= names.size()) {
                throw new CourseException(
                        "This is no set of labels: %s.", unknown(label, names.size()));
            }
        }
        this.pixels = pixels;
        this.labels = labels;
        this.height = height;
        this.width = width;
        this.names = List.copyOf(names);
        this.resize = resize;
    }

    /** The number of pictures. */
    @Override
    public int size() {
        return labels.length;
    }

    /**
     * The i-th picture, counted from 0.
     *
     * @throws IndexOutOfBoundsException if there is none, as in every list
     */
    @Override
    public Picture get(int i) {
        Objects.checkIndex(i, size());
        return picture(floats(stored(i)), labels[i], names.get(labels[i]));
    }

    /**
     * The i-th picture, counted from 0.
     *
     * @param i its place
     * @return the picture
     * @throws CourseException if there is none
     */
    public Picture image(int i) {
        return get(checked(i));
    }

    /**
     * The names of the classes.
     *
     * @return one for each class number
     */
    public List<String> names() {
        return names;
    }

    /**
     * The shape of a batch.
     *
     * @param batch the number of pictures
     * @return (batch, 1, height, width)
     */
    public Shape shape(int batch) {
        return resize == null
                ? new Shape(batch, 1, height, width)
                : new Shape(batch, 1, resize.size, resize.size);
    }

    /**
     * A checksum of the pictures as they are stored, their labels and the names of the classes: it
     * tells sets of the same name and size apart.
     *
     * @return eight hexadecimal digits (CRC-32)
     */
    public String checksum() {
        CRC32 sum = new CRC32();
        sum.update(pixels);
        sum.update(labels);
        String rest = height + "×" + width + "; " + String.join("; ", names);
        sum.update(rest.getBytes(StandardCharsets.UTF_8));
        return Text.format("%08x", sum.getValue());
    }

    /**
     * Counts the pictures of each class.
     *
     * @return one number for each class
     */
    public int[] classCounts() {
        int[] counts = new int[names.size()];
        for (byte label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * The average of all pictures: how bright each place is as a rule.
     *
     * @return a picture of the mean gray values, rounded, with label -1 and the name "mean"
     */
    public Picture mean() {
        long[] sums = new long[height * width];
        for (int i = 0; i < pixels.length; i++) {
            sums[i % sums.length] += Byte.toUnsignedInt(pixels[i]);
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / 255.0 / size());
        }
        return picture(mean, -1, "mean");
    }

    /**
     * The first pictures only.
     *
     * @param count how many, at least 1
     * @return a set of its own
     * @throws CourseException if there are fewer
     */
    public Images first(int count) {
        if (count < 1 || count > size()) {
            throw new CourseException(
                    "Cannot take the first %,d pictures of a set of %,d: take 1 to %,d.",
                    count, size(), size());
        }
        byte[] someLabels = Arrays.copyOf(labels, count);
        byte[] somePixels = Arrays.copyOf(pixels, count * height * width);
        return new Images(somePixels, someLabels, height, width, names, resize);
    }

    /**
     * The same pictures at another size. They stay in memory as they are; a batch is enlarged
     * (bilinearly) when it is read, on the device.
     *
     * @param size height and width in pixels
     * @return a view of this set
     */
    public Images resized(int size) {
        if (size < 1) {
            throw new CourseException("Pictures need a size of 1 pixel or more, not %d.", size);
        }
        boolean same = size == height && size == width;
        Resize change = same ? null : new Resize(height, width, size);
        return new Images(pixels, labels, height, width, names, change);
    }

    /**
     * A copy in which each picture is changed once, by chance, such as a test set that is shifted.
     *
     * @param change what is done to each
     * @param seed the same seed, the same pictures
     * @return a set of its own
     */
    public Images augmented(Augmentation change, int seed) {
        Random random = new Random(seed);
        byte[] changed = new byte[pixels.length];
        int length = height * width;
        for (int i = 0; i < size(); i++) {
            byte[] picture = change.apply(stored(i), height, width, random);
            System.arraycopy(picture, 0, changed, i * length, length);
        }
        return new Images(changed, labels, height, width, names, resize);
    }

    /**
     * The pictures at the given indices as a net reads them.
     *
     * @param manager that the array is attached to; it decides on the device
     * @param indices in this set, in the order wanted
     * @return shape (indices, 1, height, width), values from 0 to 1
     * @throws CourseException if there is no picture at a place
     */
    public NDArray pixels(NDManager manager, int... indices) {
        byte[][] some = new byte[indices.length][];
        Arrays.setAll(some, i -> stored(indices[i]));
        return array(manager, some);
    }

    /**
     * The same, each picture changed at random.
     *
     * @param manager that the array is attached to
     * @param change what is done to each
     * @param random where the chance comes from
     * @param indices in this set
     * @return shape (indices, 1, height, width), values from 0 to 1
     */
    public NDArray pixels(NDManager manager, Augmentation change, Random random, int... indices) {
        byte[][] some = new byte[indices.length][];
        Arrays.setAll(some, i -> change.apply(stored(indices[i]), height, width, random));
        return array(manager, some);
    }

    private NDArray array(NDManager manager, byte[][] some) {
        int length = height * width;
        byte[] all = new byte[some.length * length];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(some[i], 0, all, i * length, length);
        }
        Shape shape = new Shape(some.length, 1, height, width);
        NDArray array = HostArrays.array(manager, floats(all), shape);
        return resize == null ? array : resize.apply(array);
    }

    /** From values of 0 to 1 to a picture, enlarged if this set is. */
    private Picture picture(float[] values, int label, String name) {
        float[] shown = resize == null ? values : resize.apply(values);
        byte[] gray = new byte[shown.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) Math.round(255 * shown[i]);
        }
        Shape shape = shape(1);
        return new Picture(gray, (int) shape.get(2), (int) shape.get(3), label, name);
    }

    private byte[] stored(int i) {
        int length = height * width;
        int from = checked(i) * length;
        return Arrays.copyOfRange(pixels, from, from + length);
    }

    /** Gray values as a net reads them: 0 to 1. */
    static float[] floats(byte[] grays) {
        float[] values = new float[grays.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (grays[i] & 0xff) / 255f;
        }
        return values;
    }

    /**
     * The labels at the given indices.
     *
     * @param manager that the array is attached to
     * @param indices in this set, in the order wanted
     * @return shape (indices), class numbers as floats, as DJL's losses want them
     * @throws CourseException if there is no picture at a place
     */
    public NDArray labels(NDManager manager, int... indices) {
        float[] values = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            values[i] = labels[checked(indices[i])];
        }
        return HostArrays.array(manager, values, new Shape(values.length));
    }

    /**
     * The indices of a stretch of pictures, for {@link #pixels} and {@link #labels}.
     *
     * @param from the first place
     * @param count how many; fewer come where the set ends
     * @return the indices in order
     */
    public int[] indices(int from, int count) {
        return IntStream.range(from, (int) Math.min(size(), (long) from + count)).toArray();
    }

    /** One line; a list would write out every picture. */
    @Override
    public String toString() {
        Shape shape = shape(1);
        return Text.format(
                "%,d pictures of %d×%d pixels, %d classes",
                size(), shape.get(2), shape.get(3), names.size());
    }

    /** What is wrong with a label that has no name, as a part of a sentence. */
    static String unknown(byte label, int classes) {
        return Text.format(
                "there is a label %d, and the classes end at %d",
                Byte.toUnsignedInt(label), classes - 1);
    }

    private int checked(int index) {
        if (index < 0 || index >= size()) {
            throw new CourseException(
                    "There is no picture %,d: the set has %,d, counted from 0.", index, size());
        }
        return index;
    }
}
