package convnets.exercises;

import convnets.exercises.Draw.Given;
import java.util.List;
import java.util.function.IntToDoubleFunction;

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
        double of(int places, int kernel, int stride);
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
        double of(int n, int in, int out, int k, int p, int s);
    }

    private ConvolutionCounts() {}

    /**
     * 1.6: the formula for the size of a map, the other way around.
     *
     * @param answer the smallest picture that gives the window so many places
     * @return what is said of it
     */
    public static Verdict pixels(Pixels answer) {
        Check check = Check.of("1.6", answer);
        List<Given> cases = Draw.cases("places k s", 3, 40, 4, 11, 2, 3);
        check.formula("pixels", cases, g -> answer.of(g.at(0), g.at(1), g.at(2)))
                .right("look", g -> (g.at(0) - 1) * g.at(2) + g.at(1))
                .wrong("windows", g -> g.at(0) * g.at(2))
                .wrong("windows", g -> (g.at(0) - 1) * g.at(2))
                .wrong("most", g -> g.at(0) * g.at(2) + g.at(1) - 1)
                .wrong("first", g -> g.at(0) * g.at(2) + g.at(1))
                .wrong("stride", g -> g.at(0) + g.at(1) - 1)
                .wrong("would", g -> g.at(0) * g.at(1))
                .wrong("kernel", g -> (g.at(0) - 1) * g.at(1) + g.at(2));
        return check.verdict();
    }

    /**
     * 1.7: the MACs of a convolution.
     *
     * @param answer works them out
     * @return what is said of it
     */
    public static Verdict macs(Macs answer) {
        Check check = Check.of("1.7", answer);
        List<Given> cases = Draw.cases("n in out k p s", 20, 999, 2, 512, 2, 512, 2, 7, 1, 3, 2, 3);
        check.formula(
                        "MACs",
                        cases,
                        g -> answer.of(g.at(0), g.at(1), g.at(2), g.at(3), g.at(4), g.at(5)))
                .right("look", g -> weights(g) * square(side(g)))
                .wrong("number", g -> weights(g) / g.at(1) * square(side(g)))
                .wrong("work", g -> weights(g) / g.at(2) * square(side(g)))
                .wrong("weights", ConvolutionCounts::weights)
                .wrong("window", g -> weights(g) * square(g.at(0)))
                .wrong("first", g -> weights(g) * square(side(g) - 1))
                .wrong("first", g -> weights(g) * square(side(g, 2 * g.at(4) + 1 - g.at(5))))
                .wrong("padding", g -> weights(g) * square(side(g, 0)))
                .wrong("padding sides", g -> weights(g) * square(side(g, g.at(4))))
                .wrong("row places", g -> weights(g) * side(g))
                .wrong("bias", g -> (weights(g) + g.at(2)) * square(side(g)))
                .wrong("twice", g -> 2 * weights(g) * square(side(g)))
                .wrong("steps", g -> weights(g) * square(g.at(0) - g.at(3) + 2 * g.at(4) + 1))
                .wrong("row", g -> weights(g) / g.at(3) * square(side(g)))
                .wrong("channels", g -> (g.at(1) + g.at(2)) * square(g.at(3)) * square(side(g)));
        return check.verdict();
    }

    private static long weights(Given g) {
        return (long) g.at(1) * g.at(2) * g.at(3) * g.at(3);
    }

    private static long side(Given g) {
        return side(g, 2 * g.at(4));
    }

    private static long side(Given g, int padding) {
        return (g.at(0) - g.at(3) + padding) / g.at(5) + 1;
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
    public static Verdict layers(IntToDoubleFunction layers) {
        Check check = Check.of("1.10", layers);
        check.formula("layers", Draw.cases("n", 8, 99), g -> layers.applyAsDouble(g.at(0)))
                .right("look", g -> g.at(0) / 2)
                .wrong("right odd", g -> (g.at(0) - 1) / 2)
                .wrong("right odd", g -> (g.at(0) - 1) / 2.0)
                .wrong("right even", g -> (g.at(0) + 1) / 2)
                .wrong("windows", g -> (g.at(0) + 2) / 3)
                .wrong("windows", g -> g.at(0) / 3)
                .wrong("layer", g -> g.at(0) - 2);
        return check.verdict();
    }
}
