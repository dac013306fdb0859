package convnets.exercises;

import convnets.exercises.Draw.Given;
import java.util.function.IntUnaryOperator;

/** Checks the exercises of chapter 01, convolution, that count. */
public final class ConvolutionCounts {

    /** How many pixels some places need. */
    @FunctionalInterface
    public interface Pixels {

        /**
         * Counts.
         *
         * @param places of the window in one direction
         * @param kernel side of the window, in pixels
         * @param stride pixels from one place to the next
         * @return pixels in that direction
         */
        int of(int places, int kernel, int stride);
    }

    /** What a convolution costs. */
    @FunctionalInterface
    public interface Macs {

        /**
         * Counts.
         *
         * @param n side of the square picture, in pixels
         * @param in channels that are read
         * @param out channels that are put out
         * @param k side of the kernel
         * @param p padding on each side
         * @param s stride
         * @return multiplications with their additions
         */
        long of(int n, int in, int out, int k, int p, int s);
    }

    private ConvolutionCounts() {}

    /**
     * 1.6: the formula for the size of a map, the other way round.
     *
     * @param answer the smallest picture that gives the window so many places
     * @return what is said of it
     */
    public static Verdict pixels(Pixels answer) {
        return Check.of(Exercise.PIXELS, answer)
                .and(
                        Formula.of(
                                        "pixels",
                                        Draw.cases("places k s", 3, 40, 4, 11, 2, 3),
                                        g -> answer.of(g.at(0), g.at(1), g.at(2)))
                                .right(
                                        g -> (g.at(0) - 1) * g.at(2) + g.at(1),
                                        "Draw a row of pixels, and windows below it.")
                                .wrong(
                                        g -> g.at(0) * g.at(2),
                                        "The windows begin so far apart, but the last one needs all"
                                                + " of its k pixels.")
                                .wrong(
                                        g -> g.at(0) * g.at(2) + g.at(1),
                                        "The first place takes k pixels and no step: there is one"
                                                + " step fewer than there are places.")
                                .wrong(g -> g.at(0) + g.at(1) - 1, "That is for a stride of 1.")
                                .wrong(
                                        g -> g.at(0) * g.at(1),
                                        "That would be windows that do not overlap.")
                                .wrong(
                                        g -> (g.at(0) - 1) * g.at(1) + g.at(2),
                                        "Kernel and stride have changed places."))
                .verdict("A kernel as large as its stride gives places · k: that is pooling.");
    }

    /**
     * 1.7: the MACs of a convolution.
     *
     * @param answer works them out
     * @return what is said of it
     */
    public static Verdict macs(Macs answer) {
        return Check.of(Exercise.MACS, answer)
                .and(
                        Formula.of(
                                        "MACs",
                                        Draw.cases(
                                                "n c_i c_o k p s",
                                                20,
                                                60,
                                                2,
                                                9,
                                                2,
                                                20,
                                                2,
                                                7,
                                                1,
                                                2,
                                                2,
                                                3),
                                        g ->
                                                answer.of(
                                                        g.at(0), g.at(1), g.at(2), g.at(3), g.at(4),
                                                        g.at(5)))
                                .right(
                                        g -> weights(g) * square(side(g)),
                                        "How many numbers are put out, and how many MACs does each"
                                                + " take?")
                                .wrong(
                                        g -> weights(g) / g.at(1) * square(side(g)),
                                        "Each number that is put out reads all input channels.")
                                .wrong(
                                        g -> weights(g) / g.at(2) * square(side(g)),
                                        "That is the work for one output channel.")
                                .wrong(
                                        ConvolutionCounts::weights,
                                        "These are the weights. Each is used at every place.")
                                .wrong(
                                        g -> weights(g) * square(g.at(0)),
                                        "The window has fewer places than the picture has pixels:"
                                                + " padding and stride decide how many.")
                                .wrong(
                                        g -> weights(g) * square((g.at(0) - g.at(3)) / g.at(5) + 1),
                                        "The padding is missing: the window may begin outside.")
                                .wrong(
                                        g ->
                                                weights(g)
                                                        * square(
                                                                (g.at(0) - g.at(3) + g.at(4))
                                                                                / g.at(5)
                                                                        + 1),
                                        "The padding is on both sides.")
                                .wrong(
                                        g -> weights(g) * side(g),
                                        "That is one row of places: there are as many rows.")
                                .wrong(
                                        g -> (weights(g) + g.at(2)) * square(side(g)),
                                        "A bias is added and multiplied with nothing: no MAC."))
                .verdict("LayerTable counts in the same way.");
    }

    private static long weights(Given g) {
        return (long) g.at(1) * g.at(2) * g.at(3) * g.at(3);
    }

    private static long side(Given g) {
        return (g.at(0) - g.at(3) + 2 * g.at(4)) / g.at(5) + 1;
    }

    private static long square(long side) {
        return side * side;
    }

    /**
     * 1.10: how many layers see a whole picture.
     *
     * @param layers from a side, in pixels, to the smallest number of 3×3 convolutions
     * @return what is said of it
     */
    public static Verdict layers(IntUnaryOperator layers) {
        return Check.of(Exercise.HOW_DEEP, layers)
                .and(
                        Formula.of(
                                        "layers",
                                        Draw.cases("n", 8, 99),
                                        g -> layers.applyAsInt(g.at(0)))
                                .right(
                                        g -> g.at(0) / 2,
                                        "One layer sees 3 pixels, two see 5. And three?")
                                .wrong(
                                        g -> (g.at(0) - 1) / 2,
                                        "Right for odd sides. For even ones a pixel is left over:"
                                                + " round up.")
                                .wrong(
                                        g -> (g.at(0) + 2) / 3,
                                        "The windows of neighboring values overlap: a second layer"
                                                + " adds two pixels, not three.")
                                .wrong(
                                        g -> g.at(0) / 3,
                                        "The windows of neighboring values overlap: a second layer"
                                                + " adds two pixels, not three.")
                                .wrong(
                                        g -> g.at(0) - 2,
                                        "A layer adds a pixel on each side, so two."))
                .verdict("So many for 28 pixels alone: poolings and strides are the shortcut.");
    }
}
