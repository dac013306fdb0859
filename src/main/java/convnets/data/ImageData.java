package convnets.data;

import ai.djl.training.dataset.RandomAccessDataset;
import convnets.CourseException;
import convnets.Text;
import java.util.List;

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
        List<String> names = learned.names();
        int common = Math.min(names.size(), tested.names().size());
        if (!tested.names().equals(names.subList(0, common))) {
            throw new CourseException(
                    "The training pictures have the classes %s, and the test pictures %s: they do"
                            + " not belong together.",
                    names, tested.names());
        }
        return new ImageData(name, "read by DJL", true, learned, tested.named(names));
    }

    /**
     * The same pictures at another size, as the deeper nets need them.
     *
     * @param size height and width in pixels
     * @return a view of this data
     * @see Images#resized
     */
    public ImageData resized(int size) {
        return new ImageData(name, origin, full, train.resized(size), test.resized(size));
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
                "%s: %,d training and %,d test pictures%s, %s",
                name,
                train.size(),
                test.size(),
                usual ? "" : Text.format(" at %d×%d pixels", height, width),
                origin);
    }
}
