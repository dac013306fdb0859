package convnets.data;

import convnets.Text;

/**
 * A data set: pictures to learn from and other pictures to be tested on.
 *
 * @param name of the set
 * @param origin where it was found, in a few words
 * @param full whether this is the whole published set, not the bundled sample
 * @param train the pictures to learn from
 * @param test the pictures to be tested on
 */
public record ImageData(String name, String origin, boolean full, Images train, Images test) {

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
