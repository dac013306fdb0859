package convnets.exercises;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.data.Picture;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.figures.Maps;
import convnets.nn.Nets;
import convnets.nn.WindowSums;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
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
        Check check = Check.of("1.1", (Object[]) kernels);
        check.notBegun("five", () -> Stream.of(kernels).allMatch(k -> Arrays.deepEquals(k, BLUR)))
                .mistake("five maps", () -> kernels.length != 5)
                .mistake("start", () -> !isAt(BLUR, kernels, 2))
                .mistake("others", () -> !isAt(SHARPEN, kernels, 4))
                .mistake("three", () -> !isAt(HORIZONTAL, kernels, 0))
                .mistake("nearly", () -> isAt(TURNED, kernels, 3) || isAt(VERTICAL, kernels, 1))
                .mistake("kernel", () -> !isAt(TURNED, kernels, 1) || !isAt(VERTICAL, kernels, 3));
        return check.verdict();
    }

    private static boolean isAt(float[][] kernel, float[][][] kernels, int place) {
        return Arrays.deepEquals(kernel, kernels[place]);
    }

    /**
     * 1.2: loops that had a bug.
     *
     * @param convolve from picture and kernel to the map
     * @return what is said of them
     */
    public static Verdict loops(BiFunction<float[][], float[][], float[][]> convolve) {
        List<Case> square = cases(1, 3, 3);
        List<Case> oblong = cases(1, 2, 4);
        Check check = Check.of("1.2", convolve);
        check.and(size(square, c -> convolve.apply(c.picture(), c.kernel())))
                .and(
                        map(square, c -> convolve.apply(c.picture(), c.kernel()))
                                .stub(
                                        "bug vertical",
                                        c ->
                                                flat(
                                                        WindowSums.of(
                                                                c.picture(),
                                                                transposed(c.kernel()),
                                                                1)))
                                .wrong(
                                        "now kernel",
                                        c ->
                                                flat(
                                                        WindowSums.of(
                                                                c.picture(),
                                                                turned(c.kernel()),
                                                                1))))
                .and(size(oblong, c -> convolve.apply(c.picture(), c.kernel())))
                .and(map(oblong, c -> convolve.apply(c.picture(), c.kernel())));
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
        check.formula("weights", List.of(""), none -> Grids.flat(kernel))
                .right("look", none -> one(3))
                .wrong("moves", none -> one(5))
                .wrong("moves picture", none -> one(1))
                .wrong("moves picture upward", none -> one(7))
                .wrong("identity", none -> one(4))
                .wrong("adds", none -> new float[] {0, 0, 0, 1, 1, 0, 0, 0, 0});
        return check.verdict();
    }

    private static float[] one(int place) {
        float[] weights = new float[9];
        weights[place] = 1;
        return weights;
    }

    /**
     * 1.4: padding as a loop.
     *
     * @param pad from a picture and a number of pixels to the padded picture
     * @return what is said of it
     */
    public static Verdict padded(BiFunction<float[][], Integer, float[][]> pad) {
        List<Case> cases = cases(3, 1, 1);
        Answered answer = c -> pad.apply(c.picture(), c.number());
        Check check = Check.of("1.4", pad);
        check.formula("rows and columns", cases, c -> sides(Answer.of(() -> answer.of(c))))
                .right("look", c -> grown(c, 2))
                .stub("gives", c -> grown(c, 0))
                .wrong("grows", c -> grown(c, 1));
        check.formula("padded picture", cases, c -> flat(Answer.of(() -> answer.of(c))))
                .right("where", c -> flat(WindowSums.padded(c.picture(), c.number())))
                .stub("frame", c -> new float[grown(c, 2)[0] * grown(c, 2)[1]])
                .wrong("picture", c -> flat(corner(c)));
        return check.verdict();
    }

    private static int[] grown(Case c, int times) {
        int more = times * c.number();
        return new int[] {c.picture().length + more, c.picture()[0].length + more};
    }

    private static float[][] corner(Case c) {
        float[][] padded = new float[grown(c, 2)[0]][grown(c, 2)[1]];
        for (int row = 0; row < c.picture().length; row++) {
            System.arraycopy(c.picture()[row], 0, padded[row], 0, c.picture()[row].length);
        }
        return padded;
    }

    /**
     * 1.5: a convolution with a stride as loops.
     *
     * @param answer from picture, kernel and stride to the map
     * @return what is said of it
     */
    public static Verdict strided(Strided answer) {
        List<Case> cases = cases(3, 3, 2);
        Answered map = c -> answer.convolve(c.picture(), c.kernel(), c.number());
        Check check = Check.of("1.5", answer);
        check.and(
                        size(cases, map)
                                .stub("stride", c -> places(c, 1, 0))
                                .wrong("place", c -> places(c, c.number(), -1)))
                .and(
                        map(cases, map)
                                .wrong(
                                        "map size",
                                        c ->
                                                flat(
                                                        cut(
                                                                WindowSums.of(
                                                                        c.picture(), c.kernel(), 1),
                                                                c))));
        return check.verdict();
    }

    private static int[] places(Case c, int stride, int more) {
        return new int[] {
            (c.picture().length - c.kernel().length) / stride + 1 + more,
            (c.picture()[0].length - c.kernel()[0].length) / stride + 1 + more
        };
    }

    /** The upper left part of a map, as large as the strided one. */
    private static float[][] cut(float[][] map, Case c) {
        int[] sides = places(c, c.number(), 0);
        return Stream.of(map)
                .limit(sides[0])
                .map(row -> Arrays.copyOf(row, sides[1]))
                .toArray(float[][]::new);
    }

    /**
     * 1.8: from color to gray.
     *
     * @param layer with weights, (N, 3, h, w) → (N, 1, h, w)
     * @return what is said of it
     */
    public static Verdict gray(Block layer) {
        List<Shade> shades = Stream.generate(Shade::drawn).limit(12).toList();
        Check check = Check.of("1.8", layer);
        check.formula("gray", shades, shade -> shade.through(layer))
                .right("look", s -> s.mixed(0.299, 0.587, 0.114))
                .within(1e-4)
                .wrong("plain", s -> s.mixed(1 / 3.0, 1 / 3.0, 1 / 3.0))
                .wrong("red blue", s -> s.mixed(0.114, 0.587, 0.299))
                .wrong("adds", s -> s.mixed(1, 1, 1))
                .wrong("weights", s -> s.mixed(29.9, 58.7, 11.4));
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
                .notBegun("weights", () -> off(found, new float[3][3]) == 0)
                .mistake(
                        "steps", () -> Double.isNaN(off(found, SECRET)) || off(found, SECRET) > 100)
                .mistake("right weights", () -> off(found, turned(SECRET)) < 0.05)
                .mistake("weight", () -> off(found, negative(SECRET)) < 0.05)
                .mistake("moves", () -> off(found, SECRET) > 4)
                .mistake("weights off", () -> off(found, SECRET) > 0.01);
        return check.verdict();
    }

    private static double off(float[][] one, float[][] other) {
        float[] a = Grids.flat(one);
        float[] b = Grids.flat(other);
        double largest = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }

    private static float[][] negative(float[][] kernel) {
        return WindowSums.of(kernel, new float[][] {{-1}}, 1);
    }

    /** The kernel after half a turn. */
    static float[][] turned(float[][] kernel) {
        float[][] turned = new float[kernel.length][kernel[0].length];
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[0].length; j++) {
                turned[kernel.length - 1 - i][kernel[0].length - 1 - j] = kernel[i][j];
            }
        }
        return turned;
    }

    /** Rows become columns. */
    static float[][] transposed(float[][] kernel) {
        float[][] transposed = new float[kernel[0].length][kernel.length];
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[0].length; j++) {
                transposed[j][i] = kernel[i][j];
            }
        }
        return transposed;
    }

    private static Formula<Case> size(List<Case> cases, Answered map) {
        return Formula.of(
                        "rows and columns of the map",
                        cases,
                        c -> sides(Answer.of(() -> map.of(c))))
                .right("inside", c -> places(c, c.number(), 0));
    }

    private static Formula<Case> map(List<Case> cases, Answered map) {
        return Formula.of("map", cases, c -> flat(Answer.of(() -> map.of(c))))
                .right("paper", c -> flat(WindowSums.of(c.picture(), c.kernel(), c.number())));
    }

    private static int[] sides(float[][] grid) {
        return new int[] {grid.length, Grids.flat(grid).length / grid.length};
    }

    private static float[] flat(float[][] grid) {
        return Grids.flat(grid);
    }

    /** What the reader's code makes of a case. */
    private interface Answered {
        float[][] of(Case c);
    }

    /** What the reader's loops are given; whole numbers, so that sums are exact. */
    private record Case(float[][] picture, float[][] kernel, int number) {

        @Override
        public String toString() {
            return Text.format(
                    "a picture of %d×%d, a kernel of %d×%d and the number %d",
                    picture.length, picture[0].length, kernel.length, kernel[0].length, number);
        }
    }

    private static List<Case> cases(int largest, int height, int width) {
        return Stream.generate(
                        () ->
                                new Case(
                                        drawn(Draw.between(6, 9), Draw.between(10, 12)),
                                        drawn(height, width),
                                        largest == 1 ? 1 : Draw.between(2, largest)))
                .limit(6)
                .toList();
    }

    private static float[][] drawn(int height, int width) {
        float[][] grid = new float[height][width];
        for (float[] row : grid) {
            for (int i = 0; i < width; i++) {
                row[i] = Draw.between(1, 9) * (Draw.between(0, 1) == 0 ? -1 : 1);
            }
        }
        return grid;
    }

    /** A color. */
    private record Shade(float red, float green, float blue) {

        static Shade drawn() {
            return new Shade(
                    Draw.between(1, 100) / 100f,
                    Draw.between(1, 100) / 100f,
                    Draw.between(1, 100) / 100f);
        }

        double mixed(double r, double g, double b) {
            return r * red + g * green + b * blue;
        }

        double through(Block layer) {
            try (NDManager manager = HostArrays.newManager()) {
                float[] color = {red, green, blue};
                Shape pixel = new Shape(1, 3, 1, 1);
                return Nets.forward(layer, HostArrays.array(manager, color, pixel)).getFloat();
            }
        }

        @Override
        public String toString() {
            return Text.format("red %.2f, green %.2f, blue %.2f", red, green, blue);
        }
    }
}
