package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.exercises.Draw.Given;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import java.util.List;
import java.util.function.ToLongFunction;

/** Checks the exercises of chapter 05, AlexNet, that are about what it costs. */
public final class AlexNetCostChecks {

    static final Shape GRAY = new Shape(1, 1, 224, 224);
    static final Shape COLOR = new Shape(1, 3, 224, 224);

    private AlexNetCostChecks() {}

    /** The five convolutions of a table, or its three dense layers. */
    private record Half(LayerTable table, boolean maps) {

        static Half of(AlexNet.Settings settings, Shape input, boolean maps) {
            return new Half(LayerTable.of(settings.block(), input), maps);
        }

        long sum(ToLongFunction<Row> of) {
            return table.rows().stream()
                    .filter(r -> r.parameters() > 0 && isMap(r.output()) == maps)
                    .mapToLong(of)
                    .sum();
        }

        long biases() {
            return sum(row -> row.output().get(1));
        }

        long weights() {
            return sum(Row::parameters) - biases();
        }

        long bytes() {
            return 4 * (weights() + biases());
        }

        /** The MACs if each weight of a map were used once for every pixel that is read. */
        long atInputSize() {
            long sum = 0;
            Shape in = table.input();
            for (Row row : table.rows()) {
                if (isMap(row.output()) && row.macs() > 0) {
                    sum += row.macs() / pixels(row.output()) * pixels(in);
                }
                in = row.output();
            }
            return maps ? sum : sum(Row::macs);
        }

        private static boolean isMap(Shape shape) {
            return shape.dimension() == 4;
        }

        private static long pixels(Shape map) {
            return map.get(2) * map.get(3);
        }
    }

    /**
     * 5.1: the weights and biases of AlexNet (one channel, ten classes) in single precision.
     *
     * @param conv bytes of the five convolutions
     * @param dense bytes of the three dense layers
     * @return what is said of it
     */
    public static Verdict memory(long conv, long dense) {
        Check check = Check.of("5.1");
        check.and(bytes("bytes of the convolutions", conv, true))
                .and(bytes("bytes of the dense layers", dense, false));
        return check.verdict();
    }

    private static Step bytes(String what, long found, boolean maps) {
        Half half = Half.of(AlexNet.settings(), GRAY, maps);
        Half color = Half.of(AlexNet.settings(), COLOR, maps);
        Half thousand = Half.of(AlexNet.settings().classes(1000), GRAY, maps);
        long values = half.weights() + half.biases();
        return Formula.number(what, found)
                .right("look", half.bytes())
                .wrong("half", Half.of(AlexNet.settings(), GRAY, !maps).bytes())
                .wrong("number", values)
                .wrong("number", half.weights())
                .wrong("single", 8 * values)
                .wrong("single precision", 2 * values)
                .wrong("biases", 4 * half.weights())
                .wrong("bias", 4 * (half.weights() + half.sum(row -> 1)))
                .wrong("activations", half.sum(Row::bytes))
                .wrong("first", 4 * color.sum(Row::parameters))
                .wrong("net classes", 4 * thousand.sum(Row::parameters));
    }

    /**
     * 5.2: the multiply-adds of AlexNet for one picture.
     *
     * @param conv of the five convolutions
     * @param dense of the three dense layers
     * @return what is said of it
     */
    public static Verdict work(long conv, long dense) {
        Check check = Check.of("5.2");
        check.and(macs("MACs of the convolutions", conv, true))
                .and(macs("MACs of the dense layers", dense, false));
        return check.verdict();
    }

    private static Step macs(String what, long found, boolean maps) {
        Half half = Half.of(AlexNet.settings(), GRAY, maps);
        long macs = half.sum(Row::macs);
        return Formula.number(what, found)
                .right(maps ? "look" : "dense", macs)
                .wrong("half", Half.of(AlexNet.settings(), GRAY, !maps).sum(Row::macs))
                .wrong("multiplication", 2 * macs)
                .wrong("bytes", 4 * macs)
                .wrong("map rows", half.sum(r -> r.macs() / (maps ? r.output().get(2) : 1)))
                .wrong("adding", macs + half.biases())
                .wrong("number", half.weights() + half.biases())
                .wrong("number", half.weights())
                .wrong("count", half.atInputSize());
    }

    /** A formula for the side of the map that a convolution or a pooling puts out. */
    @FunctionalInterface
    public interface Side {

        /**
         * Computes it.
         *
         * @param n the side of the input, in pixels
         * @param k the side of the window
         * @param p the pixels of padding on each side
         * @param s the stride
         * @return the side of the output, in pixels
         */
        long of(long n, long k, long p, long s);
    }

