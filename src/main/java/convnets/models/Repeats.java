package convnets.models;

import convnets.CourseException;

/** How often a block repeats a layer. */
final class Repeats {

    /** The deepest nets that were ever trained have as many layers. */
    private static final int MOST = 1000;

    private Repeats() {}

    /** Refuses a number of layers that no block can have. */
    static int of(String layers, int count) {
        if (count < 0 || count > MOST) {
            throw new CourseException("A block has 0 to %,d %s, not %,d.", MOST, layers, count);
        }
        return count;
    }
}
