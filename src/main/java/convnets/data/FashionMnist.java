package convnets.data;

import convnets.CourseException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST: 60,000 and 10,000 gray pictures of clothes, 28×28 pixels, ten classes.
 *
 * @see <a href="https://arxiv.org/abs/1708.07747">Xiao, Rasul and Vollgraf, 2017</a>
 */
public final class FashionMnist {

    /** The ten classes, in the order of their numbers. */
    public static final List<String> CLASSES = ClassNames.FASHION_MNIST;

    static final DatasetLocator SOURCE =
            new DatasetLocator(
                    "Fashion-MNIST",
                    "fashmnist",
                    CLASSES,
                    KnownSet.FASHION_MNIST,
                    PublishedFile.FASHION_MNIST,
                    List.of(Path.of("/usr/share/dataset-fashion-mnist"))); // Debian's

    private FashionMnist() {}

    /**
     * Loads the full set where there is one, else the sample that comes with the course (10,000 and
     * 2,000 pictures, equally many of each class). Never downloads.
     *
     * @return the data; its text says in one line what was found
     * @throws CourseException if a file of the set is damaged, or CONVNETS_DATA names no folder
     */
    public static ImageData load() {
        return SOURCE.load();
    }

    /**
     * Loads the sample that comes with the course, whatever else there is.
     *
     * @return 10,000 training and 2,000 test pictures
     */
    public static ImageData sample() {
        return SOURCE.sample();
    }
}
