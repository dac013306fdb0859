package convnets.data;

import ai.djl.training.dataset.RandomAccessDataset;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Given;
import convnets.Text;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A data set: pictures to learn from and other pictures to be tested on.
 *
 * @param name of the set
 * @param origin where it was found, in a few words
 * @param full whether this is a whole set, not a sample or a part of it
 * @param train the pictures to learn from
 * @param test the pictures to be tested on
 */
public record ImageData(String name, String origin, boolean full, Images train, Images test) {

    /**
     * Reads any set of gray pictures in the idx format of MNIST, such as KMNIST or EMNIST: four
     * files, compressed or not, in a folder or below it.
     *
     * @param folder with train-images-idx3-ubyte, train-labels-idx1-ubyte, and the same of t10k
     * @param classes the name of each label, from 0 on
     * @return the data
     * @throws CourseException if a file is missing or damaged, or a label has no name
     */
    public static ImageData fromIdx(Path folder, List<String> classes) {
        return fromIdx(folder, classes, 0);
    }

    /**
     * Reads a set whose labels do not begin at 0: those of EMNIST's letters begin at 1.
     *
     * @param folder as above
     * @param classes the name of each label, from the first one on
     * @param firstLabel what the files call the first class
     * @return the data; its labels begin at 0
     * @throws CourseException if a file is missing or damaged, or a label has no name
     */
    public static ImageData fromIdx(Path folder, List<String> classes, int firstLabel) {
        IdxFiles files = IdxFiles.only(folder);
        return new ImageData(
                CourseFolder.name(folder),
                files.toString(),
                true,
                named(files.train(), classes, firstLabel),
                named(files.test(), classes, firstLabel));
    }

    private static Images named(PixelStore store, List<String> names, int firstLabel) {
        Given.of("list of names", names);
        IntSummaryStatistics labels = Arrays.stream(store.labels()).summaryStatistics();
        long last = (long) firstLabel + names.size() - 1;
        if (!names.isEmpty() && (labels.getMin() < firstLabel || labels.getMax() > last)) {
            throw new CourseException(
                    "The labels run from %d to %d, and there are names for the labels %d to %d:"
                            + " give each label a name, and say which label has the first one, as"
                            + " in ImageData.fromIdx(folder, names, %d).",
                    labels.getMin(), labels.getMax(), firstLabel, last, labels.getMin());
        }
        return new Images(store.countedFrom(firstLabel), names, null);
    }

    /**
     * Reads a data set of DJL, such as {@code Cifar10} or an {@code ImageFolder}. It need not be
     * prepared, and may be forgotten afterwards: its pictures are kept here at one byte a value.
     *
     * @param name of the set
     * @param train the pictures to learn from; they name the classes
     * @param test the pictures to be tested on
     * @return the data
     * @throws CourseException if one cannot be read or has other classes
     */
    public static ImageData of(String name, RandomAccessDataset train, RandomAccessDataset test) {
        Images learned = Images.of(train);
        Images tested = Images.of(test);
        return new ImageData(name, "read by DJL", true, learned, sameClasses(learned, tested));
    }

    /**
     * Makes data of two sets of pictures, such as parts of another set.
     *
     * @param name of the data
     * @param train the pictures to learn from
     * @param test the pictures to be tested on
     * @return the data; they count as a part, not as a whole set
     * @throws CourseException if the two have other classes
     */
    public static ImageData of(String name, Images train, Images test) {
        return new ImageData(name, "as given", false, train, sameClasses(train, test));
    }

    /** The test pictures, with the names of all classes: not every class need be among them. */
    private static Images sameClasses(Images train, Images test) {
        Given.of("set of pictures", train);
        Given.of("set of pictures", test);
        List<String> names = train.names();
        int common = Math.min(names.size(), test.names().size());
        if (!test.names().equals(names.subList(0, common))) {
            throw new CourseException(
                    "The training pictures have the classes %s, and the test pictures %s: they do"
                            + " not belong together.",
                    names, test.names());
        }
        return test.named(names);
    }

    /**
     * The same pictures at another size, as the deeper nets need them.
     *
     * @param size height and width in pixels
     * @return a view of this data
     * @see Images#resized
     */
    public ImageData resized(int size) {
        return with(name, images -> images.resized(size));
    }

    /** The same data under another name, both sets changed in the same way. */
    ImageData with(String other, UnaryOperator<Images> change) {
        return new ImageData(other, origin, full, change.apply(train), change.apply(test));
    }

    /**
     * A part of the data, for quick experiments.
     *
     * @param training how many pictures to learn from, the first of their set
     * @param testing how many to be tested on
     * @return data of their own
     */
    public ImageData first(int training, int testing) {
        return new ImageData(name, origin, false, train.first(training), test.first(testing));
    }

    /** One line that says what was found. */
    @Override
    public String toString() {
        long height = train.shape(1).get(2);
        long width = train.shape(1).get(3);
        boolean usual = height == 28 && width == 28;
        return Text.format(
                "%s: %,d training and %s%s, %s",
                name,
                train.size(),
                Text.count(test.size(), "test picture"),
                usual ? "" : Text.format(" at %d×%d pixels", height, width),
                origin);
    }
}