    /**
     * 5.3: the side of a map from side, window, padding and stride.
     *
     * @param side the reader's formula
     * @return what is said of it
     */
    public static Verdict side(Side side) {
        List<Given> cases = Draw.cases("n k p s", 12, 224, 1, 11, 0, 5, 1, 5);
        Check check = Check.of("5.3", side);
        check.formula("side", cases, g -> on(g, side))
                .right("look", g -> on(g, (n, k, p, s) -> (n + 2 * p - k) / s + 1))
                .wrong("missing", g -> on(g, (n, k, p, s) -> (n + 2 * p - k) / s))
                .wrong("edge", g -> on(g, (n, k, p, s) -> (n + 2 * p - k - 1) / s + 1))
                .wrong("parentheses", g -> on(g, (n, k, p, s) -> n + 2 * p - k / s + 1))
                .wrong("padding", g -> on(g, (n, k, p, s) -> (n + p - k) / s + 1))
                .wrong("padding effect", g -> on(g, (n, k, p, s) -> (n - k) / s + 1))
                .wrong("window", g -> on(g, (n, k, p, s) -> (n + 2 * p) / s + 1))
                .wrong("stride", g -> on(g, (n, k, p, s) -> n + 2 * p - k + 1))
                .wrong("add after", g -> on(g, (n, k, p, s) -> (n + 2 * p - k + 1) / s))
                .wrong("pixels", g -> on(g, (n, k, p, s) -> (n + 2 * p - k + s - 1) / s + 1));
        return check.verdict();
    }

    private static long on(Given g, Side side) {
        return side.of(g.at(0), g.at(1), g.at(2), g.at(3));
    }

    /**
     * 5.4: how many times LeNet's costs the lecture's AlexNet has, for color pictures and 1000
     * classes.
     *
     * @param parameters of AlexNet divided by LeNet's
     * @param macs of AlexNet divided by LeNet's
     * @return what is said of it
     */
    public static Verdict slide(double parameters, double macs) {
        LayerTable leNet = LayerTable.of(LeNet.block(), LeNetChecks.IMAGE);
        LayerTable gray = LayerTable.of(AlexNet.block(), GRAY);
        LayerTable lecture = LayerTable.of(AlexNet.settings().classes(1000).block(), COLOR);
        LayerTable original = LayerTable.of(AlexNet.original(), COLOR);
        double times = (double) lecture.parameters() / leNet.parameters();
        double work = (double) lecture.macs() / leNet.macs();
        double grayTimes = (double) gray.parameters() / leNet.parameters();
        double grayWork = (double) gray.macs() / leNet.macs();
        Check check = Check.of("5.4");
        check.number("times the parameters", parameters)
                .within(0.005)
                .right("look", times)
                .stub("slide's", 11)
                .wrong(macs > (grayWork + work) / 2 ? "classes" : "course's", grayTimes)
                .wrong("original", (double) original.parameters() / leNet.parameters())
                .wrong("swapped", work)
                .wrong("divides", lecture.parameters() / 0.6e6);
        check.number("times the MACs", macs)
                .within(0.005)
                .right("look", work)
                .wrong("slide's", 250)
                .wrong("gray", grayWork)
                .wrong("swapped", times)
                .wrong("divides slide's", lecture.macs() / 4e6);
        return check.verdict();
    }

    /**
     * 5.5: parameters of the three convolutions that the net of 2012 cuts into two groups.
     *
     * @param conv2 of the second convolution, biases included
     * @param conv4 of the fourth
     * @param conv5 of the fifth
     * @return what is said of it
     */
    public static Verdict groups(long conv2, long conv4, long conv5) {
        long[] biases = {256, 384, 256};
        long[] whole = {256 * 96 * 25, 384 * 384 * 9, 256 * 384 * 9};
        Check check = Check.of("5.5");
        long[] found = {conv2, conv4, conv5};
        check.each("parameters", List.of("conv 2", "conv 4", "conv 5"), found)
                .right("look", p -> whole[p.at()] / 2 + biases[p.at()])
                .stub("cut channel", p -> whole[p.at()] + biases[p.at()])
                .wrong("biases", p -> whole[p.at()] / 2)
                .wrong("bias", p -> whole[p.at()] / 2 + biases[p.at()] / 2)
                .wrong("bias", p -> whole[p.at()] / 2 + 1)
                .wrong("two groups", p -> whole[p.at()] / 4 + biases[p.at()] / 2)
                .wrong("quarter", p -> whole[p.at()] / 4 + biases[p.at()]);
        return check.verdict();
    }
}
