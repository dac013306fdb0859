package convnets.data;

import convnets.CourseException;
import java.util.List;

/**
 * MNIST: 60,000 and 10,000 handwritten digits, 28×28 pixels, each centered and scaled.
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998</a>
 */
public final class Mnist {

    /** The ten digits. */
    public static final List<String> CLASSES = ClassNames.DIGITS;

    static final DatasetLocator SOURCE =
            new DatasetLocator(
                    "MNIST", "mnist", CLASSES, KnownSet.MNIST, PublishedFile.MNIST, List.of());

    private Mnist() {}

    /**
     * Loads the full set where there is one, else the digits that come with the course (MNIST's
     * 10,000 test digits, 8,000 to learn from and 2,000 to test on). Never downloads.
     *
     * @return the data; its text says in one line what was found
     * @throws CourseException if a file of the set is damaged, or CONVNETS_DATA names no folder
     */
    public static ImageData load() {
        return SOURCE.load();
    }

    /**
     * Loads the digits that come with the course, whatever else there is.
     *
     * @return 8,000 training and 2,000 test digits
     */
    public static ImageData sample() {
        return SOURCE.sample();
    }
}
