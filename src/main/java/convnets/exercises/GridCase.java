package convnets.exercises;

import convnets.Text;
import convnets.engine.Grids;
import convnets.nn.WindowSums;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the reader's loops are given; whole numbers, so that sums are exact. */
record GridCase(String words, float[][] picture, float[][] kernel, int number) {

    /**
     * Pictures with kernels of a size, and numbers from 2 on; all are 1 if that is the largest.
     *
     * @param words for a case, with places for the sides of the picture, those of the kernel, and
     *     the number
     */
    static List<GridCase> some(String words, int largest, int height, int width) {
        return IntStream.range(0, 6)
                .map(i -> Math.min(largest, 2 + i % Math.max(1, largest - 1)))
                .mapToObj(number -> new GridCase(words, anyPicture(), drawn(height, width), number))
                .toList();
    }

    private static float[][] anyPicture() {
        return drawn(Draw.between(6, 9), Draw.between(10, 12));
    }

    private static float[][] drawn(int height, int width) {
        return Draw.grid(
                height, width, (i, j) -> Draw.between(1, 9) * (Draw.between(0, 1) == 0 ? -1 : 1));
    }

    /** A copy, for whoever is given it may change it. */
    @Override
    public float[][] picture() {
        return copy(picture);
    }

    @Override
    public float[][] kernel() {
        return copy(kernel);
    }

    private static float[][] copy(float[][] grid) {
        return Stream.of(grid).map(float[]::clone).toArray(float[][]::new);
    }

    /** Rows and columns of what the reader gives, which may be nothing. */
    static int[] sides(float[][] grid) {
        return new int[] {grid.length, Grids.flat(grid).length / Math.max(1, grid.length)};
    }

    /** The sides of the map for a stride, or how many more. */
    int[] places(int stride, int more) {
        int rows = (picture.length - kernel.length) / stride + 1 + more;
        return new int[] {rows, (picture[0].length - kernel[0].length) / stride + 1 + more};
    }

    /** What the kernel gives at each place for a stride. */
    float[] map(int stride) {
        return Grids.flat(WindowSums.of(picture, kernel, stride));
    }

    /** The same by another kernel. */
    float[] map(UnaryOperator<float[][]> changed) {
        return Grids.flat(WindowSums.of(picture, changed.apply(kernel), 1));
    }

    /** The upper left part of the map without a stride, as large as the strided one. */
    float[] cut() {
        int[] sides = places(number, 0);
        float[][] map = WindowSums.of(picture, kernel, 1);
        Stream<float[]> rows = Stream.of(map).limit(sides[0]);
        return Grids.flat(rows.map(r -> Arrays.copyOf(r, sides[1])).toArray(float[][]::new));
    }

    /** The picture's sides with the number added so many times. */
    int[] grown(int times) {
        int more = times * number;
        return new int[] {picture.length + more, picture[0].length + more};
    }

    /** The padded picture, if the picture stands in its upper left corner. */
    float[][] corner() {
        int height = picture.length;
        int width = picture[0].length;
        int[] sides = grown(2);
        return Draw.grid(sides[0], sides[1], (i, j) -> i < height && j < width ? picture[i][j] : 0);
    }

    /** What lies in a padded picture where the picture belongs. */
    float[] inner(float[][] padded) {
        return Grids.flat(
                Draw.grid(
                        picture.length,
                        picture[0].length,
                        (i, j) -> padded[i + number][j + number]));
    }

    /** Adds a step for the sides of a map. */
    static Formula<GridCase> size(
            Check check, List<GridCase> cases, Function<GridCase, float[][]> map) {
        return check.formula("rows and columns of the map", cases, map.andThen(GridCase::sides))
                .right("inside", c -> c.places(c.number(), 0));
    }

    /** Adds a step for a map. */
    static Formula<GridCase> map(
            Check check, List<GridCase> cases, Function<GridCase, float[][]> map) {
        return check.formula("map", cases, map.andThen(Grids::flat))
                .right("paper", c -> c.map(c.number()));
    }

    @Override
    public String toString() {
        return Text.format(
                words, picture.length, picture[0].length, kernel.length, kernel[0].length, number);
    }
}
