package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.RandomAccessDataset;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.engine.HostArrays;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * Pictures of one size with their labels, gray or in color, all in memory at one byte a value. A
 * list of {@link Picture}s to look at, and batches for training.
 */
public final class Images extends AbstractList<Picture> implements RandomAccess {

    private final PixelStore store;
    private final List<String> names;

    /** How the pictures are enlarged when they are read; null leaves them as they are. */
    private final Resize resize;

    /**
     * Puts gray pictures together. The pixels are not copied: do not change them afterwards.
     *
     * @param pixels all gray values, picture after picture, row after row, as unsigned bytes
     * @param labels one class number for each picture, as unsigned bytes
     * @param height of a picture, in pixels
     * @param width of a picture, in pixels
     * @param names of the classes
     * @throws CourseException if there are no pictures, not as many as labels, or a label has no
     *     name
     */
    public Images(byte[] pixels, byte[] labels, int height, int width, List<String> names) {
        this(
                pixels,
                PixelStore.unsigned(Given.of("list of labels", labels)),
                1,
                height,
                width,
                names);
    }

    /**
     * Puts pictures together. The arrays are not copied: do not change them afterwards.
     *
     * @param pixels all values as unsigned bytes, picture after picture, channel after channel, row
     *     after row
     * @param labels one class number for each picture
     * @param channels 1 (gray) or 3 (red, green, blue)
     * @param height of a picture, in pixels
     * @param width of a picture, in pixels
     * @param names of the classes, each another one
     * @throws CourseException if there are no pictures, not as many as labels, or a label has no
     *     name of its own
     */
    public Images(
            byte[] pixels, int[] labels, int channels, int height, int width, List<String> names) {
        this(new PixelStore(pixels, labels, channels, height, width), names, null);
    }

