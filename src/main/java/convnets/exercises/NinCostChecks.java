package convnets.exercises;

import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.exercises.Draw.Given;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Checks the exercises of chapter 07, NiN, whose answer is a formula of its costs. */
public final class NinCostChecks {

    private static final float LOWEST = Float.NEGATIVE_INFINITY;

    private NinCostChecks() {}

    /** The parameters of a NiN block. */
    @FunctionalInterface
    public interface Parameters {

        /**
         * Computes them.
         *
         * @param in the channels that the block reads
         * @param c the channels of each of its three convolutions
         * @param k the side of its first kernel
         * @return weights and biases
         */
        long of(long in, long c, long k);
    }

    /** The work of a NiN block. */
    @FunctionalInterface
    public interface Macs {

        /**
         * Computes it.
         *
         * @param in the channels that the block reads
         * @param c the channels of each of its three convolutions
         * @param k the side of its first kernel
         * @param side of the maps that it puts out
         * @return multiply-adds for one picture
         */
        long of(long in, long c, long k, long side);
    }

    /** The weights of a block with so many 1×1 layers. */
    private static long weights(Given g, int ones) {
        return weights(g, ones, g.at(2));
    }

    /** The same if the first kernel has so many rows. */
    private static long weights(Given g, int ones, int rows) {
        long c = g.at(1);
        return (long) rows * g.at(2) * g.at(0) * c + ones * c * c;
    }

    /** The weights if each kernel were as large as the first. */
    private static long everywhere(Given g) {
        return (long) g.at(2) * g.at(2) * g.at(1) * (g.at(0) + 2L * g.at(1));
    }

    /**
     * 7.2: the parameters of a NiN block.
     *
     * @param formula the reader's
     * @return what is said of it
     */
    public static Verdict parameters(Parameters formula) {
        Check check = Check.of("7.2", formula);
        List<Given> cases = Draw.cases("in c k", 1, 400, 10, 400, 2, 11);
        check.formula("parameters", cases, g -> formula.of(g.at(0), g.at(1), g.at(2)))
                .right("look", g -> weights(g, 2) + 3L * g.at(1))
                .wrong("biases", g -> weights(g, 2))
                .wrong("bias", g -> weights(g, 2) + 3)
                .wrong("biases convolutions", g -> weights(g, 2) + g.at(1))
                .wrong("first", g -> weights(g, 0) + g.at(1))
                .wrong("convolution", g -> weights(g, 1) + 2L * g.at(1))
                .wrong("convolutions", g -> weights(g, 0) + g.at(1) * (2L * g.at(0) + 3))
                .wrong("kernels", g -> everywhere(g) + 3L * g.at(1))
                .wrong("kernel rows", g -> weights(g, 2, 1) + 3L * g.at(1))
                .wrong(
                        "first kernel",
                        g ->
                                weights(g, 2)
                                        + 3L * g.at(1)
                                        - (g.at(0) - 1L) * g.at(2) * g.at(2) * g.at(1));
        return check.verdict();
    }

    /**
     * 7.3: the multiply-adds of a NiN block.
     *
     * @param formula the reader's
     * @return what is said of it
     */
    public static Verdict work(Macs formula) {
        Check check = Check.of("7.3", formula);
        List<Given> cases = Draw.cases("in c k side", 1, 400, 10, 400, 2, 11, 3, 60);
        check.formula("MACs", cases, g -> formula.of(g.at(0), g.at(1), g.at(2), g.at(3)))
                .right("look", g -> places(g) * weights(g, 2))
                .wrong("parameters", g -> weights(g, 2) + 3L * g.at(1))
                .wrong("weights", g -> weights(g, 2))
                .wrong("biases", g -> places(g) * (weights(g, 2) + 3L * g.at(1)))
                .wrong("map rows", g -> g.at(3) * weights(g, 2))
                .wrong("multiplication", g -> 2 * places(g) * weights(g, 2))
                .wrong("kernels", g -> places(g) * everywhere(g))
                .wrong("kernel rows", g -> places(g) * weights(g, 2, 1))
                .wrong("convolution", g -> places(g) * weights(g, 1))
                .wrong("once", g -> places(g) * weights(g, 0) + weights(g, 2) - weights(g, 0))
                .wrong("first", g -> places(g) * weights(g, 0));
        return check.verdict();
    }

    private static long places(Given g) {
        return (long) g.at(3) * g.at(3);
    }

