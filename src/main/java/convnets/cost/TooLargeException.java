package convnets.cost;

import convnets.CourseException;

/** A net so large that a number of it is larger than any long. */
public final class TooLargeException extends CourseException {

    TooLargeException() {
        super(
                "This net cannot be counted: it would have more than %,d numbers. Take fewer channels"
                        + " or units, or a smaller input.",
                Long.MAX_VALUE);
    }
}
