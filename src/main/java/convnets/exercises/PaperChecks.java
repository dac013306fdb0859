package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import convnets.nn.DigitBitmaps;
import convnets.nn.SparseConv;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** Checks the exercises of chapter 04 that are about the net of 1998. */
public final class PaperChecks {

    private PaperChecks() {}

    /** Features and a bitmap. */
    private record Pair(float[] x, float[] w) {

        static Pair drawn(int length) {
            return new Pair(Draw.floats(length), Draw.floats(length));
        }

        double sum(DoubleBinaryOperator of) {
            return IntStream.range(0, x.length)
                    .mapToDouble(j -> of.applyAsDouble(x[j], w[j]))
                    .sum();
        }

        double squares() {
            return sum((a, b) -> (a - b) * (a - b));
        }

        @Override
        public String toString() {
            return x.length + " features";
        }
    }

    /**
     * 4.6: the output unit of 1998.
     *
     * @param distance from features x and bitmap w to y
     * @param lookalike the digit whose bitmap is nearest to that of the 8
     * @return what is said of them
     */
    public static Verdict distance(ToDoubleBiFunction<float[], float[]> distance, int lookalike) {
        List<Pair> pairs = Draw.some(5, () -> Pair.drawn(DigitBitmaps.PIXELS));
        Check check = Check.of("4.6", distance);
        check.formula("distance", pairs, p -> distance.applyAsDouble(p.x.clone(), p.w.clone()))
                .within(1e-4)
                .right("look", Pair::squares)
                .wrong("root", p -> Math.sqrt(p.squares()))
                .wrong("differences", p -> p.sum((a, b) -> Math.abs(a - b)))
                .wrong("mean", p -> p.squares() / p.x.length)
                .wrong("differences squared", p -> p.sum((a, b) -> a - b))
                .wrong("sum squared", p -> Math.pow(p.sum((a, b) -> a - b), 2))
                .wrong("x w dense", p -> p.sum((a, b) -> a * b));
        check.mistake("itself", () -> lookalike == 8)
                .mistake("bitmap", () -> lookalike != nearest(8));
        return check.verdict();
    }

    private static float[] bitmap(int digit) {
        int from = digit * DigitBitmaps.PIXELS;
        return Arrays.copyOfRange(DigitBitmaps.targets(), from, from + DigitBitmaps.PIXELS);
    }

    private static int nearest(int digit) {
        return IntStream.range(0, DigitBitmaps.COUNT)
                .filter(other -> other != digit)
                .boxed()
                .min(Comparator.comparingDouble(o -> new Pair(bitmap(digit), bitmap(o)).squares()))
                .orElseThrow();
    }

    /**
     * 4.7: the paper's connections, layer by layer.
     *
     * @param found C1, S2, C3, S4, C5, F6, output
     * @return what is said of them
     */
    public static Verdict connections(long... found) {
        long[] values = {28 * 28 * 6, 14 * 14 * 6, 10 * 10, 5 * 5 * 16, 120, 84, 10};
        long[] weights = {25, 4, 60 * 25, 4, 16 * 25, 120, 84};
        long[] biases = {1, 1, 16, 1, 1, 1, 0};
        Check check = Check.of("4.7", found);
        check.each("connections", List.of("C1", "S2", "C3", "S4", "C5", "F6", "the output"), found)
                .right("look", p -> values[p.at()] * (weights[p.at()] + biases[p.at()]))
                .wrong("biases", p -> values[p.at()] * weights[p.at()])
                .wrong("parameters", 156, 12, 1_516, 32, 48_120, 10_164, 850)
                .wrong("coefficient", -1, 2 * 1176, -1, 2 * 400, -1, -1, -1)
                .wrong("each kernel", -1, -1, 100 * 60 * 26, -1, -1, -1, -1)
                .wrong("today's", -1, -1, 100 * (96 * 25 + 16), -1, -1, -1, -1);
        return check.verdict();
    }

    /**
     * 4.8: a table of C3 in which 16 maps read three different maps each, no two the same three,
     * and all six are read equally often.
     *
     * @param reads a row for each map of C3: the maps of S2 that it reads, counted from 0
     * @return what is said of it
     */
    public static Verdict table(int[]... reads) {
        Check check = Check.of("4.8", (Object) reads);
        check.notBegun("four", () -> reads.length == 4)
                .mistake("c maps", () -> reads.length != 16)
                .mistake("marks", () -> Arrays.stream(reads).allMatch(PaperChecks::marks))
                .mistake("every", () -> Arrays.stream(reads).allMatch(row -> row.length == 6))
                .mistake(
                        "six maps",
                        () -> times(reads, 6) > 0 || times(reads, 0) == 0 && times(reads, 1) > 0)
                .mistake("row three", () -> !Arrays.stream(reads).allMatch(PaperChecks::three))
                .mistake(
                        "two rows",
                        () -> Arrays.stream(reads).map(PaperChecks::sorted).distinct().count() < 16)
                .mistake(
                        "six maps read",
                        () -> IntStream.range(0, 6).anyMatch(map -> times(reads, map) != 8));
        return check.verdict(
                () -> LayerTable.of(SparseConv.of(5, reads), new Shape(1, 6, 14, 14)).parameters());
    }

    private static long times(int[][] reads, int map) {
        return Arrays.stream(reads).flatMapToInt(Arrays::stream).filter(m -> m == map).count();
    }

    private static boolean three(int[] row) {
        int[] maps = Arrays.stream(row).distinct().filter(m -> m >= 0 && m < 6).toArray();
        return row.length == 3 && maps.length == 3;
    }

    /** Whether a row says of each map, by 1 or 0, whether it is read. */
    private static boolean marks(int[] row) {
        return row.length == 6 && Arrays.stream(row).allMatch(mark -> mark == 0 || mark == 1);
    }

    private static String sorted(int[] row) {
        return Arrays.toString(Arrays.stream(row).sorted().toArray());
    }
}
