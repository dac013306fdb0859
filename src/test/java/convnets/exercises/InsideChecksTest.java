package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.look.Scan;
import convnets.look.Shift;
import convnets.models.LeNet;
import convnets.models.LeNet5;
import convnets.nn.DigitBitmaps;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.Rbf;
import convnets.train.Training;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InsideChecksTest {

    private static final Shape IMAGE = new Shape(1, 1, 28, 28);

    @Test
    void maps() {
        SequentialBlock net = Nets.initialize(LeNet.modern(), Init.he(), 0, IMAGE);
        Picture coat = FashionMnist.sample().test().image(0);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = coat.toArray(manager);
            NDList out = Nets.outputs(net, x);
            NDArray other = FashionMnist.sample().test().image(1).toArray(manager);
            right(InsideChecks.maps(net, coat, out.get(1), out.get(4)));
            right(InsideChecks.maps(net, coat, out.get(1).add(1e-6f), out.get(4)));
            wrong("picture itself", InsideChecks.maps(net, coat, x, x));
            assertEquals(Outcome.NOT_BEGUN, InsideChecks.maps(net, coat, x, x).outcome());
            wrong(
                    "c1: This is what the conv",
                    InsideChecks.maps(net, coat, out.get(0), out.get(4)));
            wrong(
                    "c3: This is what the conv",
                    InsideChecks.maps(net, coat, out.get(1), out.get(3)));
            wrong("c1: This is pooled", InsideChecks.maps(net, coat, out.get(2), out.get(4)));
            wrong("c3: This is pooled", InsideChecks.maps(net, coat, out.get(1), out.get(5)));
            wrong("swapped", InsideChecks.maps(net, coat, out.get(4), out.get(1)));
            NDList different = Nets.outputs(net, other);
            wrong("this picture", InsideChecks.maps(net, coat, different.get(1), out.get(4)));
            wrong("null", InsideChecks.maps(net, coat, null, null));
        }
    }

    @Test
    void fields() {
        right(InsideChecks.fields(6, 14, 16, 32));
        wrong("layer's own window", InsideChecks.fields(2, 5, 2, 5));
        wrong("overlap", InsideChecks.fields(10, 50, 100, 500));
        wrong("two pixels apart", InsideChecks.fields(6, 10, 11, 15));
        wrong("overlap", InsideChecks.fields(6, 30, 16, 32));
        wrong("field for S4: 15 is too small", InsideChecks.fields(6, 14, 15, 32));
        wrong("also sees the padding", InsideChecks.fields(6, 14, 16, 28));
        assertEquals(Outcome.NOT_BEGUN, InsideChecks.fields(0, 0, 0, 0).outcome());
        wrong("7 is too large", InsideChecks.fields(7, 14, 16, 32));
    }

    /** The fields as they are: which pixels, changed one by one, change the value in the middle. */
    @Test
    void theFieldsAreThoseOfTheNet() {
        int[] places = {2, 3, 5, 6}; // S2, C3, S4, F5, for 36×36 pixels so that all fits
        SequentialBlock net =
                sequential(
                        conv(2, 5), relu(), maxPool(2), conv(2, 5), relu(), maxPool(2), conv(2, 5));
        // with positive weights a bright row can only raise what sees it
        Nets.initialize(net, Init.equal(0.1), 0, new Shape(1, 1, 36, 36));
        try (NDManager manager = NDManager.newBaseManager()) {
            float[][] pixels = new float[36][36 * 36];
            IntStream.range(0, 36).forEach(i -> Arrays.fill(pixels[i], i * 36, i * 36 + 36, 1));
            int[] seen =
                    Arrays.stream(places).map(place -> rows(net, place, pixels, manager)).toArray();
            assertArrayEquals(new int[] {6, 14, 16, 32}, seen);
        }
    }

    /** How many bright rows, one at a time, the first place of a layer's map sees. */
    private static int rows(SequentialBlock net, int place, float[][] pixels, NDManager manager) {
        return (int)
                IntStream.range(0, 36)
                        .filter(
                                i -> {
                                    NDArray x =
                                            HostArrays.array(
                                                    manager, pixels[i], new Shape(1, 1, 36, 36));
                                    return Nets.outputs(net, x).get(place).toFloatArray()[0] > 0;
                                })
                        .count();
    }

    @Test
    void line() {
        right(InsideChecks.line(96, 96 * 416_520L, 12_169_920));
        assertEquals(Outcome.NOT_BEGUN, InsideChecks.line(0, 0, 0).outcome());
        wrong("side by side", InsideChecks.line(14, 0, 0));
        wrong("stand out", InsideChecks.line(102, 0, 0));
        wrong("at every pixel", InsideChecks.line(381, 0, 0));
        wrong("counts, too", InsideChecks.line(95, 0, 0));
        wrong("That is one window", InsideChecks.line(96, 416_520, 1));
        wrong("each place of a map once", InsideChecks.line(96, 39_985_920, 39_985_920));
        wrong("in proportion", InsideChecks.line(96, 39_985_920, 416_520 * 408L / 28));
        wrong("one picture", InsideChecks.line(96, 39_985_920, 416_520));
    }

    @Test
    void theScanHasTheseCosts() {
        Scan scan = Scan.of(Nets.initialize(LeNet.block(), Init.glorot(), 0, IMAGE));
        Shape strip = new Shape(1, 1, 28, 408);
        assertEquals(12_169_920, LayerTable.of(scan.net(), strip).macs());
        assertEquals(new Shape(1, 10, 1, 96), Nets.outputShape(scan.net(), strip.getShape()));
    }

    @Test
    void edges() {
        right(InsideChecks.edges(new float[] {-1, 0, 1, -2, 0, 2, -1, 0, 1}));
        right(InsideChecks.edges(new float[] {0, 0, 0, -1, 0, 1, 0, 0, 0}));
        right(InsideChecks.edges(new float[] {-0.3f, 0, 0.3f, -0.3f, 0, 0.3f, -0.3f, 0, 0.3f}));
        assertEquals(Outcome.NOT_BEGUN, InsideChecks.edges(new float[9]).outcome());
        wrong("add up to 0", InsideChecks.edges(new float[] {0, 0, 1, 0, 0, 1, 0, 0, 1}));
        wrong("quarter", InsideChecks.edges(new float[] {-1, -2, -1, 0, 0, 0, 1, 2, 1}));
        wrong("too", InsideChecks.edges(new float[] {-2, -1, 0, -1, 0, 1, 0, 1, 2}));
        wrong("swap", InsideChecks.edges(new float[] {1, 0, -1, 2, 0, -2, 1, 0, -1}));
        wrong("lines", InsideChecks.edges(new float[] {1, -2, 1, 1, -2, 1, 1, -2, 1}));
        wrong("lines", InsideChecks.edges(new float[] {-1, 2, -1, -1, 2, -1, -1, 2, -1}));
        wrong("does not answer", InsideChecks.edges(new float[] {1, 0, -1, -2, 0, 2, 1, 0, -1}));
        wrong("Nine weights", InsideChecks.edges(new float[4]));
    }

    @Test
    void moved() {
        right(moved(shift(0.93, 0.9)));
        wrong("has not seen any", moved(shift(0.96, 0.3)));
        wrong("as far as in the test", moved(shift(0.96, 0.7)));
        wrong("in the middle: expected 0.9", moved(shift(0.85, 0.85)));
        wrong("at chance", moved(shift(0.1, 0.1)));
        Training idle = Training.of(LeNet.modern(), FashionMnist.sample());
        assertEquals(Outcome.NOT_BEGUN, InsideChecks.moved(idle).outcome());
        Block flat = sequential(flatten(), dense(10));
        wrong("too few", InsideChecks.moved(run(flat), () -> shift(0.93, 0.9)));
    }

    private static Verdict moved(Shift shift) {
        return InsideChecks.moved(run(LeNet.modern()), () -> shift);
    }

    private static Training run(Block net) {
        return Histories.trained(net, Mnist.sample(), 0.9, 0.9);
    }

    @Test
    void half() {
        double[][] accuracy = new double[5][5];
        accuracy[2] = new double[] {.1, .8, .9, .6, .4};
        for (int row : new int[] {0, 1, 3, 4}) {
            accuracy[row][2] = row == 1 ? .7 : .3;
        }
        Shift shift = new Shift(4, 2, 100, accuracy);
        right(InsideChecks.half(shift, 4, 2));
        assertEquals(Outcome.NOT_BEGUN, InsideChecks.half(shift, 0, 0).outcome());
        wrong("other side", InsideChecks.half(shift, -4, 2));
        wrong("other line", InsideChecks.half(shift, 2, 2));
        wrong("is too large", InsideChecks.half(shift, 6, 2));
        wrong("other line", InsideChecks.half(shift, 4, 4));
    }

    @Test
    void mover() {
        right(InsideChecks.mover((p, w, x, y) -> moved(p, w, x, y, w, false)));
        assertEquals(
                Outcome.NOT_BEGUN,
                InsideChecks.mover((p, w, x, y) -> moved(p, w, x, y, p.length / w, true))
                        .outcome());
        wrong("comes back", InsideChecks.mover((p, w, x, y) -> moved(p, w, x, y, w, true)));
        wrong(
                "run into each other",
                InsideChecks.mover((p, w, x, y) -> moved(p, w, x, y, p.length / w, false)));
        wrong("other way", InsideChecks.mover((p, w, x, y) -> moved(p, w, -x, -y, w, false)));
        wrong("swapped", InsideChecks.mover((p, w, x, y) -> moved(p, w, y, x, w, false)));
        wrong("stops with", InsideChecks.mover((p, w, x, y) -> new float[] {p[p.length]}));
    }

    private static float[] moved(float[] p, int width, int x, int y, int row, boolean wraps) {
        float[] moved = new float[p.length];
        for (int r = 0; r < p.length / width; r++) {
            for (int c = 0; c < width; c++) {
                int from = (r - y) * width + c - x;
                boolean inside = wraps || c - x >= 0 && c - x < width;
                if (inside && from >= 0 && from < p.length) {
                    moved[r * row + c] = p[from];
                }
            }
        }
        return moved;
    }

    private static Shift shift(double middle, double elsewhere) {
        double[][] accuracy = new double[3][3];
        Arrays.stream(accuracy).forEach(row -> Arrays.fill(row, elsewhere));
        accuracy[1][1] = middle;
        return new Shift(4, 4, 500, accuracy);
    }

    @Test
    void distance() {
        right(PaperChecks.distance(InsideChecksTest::squares, LOOKALIKE));
        wrong("root", PaperChecks.distance((x, w) -> Math.sqrt(squares(x, w)), LOOKALIKE));
        wrong(
                "without their signs",
                PaperChecks.distance((x, w) -> sum(x, w, (a, b) -> Math.abs(a - b)), LOOKALIKE));
        wrong("mean", PaperChecks.distance((x, w) -> squares(x, w) / x.length, LOOKALIKE));
        wrong("cancel", PaperChecks.distance((x, w) -> sum(x, w, (a, b) -> a - b), LOOKALIKE));
        wrong(
                "each difference first",
                PaperChecks.distance((x, w) -> Math.pow(sum(x, w, (a, b) -> a - b), 2), LOOKALIKE));
        wrong("dense layer", PaperChecks.distance((x, w) -> sum(x, w, (a, b) -> a * b), LOOKALIKE));
        assertEquals(Outcome.NOT_BEGUN, PaperChecks.distance((x, w) -> 0, LOOKALIKE).outcome());
        wrong("no effect", PaperChecks.distance((x, w) -> 7, LOOKALIKE));
        wrong("8 itself", PaperChecks.distance(InsideChecksTest::squares, 8));
        wrong("other nine", PaperChecks.distance(InsideChecksTest::squares, 1));
    }

    private static double sum(float[] x, float[] w, DoubleBinaryOperator of) {
        return IntStream.range(0, x.length).mapToDouble(i -> of.applyAsDouble(x[i], w[i])).sum();
    }

    private static final int LOOKALIKE = 3;

    @Test
    void theDistanceIsTheLibrarys() {
        float[] x = new float[84];
        IntStream.range(0, 84).forEach(i -> x[i] = (i % 7 - 3) / 3f);
        float[] bitmaps = DigitBitmaps.targets();
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] y =
                    Nets.forward(new Rbf(), HostArrays.array(manager, x, new Shape(1, 84)))
                            .toFloatArray();
            for (int digit = 0; digit < 10; digit++) {
                float[] w = Arrays.copyOfRange(bitmaps, 84 * digit, 84 * digit + 84);
                assertEquals(squares(x, w), -2 * Rbf.VARIANCE * y[digit], 1e-3);
            }
        }
    }

    private static double squares(float[] x, float[] w) {
        return IntStream.range(0, x.length).mapToDouble(i -> (x[i] - w[i]) * (x[i] - w[i])).sum();
    }

    @Test
    void connections() {
        long[] paper = {122_304, 5_880, 151_600, 2_000, 48_120, 10_164, 840};
        right(PaperChecks.connections(paper));
        assertEquals(340_908, Arrays.stream(paper).sum());
        assertArrayEquals(paper, counted());
        wrong("parameters", PaperChecks.connections(156, 12, 1_516, 32, 48_120, 10_164, 0));
        wrong("biases are missing", with(0, 117_600));
        wrong("coefficient", with(1, 2_352));
        wrong("biases are missing", with(1, 4_704));
        wrong("all 96", with(2, 241_600));
        wrong("connections for C3: The biases", with(2, 150_000));
        wrong("no bias", with(6, 850));
        wrong("connections for S4: 1,700 is too small", with(3, 1_700));
        wrong("there are 7 to be given", PaperChecks.connections(340_908));
        assertEquals(Outcome.NOT_BEGUN, PaperChecks.connections(0, 0, 0, 0, 0, 0, 0).outcome());
    }

    private static Verdict with(int layer, long mistaken) {
        long[] found = counted();
        found[layer] = mistaken;
        return PaperChecks.connections(found);
    }

    /** The same, counted by the library. */
    private static long[] counted() {
        Shape[] in = {IMAGE};
        return Nets.layers(LeNet5.block()).stream()
                .mapToLong(
                        layer -> {
                            long count = LeNet5.connections(layer, in[0]);
                            in[0] = Nets.outputShape(layer, in[0].getShape());
                            return count;
                        })
                .filter(count -> count > 0)
                .toArray();
    }

    @Test
    void table() {
        right(PaperChecks.table(even()));
        wrong("16 maps", PaperChecks.table(new int[] {0, 1, 2}));
        int[][] all = new int[16][];
        Arrays.fill(all, new int[] {0, 1, 2, 3, 4, 5});
        wrong("today's C3", PaperChecks.table(all));
        wrong("counted from 0", PaperChecks.table(changed(0, 1, 2, 6)));
        wrong("three different", PaperChecks.table(changed(0, 1, 1, 2)));
        wrong("three different", four());
        wrong(
                "same three",
                PaperChecks.table(changed(0, even()[1][2], even()[1][0], even()[1][1])));
        wrong("equally often", PaperChecks.table(changed(0, 1, 2, 4)));
        wrong("null", PaperChecks.table((int[][]) null));
    }

    private static Verdict four() {
        int[][] reads = even();
        for (int i = 0; i < 4; i++) {
            reads[i] = new int[] {0, 1, 2, 3};
        }
        return PaperChecks.table(reads);
    }

    private static int[][] changed(int row, int... maps) {
        int[][] reads = even();
        reads[row] = maps;
        return reads;
    }

    /** Eight rows and what each leaves out. */
    private static int[][] even() {
        return new int[][] {
            {0, 1, 2}, {3, 4, 5}, {0, 1, 3}, {2, 4, 5}, {0, 1, 4}, {2, 3, 5}, {0, 1, 5}, {2, 3, 4},
            {0, 2, 3}, {1, 4, 5}, {0, 2, 4}, {1, 3, 5}, {0, 2, 5}, {1, 3, 4}, {0, 3, 4}, {1, 2, 5},
        };
    }
}
