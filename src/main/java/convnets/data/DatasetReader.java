package convnets.data;

import ai.djl.Device;
import ai.djl.basicdataset.cv.classification.Cifar10;
import ai.djl.basicdataset.cv.classification.FashionMnist;
import ai.djl.basicdataset.cv.classification.ImageClassificationDataset;
import ai.djl.basicdataset.cv.classification.Mnist;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.BatchSampler;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.dataset.SequenceSampler;
import ai.djl.translate.TranslateException;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.engine.HostArrays;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Reads a data set of DJL once, batch by batch, into one byte a value. */
final class DatasetReader {

    /** Arrays have one size; files may differ, and one by one it is found which do. */
    private static final int ARRAYS = 100;

    /** Larger labels are something else, such as numbers that were to be scaled. */
    private static final int MOST_CLASSES = 1_000_000;

    private final RandomAccessDataset dataset;
    private final int[] labels;
    private byte[] pixels;
    private Shape shape;
    private int done;

    private DatasetReader(RandomAccessDataset dataset) {
        this.dataset = dataset;
        labels = new int[Math.max(0, Math.toIntExact(dataset.size()))];
    }

    static DatasetReader read(RandomAccessDataset dataset) {
        Given.of("data set", dataset);
        try {
            dataset.prepare();
            DatasetReader reader = new DatasetReader(dataset);
            reader.read();
            return reader;
        } catch (CourseException problem) {
            throw problem;
        } catch (IOException | TranslateException | RuntimeException e) { // perhaps the reader's
            Throwable cause = e.getCause() == null ? e : e.getCause(); // DJL wraps some
            throw new CourseException(
                    "DJL cannot read this data set: %s (%s).",
                    cause.getMessage(), cause.getClass().getSimpleName());
        }
    }

    PixelStore store() {
        int channels = (int) shape.get(0);
        return new PixelStore(pixels, labels, channels, (int) shape.get(1), (int) shape.get(2));
    }

    /** As far as DJL or everybody knows them, else numbers. */
    List<String> names() {
        if (dataset instanceof ImageClassificationDataset named) {
            return named.getClasses();
        } else if (dataset instanceof FashionMnist) {
            return ClassNames.FASHION_MNIST;
        } else if (dataset instanceof Mnist) {
            return ClassNames.DIGITS;
        } else if (dataset instanceof Cifar10) {
            return ClassNames.CIFAR_10;
        }
        int classes = Arrays.stream(labels).max().orElse(0) + 1;
        if (classes > MOST_CLASSES) {
            throw new CourseException(
                    "There is a label %,d, and classes are counted from 0 to %,d at most.",
                    classes - 1, MOST_CLASSES - 1);
        }
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }

    private void read() throws IOException, TranslateException {
        int batchSize = dataset instanceof ArrayDataset ? ARRAYS : 1;
        BatchSampler inOrder = new BatchSampler(new SequenceSampler(), batchSize, false);
        try (NDManager manager = HostArrays.newManager(device())) {
            for (Batch batch : dataset.getData(manager, inOrder)) {
                try (batch) {
                    if (batch.getLabels().isEmpty()) {
                        throw new CourseException(
                                "This data set of DJL has no labels: give its builder some.");
                    }
                    add(batch.getData().head(), batch.getLabels().head());
                }
            }
        }
        if (shape == null) {
            throw new CourseException("This data set of DJL has no pictures.");
        }
    }

    /** Arrays stay on the device that they are on, and what changes them has to be there too. */
    private Device device() throws IOException {
        if (!(dataset instanceof ArrayDataset) || dataset.size() == 0) {
            return Device.cpu();
        }
        try (NDManager manager = HostArrays.newManager(Device.cpu())) {
            return dataset.get(manager, 0).getData().head().getDevice();
        }
    }

    private void add(NDArray images, NDArray classes) {
        int count = (int) images.getShape().get(0);
        NDArray planes = channelsFirst(images);
        Shape size = planes.getShape().slice(1);
        if (shape == null) {
            shape = size;
            pixels = PixelStore.memory(labels.length, (int) size.size());
        }
        if (!size.equals(shape)) {
            throw new CourseException(
                    "A set needs pictures of one size: the first is %s, a later one %s; the"
                            + " builder's addTransform(new Resize(32)) and addTransform(new"
                            + " ToTensor()) give them one size.",
                    shape, size);
        }
        // What ToTensor has moved to the front it has divided by 255 as well.
        float white = planes == images ? 255 : 1;
        float[] values = planes.toType(DataType.FLOAT32, false).toFloatArray();
        int to = done * (int) shape.size();
        for (int i = 0; i < values.length; i++) {
            float value = values[i] * white;
            if (!(value > -0.5f && value < 255.5f)) {
                throw new CourseException(
                        "A picture's values are to be from 0 to %.0f, and here is %s: leave out"
                                + " what changes them, such as Normalize.",
                        255 / white, values[i]);
            }
            pixels[to + i] = (byte) Math.round(value);
        }
        addLabels(classes, count);
        done += count;
    }

    private void addLabels(NDArray classes, int count) {
        if (classes.size() != count) {
            throw new CourseException(
                    "A picture needs one label, the number of its class counted from 0, and here"
                            + " each has a row of %,d numbers: where the largest of a row stands at"
                            + " the class, give the builder optLabels(labels.argMax(1)).",
                    classes.size() / count);
        }
        double[] numbers = classes.toType(DataType.FLOAT64, false).toDoubleArray();
        for (int i = 0; i < count; i++) {
            labels[done + i] = (int) numbers[i];
            if (labels[done + i] != numbers[i] || numbers[i] < 0) {
                throw new CourseException(
                        "A label is the number of a class, 0, 1, 2, …, and here is %s.",
                        Text.number(numbers[i]));
            }
        }
    }

    /** (N, C, h, w) as it is, (N, h, w, C) turned into that. */
    private static NDArray channelsFirst(NDArray images) {
        Shape shape = images.getShape();
        if (shape.dimension() == 4 && isColor(shape.get(1))) {
            return images;
        } else if (shape.dimension() == 4 && isColor(shape.get(3))) {
            return images.transpose(0, 3, 1, 2);
        }
        throw new CourseException(
                "A set needs batches of pictures (N, channels, height, width) with 1 or 3 channels,"
                        + " not %s.",
                shape);
    }

    private static boolean isColor(long channels) {
        return channels == 1 || channels == 3;
    }
}
