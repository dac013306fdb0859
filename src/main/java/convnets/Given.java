package convnets;

import java.util.List;

/**
 * Refuses what is nothing: null, as variables of a notebook become when a cell above theirs is run
 * again, and numbers that are none.
 */
public final class Given {

    private Given() {}

    /**
     * Refuses null.
     *
     * @param <T> whatever it is
     * @param what it is in one word or two, such as "net"
     * @param value of the reader's
     * @return the same
     * @throws CourseException if it is null
     */
    public static <T> T of(String what, T value) {
        if (value == null) {
            throw new CourseException(
                    "There is no %s here, only null: run the cell that makes the %s again.",
                    what, what);
        }
        return value;
    }

    /**
     * Refuses null, and a list with null in it.
     *
     * @param names of the reader's
     * @return a copy
     * @throws CourseException if there is no list, or one of the names is null
     */
    public static List<String> names(List<String> names) {
        of("list of names", names).forEach(name -> of("name", name));
        return List.copyOf(names);
    }

    /**
     * Refuses what is no share.
     *
     * @param what it is, such as "threshold"
     * @param value of the reader's
     * @return the same
     * @throws CourseException if it is not from 0 to 1
     */
    public static double share(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new CourseException("The %s must be a number from 0 to 1, not %s.", what, value);
        }
        return value;
    }
}
