package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import convnets.nn.DigitBitmaps;
import convnets.nn.SparseConv;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Checks the exercises of chapter 04 that are about the net of 1998. */
public final class PaperChecks {

    static final Exercise DISTANCE = Exercise.DISTANCE;
    static final Exercise CONNECTIONS = Exercise.CONNECTIONS;
    static final Exercise TABLE = Exercise.SPARSE_TABLE;

    private static final float[] X = {1, -1, 0.5f};
    private static final float[] W = {1, 1, -2};

    private PaperChecks() {}

    /**
     * 4.6: the output unit of 1998.
     *
     * @param distance from features x and bitmap w to y
     * @param lookalike the digit whose bitmap is nearest to that of the 8
     * @return what is said of them
     */
    public static Verdict distance(ToDoubleBiFunction<float[], float[]> distance, int lookalike) {
        return Check.of(DISTANCE)
                .mistake(() -> gives(distance, 0), "The method gives 0: it computes nothing yet.")
                .mistake(
                        () -> gives(distance, Math.sqrt(10.25)),
                        "That is the root of it: the unit puts out the squared distance.")
                .mistake(
                        () -> gives(distance, 4.5),
                        "The differences are added up without their signs; they are to be squared.")
                .mistake(
                        () -> gives(distance, 10.25 / 3),
                        "That is the mean of the squares; the unit adds them up.")
                .mistake(
                        () -> gives(distance, 0.5) || gives(distance, -0.5),
                        "The differences are not squared, so they cancel.")
                .mistake(
                        () -> gives(distance, -1),
                        "That is x·w, what a dense layer computes; the unit subtracts first.")
                .near(
                        "distance between (1, −1, 0.5) and (1, 1, −2)",
                        10.25,
                        1e-5,
                        () -> distance.applyAsDouble(X, W),
                        "0², (−2)² and 2.5², added up.")
                .near(
                        "distance between the bitmaps of 0 and 1",
                        squares(0, 1),
                        1e-5,
                        () -> distance.applyAsDouble(bitmap(0), bitmap(1)),
                        "Does the loop go over all 84 values?")
                .mistake(
                        () -> lookalike == 8,
                        "The 8 itself is nearest, at distance 0: leave it out.")
                .equal(
                        "the bitmap nearest to the 8",
                        nearest(8),
                        () -> lookalike,
                        "Compute the distance to each of the other nine.")
                .verdict("Bitmaps of 1 and −1 that differ in n pixels have the distance 4n.");
    }

    private static boolean gives(ToDoubleBiFunction<float[], float[]> distance, double mistaken) {
        return Math.abs(distance.applyAsDouble(X, W) - mistaken) < 1e-5;
    }

    private static float[] bitmap(int digit) {
        int from = digit * DigitBitmaps.PIXELS;
        return Arrays.copyOfRange(DigitBitmaps.targets(), from, from + DigitBitmaps.PIXELS);
    }

    private static double squares(int one, int other) {
        float[] a = bitmap(one);
        float[] b = bitmap(other);
        return IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum();
    }

    private static int nearest(int digit) {
        return IntStream.range(0, DigitBitmaps.COUNT)
                .filter(other -> other != digit)
                .boxed()
                .min(Comparator.comparingDouble(other -> squares(digit, other)))
                .orElseThrow();
    }

