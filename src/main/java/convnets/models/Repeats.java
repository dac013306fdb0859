package convnets.models;

import convnets.CourseException;

/** How often a block repeats a layer. */
final class Repeats {

    /** More is taken for a slip of the pen. */
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