    Images(PixelStore store, List<String> names, Resize resize) {
        if (Given.of("list of names", names).isEmpty()) {
            throw new CourseException("Each class needs a name, and here is none.");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name == null || name.isBlank() || !seen.add(name)) {
                throw new CourseException(
                        "Each class needs a name of its own: \"%s\" is %s.",
                        name, seen.contains(name) ? "there twice" : "not enough for one");
            }
        }
        for (int label : store.labels()) {
            if (label < 0 || label >= names.size()) {
                throw new CourseException(
                        "This is no set of labels: there is a label %d, and the classes end at %d.",
                        label, names.size() - 1);
            }
        }
        this.store = store;
        this.names = List.copyOf(names);
        this.resize = resize;
    }

    /**
     * Reads a data set of DJL: its pictures as they leave its pipeline, rounded to bytes. The
     * classes have the names that DJL gives them, else their numbers: see {@link #named}.
     *
     * @param dataset such as {@code Cifar10} or {@code ImageFolder}; it is prepared if need be
     * @return the pictures in the data set's order
     * @throws CourseException if it cannot be read, or its pictures differ in size or are not from
     *     0 to 1
     */
    public static Images of(RandomAccessDataset dataset) {
        DatasetReader reader = DatasetReader.read(dataset);
        return new Images(reader.store(), reader.names(), null);
    }

    /** The number of pictures. */
    @Override
    public int size() {
        return store.size();
    }

    /**
     * The i-th picture, counted from 0.
     *
     * @throws IndexOutOfBoundsException if there is none, as in every list
     */
    @Override
    public Picture get(int i) {
        Picture stored = stored(Objects.checkIndex(i, size()));
        return resize == null ? stored : resize.apply(stored);
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
     * The same pictures under other names.
     *
     * @param names of the classes, each another one
     * @return a view of this set
     * @throws CourseException if a label has no name of its own
     */
    public Images named(List<String> names) {
        return new Images(store, names, resize);
    }

    /**
     * The shape of a batch.
     *
     * @param batch the number of pictures
     * @return (batch, channels, height, width)
     */
    public Shape shape(int batch) {
        return resize == null
                ? new Shape(batch, store.channels, store.height, store.width)
                : new Shape(batch, store.channels, resize.size, resize.size);
    }

    /**
     * A checksum of the pictures as they are stored, their labels and the names of the classes: it
     * tells sets of the same name and size apart.
     *
     * @return eight hexadecimal digits (CRC-32)
     */
    public String checksum() {
        CRC32 sum = new CRC32();
        String all = Text.format("%08x %s", store.checksum(), String.join("\n", names));
        sum.update(all.getBytes(StandardCharsets.UTF_8));
        return Text.format("%08x", sum.getValue());
    }

    /**
     * Counts the pictures of each class.
     *
     * @return one number for each class
     */
    public int[] classCounts() {
        int[] counts = new int[names.size()];
        for (int label : store.labels()) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * The average of all pictures: how bright each place is as a rule.
     *
     * @return a picture of the mean values, rounded, with label -1 and the name "mean"
     */
    public Picture mean() {
        float[] mean = store.mean();
        float[] shown = resize == null ? mean : resize.apply(mean);
        Shape shape = shape(1);
        int height = (int) shape.get(2);
        int width = (int) shape.get(3);
        return new Picture(ByteValues.toBytes(shown), store.channels, height, width, -1, "mean");
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
        return part(0, count);
    }

    /**
     * A stretch of the pictures, such as those that are set apart for validation.
     *
     * @param from the place of its first picture, counted from 0
     * @param count how many, at least 1
     * @return a set of its own
     * @throws CourseException if the set ends before
     */
    public Images part(int from, int count) {
        if (from < 0 || count < 1 || count > size() - from) {
            throw new CourseException(
                    "Cannot take %s from place %,d on: the set has %,d, counted from 0.",
                    Text.count(count, "picture"), from, size());
        }
        return new Images(store.part(from, count), names, resize);
    }

    /**
     * Some of the pictures, in any order.
     *
     * @param indices of them, at least one
     * @return a view of this set
     * @throws CourseException if there is no picture at an index, or none is asked for
     */
    public Images subset(int... indices) {
        if (Given.of("list of indices", indices).length == 0) {
            throw new CourseException("A set needs pictures: give the index of one at least.");
        }
        return new Images(
                store.subset(IntStream.of(indices).map(this::checked).toArray()), names, resize);
    }

    /**
     * The same pictures at another size. They stay in memory as they are; a batch is enlarged
     * (bilinearly) when it is read, on the device.
     *
     * @param size height and width in pixels
     * @return a view of this set
     */
    public Images resized(int size) {
        Resize.require(size);
        boolean same = size == store.height && size == store.width;
        Resize change = same ? null : new Resize(store.height, store.width, size);
        return new Images(store, names, change);
    }

    /**
     * A copy in which each picture is changed once, by chance, such as a test set that is shifted.
     *
     * @param change what is done to each
     * @param seed the same seed, the same pictures
     * @return a set of its own
     */
    public Images augmented(Augmentation change, int seed) {
        Given.of("change", change);
        Random random = new Random(seed);
        PixelStore changed = PixelStore.of(store.labels(), i -> change.apply(stored(i), random));
        return new Images(changed, names, resize);
    }

    /**
     * A copy in which each picture is changed, as {@link #get} gives it; its label stays.
     *
     * @param change from a picture to another, all of one size
     * @return a set of its own
     * @throws CourseException if the changed pictures differ in size
     */
    public Images map(UnaryOperator<Picture> change) {
        Given.of("change", change);
        return new Images(PixelStore.of(store.labels(), i -> change.apply(get(i))), names, null);
    }

    /**
     * The pictures at the given indices as a net reads them.
     *
     * @param manager that the array is attached to; it decides on the device
     * @param indices in this set, in the order wanted
     * @return shape (indices, channels, height, width), values from 0 to 1
     * @throws CourseException if there is no picture at a place, or no place
     */
    public NDArray pixels(NDManager manager, int... indices) {
        return pixels(manager, null, null, indices);
    }

    /**
     * The same, each picture changed at random.
     *
     * @param manager that the array is attached to
     * @param change what is done to each; null leaves them as they are
     * @param random where the chance comes from: {@link Augmentation#random}
     * @param indices in this set
     * @return shape (indices, channels, height, width), values from 0 to 1
     */
    public NDArray pixels(NDManager manager, Augmentation change, Random random, int... indices) {
        if (Given.of("list of indices", indices).length == 0) {
            throw new CourseException(
                    "A batch needs at least one picture, and here is none. Does a loop begin a"
                            + " batch behind the last picture?");
        }
        if (change != null) {
            Given.of("generator of random numbers", random);
        }
        int length = store.length();
        float[] batch = new float[indices.length * length];
        for (int i = 0; i < indices.length; i++) {
            int index = checked(indices[i]);
            if (change == null) {
                store.read(index, batch, i * length);
            } else {
                Picture changed = change.apply(stored(index), random);
                ByteValues.toFloats(changed.pixels(), 0, batch, i * length, length);
            }
        }
        Shape shape = new Shape(indices.length, store.channels, store.height, store.width);
        NDArray array = HostArrays.array(manager, batch, shape);
        return resize == null ? array : resize.apply(array);
    }

    /** The same pictures as they are stored. */
    Images unscaled() {
        return new Images(store, names, null);
    }

    /** How they are enlarged when they are read; null if they are not. */
    Resize resize() {
        return resize;
    }

    private Picture stored(int i) {
        int label = store.label(i);
        return new Picture(
                store.picture(i),
                store.channels,
                store.height,
                store.width,
                label,
                names.get(label));
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
        float[] values = new float[Given.of("list of indices", indices).length];
        for (int i = 0; i < indices.length; i++) {
            values[i] = store.label(checked(indices[i]));
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
                "%s of %d×%d pixels, %s",
                Text.count(size(), store.channels == 1 ? "picture" : "color picture"),
                shape.get(2),
                shape.get(3),
                Text.count(names.size(), "class", "classes"));
    }

    private int checked(int index) {
        if (index < 0 || index >= size()) {
            throw new CourseException(
                    "There is no picture %,d: the set has %,d, counted from 0.", index, size());
        }
        return index;
    }
}