    /**
     * 7.4: the bytes that a net needs, in single precision.
     *
     * @param use of one picture: the weights, and the two neighboring maps that are largest
     *     together
     * @param training with a batch of so many pictures: the weights, a gradient for each, and all
     *     activations of all pictures
     * @return what is said of them
     */
    public static Verdict memory(
            ToLongFunction<LayerTable> use, ToLongBiFunction<LayerTable, Integer> training) {
        List<NamedTable> cases = NamedTable.withBatches();
        Check check = Check.of("7.4", use, training);
        check.formula("bytes in use", cases, b -> use.applyAsLong(b.table()))
                .right("look", b -> 4 * (b.table().parameters() + pair(b.table())))
                .wrong("values", b -> b.table().parameters() + pair(b.table()))
                .wrong("values", b -> 4 * b.table().parameters() + pair(b.table()))
                .wrong("maps", b -> b.table().bytes())
                .wrong("largest", b -> 4 * (b.table().parameters() + largest(b.table())))
                .wrong("weights", b -> 4 * b.table().parameters());
        check.formula("bytes in training", cases, b -> training.applyAsLong(b.table(), b.size()))
                .right("weights many", b -> 4 * b.values(2, 1, 0))
                .wrong("values", b -> b.values(2, 1, 0))
                .wrong("values", b -> b.values(8, 1, 0))
                .wrong("gradients", b -> 4 * b.values(1, 1, 0))
                .wrong("picture", b -> 4 * b.one().values(2, 1, 0))
                .wrong("pictures", b -> 4 * b.size() * b.one().values(2, 1, 0));
        return check.verdict();
    }

    private static long largest(LayerTable table) {
        return table.maps().stream().mapToLong(Row::activations).max().orElse(0);
    }

    private static long pair(LayerTable table) {
        List<Row> maps = table.maps();
        return IntStream.range(1, maps.size())
                .mapToLong(i -> maps.get(i - 1).activations() + maps.get(i).activations())
                .max()
                .orElse(0);
    }

    /**
     * 7.14: which of three nets has units that are dead, and which would gain from more epochs.
     *
     * @param dead the letter of the first
     * @param unfinished the letter of the second
     * @return what is said of them
     */
    public static Verdict dead(String dead, String unfinished) {
        Check check = Check.of("7.14", dead, unfinished).choices(dead, unfinished);
        return check.verdict(() -> Math.log(10));
    }

    /**
     * 7.15: a method that finds the brightest place of a map, in which two faults were to be found.
     *
     * @param where from a map, row by row, and the width of a row to row and column
     * @return what is said of it
     */
    public static Verdict where(BiFunction<float[], Integer, int[]> where) {
        List<DrawnMap> maps = Draw.some(24, NinCostChecks::map);
        Check check = Check.of("7.15", where);
        check.formula("the place", maps, m -> where.apply(m.values().clone(), m.width()))
                .right("look", m -> place(m.brightest(LOWEST), m.width(), m.width()))
                .stub("faults", m -> place(m.brightest(0), m.height(), m.height()))
                .wrong("row column", m -> place(m.brightest(LOWEST), m.height(), m.height()))
                .wrong("row column", m -> place(m.brightest(LOWEST), m.width(), m.height()))
                .wrong("row column", m -> place(m.brightest(LOWEST), m.height(), m.width()))
                .wrong("where", m -> place(m.brightest(0), m.width(), m.width()))
                .wrong("row column swapped", m -> swapped(m.brightest(LOWEST), m.width()));
        check.mistake("begin", () -> !findsLow(where));
        return check.verdict();
    }

    /** Some maps lie below 0; in two of three the first place or the last is the brightest. */
    private static DrawnMap map(int number) {
        int height = Draw.between(2, 5);
        int around = -2 * Draw.between(0, 1);
        DrawnMap map = DrawnMap.of(height, height + 1 << Draw.between(0, 2), around);
        int place = Draw.between(0, map.values().length - 1);
        map.values()[List.of(0, place, map.values().length - 1).get(number % 3)] = around + 1;
        return map;
    }

    /** Whether a search begins below any number that may occur. */
    private static boolean findsLow(BiFunction<float[], Integer, int[]> where) {
        float[] low = {-3e30f, -2e30f, -1e30f, -4e30f};
        return Arrays.equals(new int[] {1, 0}, Answer.of(() -> where.apply(low, 2)));
    }

    private static int[] place(int i, int divisor, int modulus) {
        return new int[] {i / divisor, i % modulus};
    }

    private static int[] swapped(int i, int row) {
        return new int[] {i % row, i / row};
    }
}
