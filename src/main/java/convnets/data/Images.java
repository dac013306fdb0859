package convnets.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.Problem;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Grey pictures of one size with their labels, all in memory at one byte a pixel. A list of {@link
 * Picture}s to look at, and batches for training.
 */
public final class Images extends AbstractList<Picture> {

    private final byte[] pixels;
    private final byte[] labels;
    private final int height;
    private final int width;
    private final List<String> names;

    /**
     * Puts pictures together.
     *
     * @param pixels all grey values, picture after picture, row after row
     * @param labels one class number for each picture
     * @param height of a picture, in pixels
     * @param width of a picture, in pixels
     * @param names of the classes
     * @throws Problem if there are not as many pictures as labels, or a label has no name
     */
    public Images(byte[] pixels, byte[] labels, int height, int width, List<String> names) {
        if (pixels.length != labels.length * height * width) {
            throw new Problem(
                    "There are %,d labels for %,d pictures: the files do not belong together.",
                    labels.length, pixels.length / (height * width));
        }
        for (byte label : labels) {
            if (label < 0 || label >= names.size()) {
                throw new Problem(
                        "There is a label %d, and the classes end at %d.",
                        label & 0xff, names.size() - 1);
            }
        }
        this.pixels = pixels;
        this.labels = labels;
        this.height = height;
        this.width = width;
        this.names = List.copyOf(names);
    }

    /** The number of pictures. */
    @Override
    public int size() {
        return labels.length;
    }

    /** The i-th picture, counted from 0. */
    @Override
    public Picture get(int i) {
        int length = height * width;
        byte[] own = Arrays.copyOfRange(pixels, i * length, (i + 1) * length);
        return new Picture(own, height, width, labels[i], names.get(labels[i]));
    }

    /**
     * The i-th picture, counted from 0.
     *
     * @param i its place
     * @return the picture
     */
    public Picture image(int i) {
        return get(i);
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
        return new Shape(batch, 1, height, width);
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
     * The average of all pictures.
     *
     * @return the mean grey value at each place, row by row, 0 to 1
     */
    public float[] mean() {
        double[] sums = new double[height * width];
        for (int i = 0; i < pixels.length; i++) {
            sums[i % sums.length] += pixels[i] & 0xff;
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / size() / 255);
        }
        return mean;
    }

    /**
     * The first pictures only.
     *
     * @param count how many
     * @return a set of its own
     */
    public Images first(int count) {
        byte[] someLabels = Arrays.copyOf(labels, count);
        byte[] somePixels = Arrays.copyOf(pixels, count * height * width);
        return new Images(somePixels, someLabels, height, width, names);
    }

    /**
     * The pictures at the given places as a net reads them.
     *
     * @param manager that the array is attached to; it decides on the device
     * @param places in this set, in the order wanted
     * @return shape (places, 1, height, width), values from 0 to 1
     */
    public NDArray pixels(NDManager manager, int... places) {
        int length = height * width;
        float[] values = new float[places.length * length];
        int to = 0;
        for (int place : places) {
            for (int from = place * length; from < (place + 1) * length; from++) {
                values[to++] = (pixels[from] & 0xff) / 255f;
            }
        }
        return manager.create(values, shape(places.length));
    }

    /**
     * The labels at the given places.
     *
     * @param manager that the array is attached to
     * @param places in this set, in the order wanted
     * @return shape (places), class numbers as floats, as DJL's losses want them
     */
    public NDArray labels(NDManager manager, int... places) {
        float[] values = new float[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = labels[places[i]];
        }
        return manager.create(values);
    }

    /**
     * The places of a stretch of pictures, for {@link #pixels} and {@link #labels}.
     *
     * @param from the first place
     * @param count how many; fewer come where the set ends
     * @return the places in order
     */
    public int[] places(int from, int count) {
        return IntStream.range(from, Math.min(size(), from + count)).toArray();
    }
}
