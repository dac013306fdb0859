package convnets.exercises;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.data.Picture;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.figures.Maps;
import convnets.nn.WindowSums;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the exercises of chapter 01, convolution, that are about pictures, kernels and loops. */
public final class ConvolutionChecks {

    /** A convolution with a stride, as loops. */
    @FunctionalInterface
    public interface Strided {

        /**
         * Computes the map.
         *
         * @param picture rows of numbers
         * @param kernel rows of weights
         * @param stride pixels from one place of the window to the next
         * @return rows of numbers
         */
        float[][] convolve(float[][] picture, float[][] kernel, int stride);
    }

    static final float[][] BLUR = {
        {1 / 9f, 1 / 9f, 1 / 9f}, {1 / 9f, 1 / 9f, 1 / 9f}, {1 / 9f, 1 / 9f, 1 / 9f}
    };
    static final float[][] SHARPEN = {{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}};
    static final float[][] VERTICAL = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
    static final float[][] HORIZONTAL = {{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}};
    static final float[][] TURNED = {{1, 0, -1}, {2, 0, -2}, {1, 0, -1}};

    /** What made the maps A to E of 1.1. */
    static final List<float[][]> MADE_BY = List.of(HORIZONTAL, TURNED, BLUR, VERTICAL, SHARPEN);

    /** The kernel of 1.9 that is to be found. */
    static final float[][] SECRET = {{1, -2, 0.5f}, {3, 1.5f, -1}, {-0.5f, 2, -3}};

    private static final String WITH_KERNEL = "a picture of %d×%d, a kernel of %d×%d";

    private ConvolutionChecks() {}

    /**
     * The maps of 1.1.
     *
     * @param picture that five kernels are laid on
     * @return the picture and the maps A to E
     */
    public static Maps maps(Picture picture) {
        try (NDManager manager = HostArrays.newManager()) {
            float[][] pixels = Grids.grid(picture.toArray(manager));
            Maps maps = Maps.of("picture", pixels);
            for (int i = 0; i < MADE_BY.size(); i++) {
                maps.add("" + (char) ('A' + i), WindowSums.of(pixels, MADE_BY.get(i), 1));
            }
            return maps;
        }
    }

    /**
     * 1.1: which kernel made which map.
     *
     * @param kernels for A, B, C, D and E
     * @return what is said of them
     */
    public static Verdict whichKernel(float[][]... kernels) {
        Check check = Check.of("1.1", (Object) kernels);
        check.notBegun("five", () -> Stream.of(kernels).allMatch(k -> KernelGrids.same(k, BLUR)))
                .mistake("five maps", () -> kernels.length != 5)
                .mistake("start", () -> !isAt(BLUR, kernels, 2))
                .mistake("others", () -> !isAt(SHARPEN, kernels, 4))
                .mistake("three", () -> !isAt(HORIZONTAL, kernels, 0))
                .mistake("nearly", () -> isAt(TURNED, kernels, 3) || isAt(VERTICAL, kernels, 1))
                .mistake("kernel", () -> !isAt(TURNED, kernels, 1) || !isAt(VERTICAL, kernels, 3));
        return check.verdict();
    }

    private static boolean isAt(float[][] kernel, float[][][] kernels, int place) {
        return KernelGrids.same(kernels[place], kernel);
    }

    /**
     * 1.2: loops that had a bug.
     *
     * @param convolve from picture and kernel to the map
     * @return what is said of them
     */
    public static Verdict loops(BiFunction<float[][], float[][], float[][]> convolve) {
        List<GridCase> square = GridCase.some(WITH_KERNEL, 1, 3, 3);
        List<GridCase> oblong = GridCase.some(WITH_KERNEL, 1, 2, 4);
        Function<GridCase, float[][]> map =
                c -> Answer.of(() -> convolve.apply(c.picture(), c.kernel()));
        Check check = Check.of("1.2", convolve);
        GridCase.size(check, square, map);
        GridCase.map(check, square, map)
                .stub("bug vertical", c -> c.map(KernelGrids::transposed))
                .wrong("now kernel", c -> c.map(KernelGrids::turned));
        GridCase.size(check, oblong, map);
        GridCase.map(check, oblong, map);
        return check.verdict();
    }

    /**
     * 1.3: a kernel that moves the picture.
     *
     * @param kernel 3×3 weights
     * @return what is said of it
     */
    public static Verdict toTheRight(float[][] kernel) {
        Check check = Check.of("1.3", (Object) kernel);
        check.mistake("kernel", () -> kernel.length != 3 || Grids.flat(kernel).length != 9);
        check.formula("weights", List.of(""), any -> Grids.flat(kernel))
                .right("look", only(3))
                .wrong("moves", only(5))
                .wrong("moves picture", only(1))
                .wrong("moves picture upward", only(7))
                .wrong("identity", only(4))
                .wrong("adds", only(3, 4));
        return check.verdict();
    }

