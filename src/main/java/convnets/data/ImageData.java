package convnets.data;

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

    /** One line that says what was found. */
    @Override
    public String toString() {
        return String.format(
                "%s: %,d training and %,d test pictures, %s",
                name, train.size(), test.size(), origin);
    }
}