    /**
     * 4.7: the paper's connections, layer by layer.
     *
     * @param found C1, S2, C3, S4, C5, F6, output
     * @return what is said of them
     */
    public static Verdict connections(long... found) {
        return Check.of(CONNECTIONS)
                .mistake(
                        () -> Arrays.stream(found).allMatch(count -> count == 0),
                        "Nothing is filled in yet: begin with C1.")
                .equal("layers", 7, () -> found.length, "C1, S2, C3, S4, C5, F6, output.")
                .mistake(
                        () -> found[0] == 156 && found[5] == 10_164,
                        "These are parameters. A convolution's kernel is one set of weights and"
                                + " connects every place of its map.")
                .mistake(
                        () -> found[0] == 117_600,
                        "The biases are missing: each value of C1 reads 25 pixels and a bias.")
                .equal(
                        "connections of C1",
                        122_304L,
                        () -> found[0],
                        "28·28·6 values, and what each of them reads.")
                .mistake(
                        () -> found[1] == 2_352,
                        "Those are coefficient and bias of each value; it reads four values and a"
                                + " bias.")
                .mistake(
                        () -> found[1] == 4_704,
                        "The biases are missing: each value of S2 reads four values and a bias.")
                .equal(
                        "connections of S2",
                        5_880L,
                        () -> found[1],
                        "14·14·6 values, and what each of them reads.")
                .mistake(
                        () -> found[2] == 241_600,
                        "That is today's C3, which reads all 96 pairs of maps. The table has 60.")
                .mistake(
                        () -> found[2] == 150_000,
                        "The biases of C3's 16·10·10 values are missing.")
                .equal(
                        "connections of C3",
                        151_600L,
                        () -> found[2],
                        "Its 1,516 parameters work at each of 10·10 places.")
                .equal("connections of S4", 2_000L, () -> found[3], "As S2, with 16 maps of 5×5.")
                .equal(
                        "connections of C5",
                        48_120L,
                        () -> found[4],
                        "Each of 120 units reads 16·5·5 values and a bias.")
                .equal(
                        "connections of F6",
                        10_164L,
                        () -> found[5],
                        "Each of 84 units reads 120 values and a bias.")
                .mistake(
                        () -> found[6] == 850,
                        "The output units have no bias: they measure distances to fixed bitmaps.")
                .equal(
                        "connections of the output",
                        840L,
                        () -> found[6],
                        "10 units compare 84 values each.")
                .verdict("Together 340,908, as the paper says.");
    }

    /**
     * 4.8: a table of C3 in which 16 maps read three different maps each, no two the same three,
     * and all six are read equally often.
     *
     * @param reads a row for each map of C3: the maps of S2 that it reads, counted from 0
     * @return what is said of it
     */
    public static Verdict table(int[]... reads) {
        return Check.of(TABLE)
                .equal("rows", 16, () -> reads.length, "C3 has 16 maps.")
                .mistake(
                        () -> Arrays.stream(reads).allMatch(row -> row.length == 6),
                        "Every map reads all six: that is today's C3.")
                .mistake(
                        () -> times(reads, 6) > 0 || times(reads, 0) == 0,
                        "The six maps of S2 are counted from 0 to 5.")
                .equal(
                        "rows with three different maps of 0 to 5",
                        16L,
                        () -> Arrays.stream(reads).filter(PaperChecks::three).count(),
                        "Each map reads three maps, none of them twice.")
                .mistake(
                        () -> Arrays.stream(reads).map(PaperChecks::sorted).distinct().count() < 16,
                        "Two rows read the same three maps, perhaps in another order.")
                .equal(
                        "how often the maps 0 to 5 are read",
                        "[8, 8, 8, 8, 8, 8]",
                        () ->
                                IntStream.range(0, 6)
                                        .mapToObj(map -> times(reads, map))
                                        .toList()
                                        .toString(),
                        "16 rows of three make 48: eight for each.")
                .equal(
                        "parameters",
                        16L * 3 * 25 + 16,
                        () ->
                                LayerTable.of(SparseConv.of(5, reads), new Shape(1, 6, 14, 14))
                                        .parameters(),
                        "")
                .verdict("1,216 parameters, fewer than the paper's 1,516.");
    }

    private static long times(int[][] reads, int map) {
        return Arrays.stream(reads).flatMapToInt(Arrays::stream).filter(m -> m == map).count();
    }

    private static boolean three(int[] row) {
        int[] maps = Arrays.stream(row).distinct().filter(m -> m >= 0 && m < 6).toArray();
        return row.length == 3 && maps.length == 3;
    }

    private static String sorted(int[] row) {
        return Arrays.toString(Arrays.stream(row).sorted().toArray());
    }
}