    /** A kernel of ones at some places, counted row by row, and zeros elsewhere. */
    private static Function<String, float[]> only(int... places) {
        return any -> Draw.each(9, i -> IntStream.of(places).anyMatch(place -> place == i) ? 1 : 0);
    }

    /**
     * 1.4: padding as a loop.
     *
     * @param pad from a picture and a number of pixels to the padded picture
     * @return what is said of it
     */
    public static Verdict padded(BiFunction<float[][], Integer, float[][]> pad) {
        List<GridCase> cases = GridCase.some("a picture of %d×%d and p = %5$d", 3, 1, 1);
        Function<GridCase, float[][]> answer =
                c -> Answer.of(() -> pad.apply(c.picture(), c.number()));
        Check check = Check.of("1.4", pad);
        check.formula("rows and columns", cases, answer.andThen(GridCase::sides))
                .right("look", c -> c.grown(2))
                .stub("gives", c -> c.grown(0))
                .wrong("grows", c -> c.grown(1));
        check.formula("the picture in it", cases, c -> c.inner(answer.apply(c)))
                .right("where", c -> Grids.flat(c.picture()))
                .stub("frame", c -> new float[Grids.flat(c.picture()).length])
                .wrong("picture", c -> c.inner(c.corner()));
        check.formula("padded picture", cases, answer.andThen(Grids::flat))
                .right("zeros", c -> Grids.flat(WindowSums.padded(c.picture(), c.number())));
        return check.verdict();
    }

    /**
     * 1.5: a convolution with a stride as loops.
     *
     * @param answer from picture, kernel and stride to the map
     * @return what is said of it
     */
    public static Verdict strided(Strided answer) {
        List<GridCase> cases = GridCase.some(WITH_KERNEL + " and s = %d", 3, 3, 2);
        Function<GridCase, float[][]> map =
                c -> Answer.of(() -> answer.convolve(c.picture(), c.kernel(), c.number()));
        Check check = Check.of("1.5", answer);
        GridCase.size(check, cases, map)
                .stub("stride", c -> c.places(1, 0))
                .wrong("place", c -> c.places(c.number(), -1));
        GridCase.map(check, cases, map).wrong("map size", GridCase::cut);
        return check.verdict();
    }

    /**
     * 1.8: from color to gray.
     *
     * @param layer with weights, (N, 3, h, w) → (N, 1, h, w)
     * @return what is said of it
     */
    public static Verdict gray(Block layer) {
        List<Shade> shades = Draw.some(12, Shade::drawn);
        Check check = Check.of("1.8", layer);
        check.formula("gray", shades, shade -> shade.through(layer))
                .right("look", s -> s.mixed(0.299, 0.587, 0.114))
                .within(1e-4)
                .wrong("plain", s -> s.mixed(1 / 3.0, 1 / 3.0, 1 / 3.0))
                .wrong("red blue", s -> s.mixed(0.114, 0.587, 0.299))
                .wrong("adds", s -> s.mixed(1, 1, 1))
                .wrong("weights", s -> s.mixed(29.9, 58.7, 11.4));
        check.and(() -> Shade.flattened(layer));
        return check.verdict();
    }

    /**
     * The map of 1.9.
     *
     * @param picture that the secret kernel is laid on
     * @return its map
     */
    public static float[][] secretMap(float[][] picture) {
        return WindowSums.of(picture, SECRET, 1);
    }

    /**
     * 1.9: the kernel that made a map.
     *
     * @param found 3×3 weights
     * @return what is said of them
     */
    public static Verdict secret(float[][] found) {
        Check check = Check.of("1.9", (Object) found);
        check.mistake("kernel", () -> found.length != 3 || Grids.flat(found).length != 9)
                .notBegun("weights", () -> KernelGrids.off(found, 0, SECRET) == 0)
                .mistake("steps", () -> !(KernelGrids.off(found, 1, SECRET) <= 100))
                .mistake("right weights", () -> isNear(found, 1, KernelGrids.turned(SECRET)))
                .mistake("weight", () -> isNear(found, -1, SECRET))
                .mistake("exchanged", () -> isNear(found, 1, KernelGrids.transposed(SECRET)))
                .mistake("moves", () -> KernelGrids.off(found, 1, SECRET) > 4)
                .mistake("weights off", () -> KernelGrids.off(found, 1, SECRET) > 0.01);
        return check.verdict();
    }

    private static boolean isNear(float[][] found, int times, float[][] kernel) {
        return KernelGrids.off(found, times, kernel) < 0.5;
    }
}
