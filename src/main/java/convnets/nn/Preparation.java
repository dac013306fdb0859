package convnets.nn;

/** What is done to a picture from a file before a net sees it, beside its size and its colors. */
public enum Preparation {
    /** The middle square of the picture is averaged down. */
    MIDDLE_SQUARE,
    /** A digit of ink on paper becomes one of MNIST: inverted, cut out, scaled and centered. */
    DIGIT
}
