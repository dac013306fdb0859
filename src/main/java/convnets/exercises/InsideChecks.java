package convnets.exercises;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.look.Kernels;
import convnets.look.Shift;
import convnets.models.LeNet;
import convnets.nn.Nets;
import convnets.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Checks the exercises of chapter 04, inside LeNet, that are about today's net. */
public final class InsideChecks {

    static final Exercise MAPS = Exercise.MAPS;
    static final Exercise FIELDS = Exercise.FIELDS;
    static final Exercise LINE = Exercise.LINE;
    static final Exercise EDGES = Exercise.EDGES;
    static final Exercise MOVED = Exercise.MOVED;

    /** The strip of 4.3, in pixels: the chapter's bank check. */
    private static final int STRIP = 408;

    private static final String SHAPES = "The chapter's panel names the shapes of all layers.";

    private static final String ZEROS = "All weights are 0, so it never answers.";

    static final double MIDDLE = 0.9;
    static final double ALL_PLACES = 0.82;

    private InsideChecks() {}

    /**
     * 4.1: what a net's two convolutions put out, after their activation functions.
     *
     * @param net with weights, as in the chapter: a convolution and its activation function first
     * @param picture that went through it
     * @param c1 (1, 6, 28, 28)
     * @param c3 (1, 16, 10, 10)
     * @return what is said of them
     */
    public static Verdict maps(Block net, Picture picture, NDArray c1, NDArray c3) {
        try (NDManager manager = HostArrays.newManager()) {
            NDList out = Nets.outputs(net, picture.toArray(manager));
            return Check.of(MAPS)
                    .mistake(
                            () -> c1.size() == 784,
                            "c1 is the picture itself: send it through the net with outputs(…).")
                    .mistake(() -> same(c1, out.get(0)), before("c1"))
                    .mistake(() -> same(c3, out.get(3)), before("c3"))
                    .mistake(() -> c1.getShape().equals(out.get(2).getShape()), pooled("c1"))
                    .mistake(() -> c3.getShape().equals(out.get(5).getShape()), pooled("c3"))
                    .equal("shape of c1", new Shape(1, 6, 28, 28), () -> c1.getShape(), SHAPES)
                    .equal("shape of c3", new Shape(1, 16, 10, 10), () -> c3.getShape(), SHAPES)
                    .mistake(() -> !same(c1, out.get(1)), other("c1"))
                    .mistake(() -> !same(c3, out.get(4)), other("c3"))
                    .verdict("Six maps that still look like the coat, and sixteen that do not.");
        }
    }

    private static String before(String name) {
        return name + " is what the convolution gives; the layer behind it is the ReLU.";
    }

    private static String pooled(String name) {
        return name + " is pooled already: take the layer before.";
    }

    private static String other(String name) {
        return name + " has the right shape and other values: is it of this net and this picture?";
    }

    private static boolean same(NDArray a, NDArray b) {
        float[] x = a.toFloatArray();
        float[] y = b.toFloatArray();
        double largest = 0;
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            largest = Math.max(largest, Math.abs(x[i] - y[i]));
        }
        return a.getShape().equals(b.getShape()) && largest < 1e-4;
    }

    /**
     * 4.2: how many pixels of the picture, in each direction, one value is computed from.
     *
     * @param s2 of the first pooling
     * @param c3 of the second convolution
     * @param s4 of the second pooling
     * @param f5 of the first dense layer, the padding included
     * @return what is said of them
     */
    public static Verdict fields(int s2, int c3, int s4, int f5) {
        return Check.of(FIELDS)
                .mistake(() -> s2 == 0 && f5 == 0, "Nothing is filled in yet: begin with S2.")
                .mistake(
                        () -> s2 == 2 || c3 == 5 && s4 == 2,
                        "That is the layer's own window, in places of the map below. How many"
                                + " pixels do those places see together?")
                .mistake(
                        () -> s2 == 10,
                        "Two neighboring fields of C1 overlap: together they see 6 pixels.")
                .mistake(
                        () -> c3 == 10,
                        "Two neighboring places of S2 are two pixels apart, not one.")
                .equal("field of S2", 6, () -> s2, "Two fields of 5 pixels, one pixel apart.")
                .equal("field of C3", 14, () -> c3, "Five fields of S2, two pixels apart.")
                .equal("field of S4", 16, () -> s4, "Two fields of C3: how far apart are they?")
                .mistake(
                        () -> f5 == 28,
                        "Nearly: F5 also sees the padding, two pixels on each side.")
                .equal("field of F5", 32, () -> f5, "Five fields of S4: how far apart are they?")
                .verdict("F5 is the first layer that sees all of the picture.");
    }

    /**
     * 4.3: reading a strip of 408 pixels in one pass or in separate windows.
     *
     * @param answers how many places the scan reads
     * @param apart MACs of running LeNet on a window at each of them
     * @param together MACs of the one pass
     * @return what is said of them
     */
    public static Verdict line(long answers, long apart, long together) {
        Shape digit = new Shape(1, 1, 28, 28);
        long places = STRIP / 4 - 6;
        long lenet = Counting.macs(LeNet.block(), digit);
        long scan = Counting.macs(scanning(), new Shape(1, 1, 28, STRIP));
        return Check.of(LINE)
                .mistake(() -> answers == 0, "Nothing is filled in yet: begin with the answers.")
                .mistake(
                        () -> answers == STRIP / 28,
                        "That many windows fit side by side; the scan has one every four pixels.")
                .mistake(
                        () -> answers == STRIP / 4,
                        "The last windows would stand out of the strip: see the chapter's formula.")
                .mistake(
                        () -> answers == STRIP - 28 + 1,
                        "That is a window at every pixel; the two poolings take steps of two each.")
                .mistake(() -> answers == places - 1, "The first place counts, too.")
                .equal("answers", places, () -> answers, "W/4 − 6, says the chapter.")
                .equal(
                        "MACs apart",
                        places * lenet,
                        () -> apart,
                        "LeNet's MACs for one picture, as many times as there are answers.")
                .mistake(
                        () -> Math.abs(together - lenet * STRIP / 28) <= 1,
                        "The maps do not all grow in proportion: C5 has one place in 28 pixels, and"
                                + " 96 in 408. Let LayerTable count.")
                .mistake(
                        () -> together == lenet,
                        "Those are the MACs of one picture of 28×28: give the table the strip's"
                                + " shape.")
                .equal(
                        "MACs together",
                        scan,
                        () -> together,
                        "LayerTable.of(scan.net(), …) with the shape of the strip.")
                .verdict(
                        "One pass costs less than a third, because neighboring windows share"
                                + " their convolutions.");
    }

    /** LeNet with its dense layers as convolutions; pooling and sigmoids have no MACs. */
    static Block scanning() {
        return sequential(
                conv(6, 5).pad(2),
                avgPool(2),
                conv(16, 5),
                avgPool(2),
                conv(120, 5),
                conv(84, 1),
                conv(10, 1));
    }

    /**
     * 4.4: a 3×3 kernel that finds vertical edges, dark on the left and bright on the right.
     *
     * @param kernel nine weights, row by row
     * @return what is said of it
     */
    public static Verdict edges(float[] kernel) {
        return Check.of(EDGES)
                .equal("weights", 9, () -> kernel.length, "Three rows of three.")
                .mistake(() -> zero(kernel), ZEROS)
                .mistake(
                        () -> answer(kernel, (x, y) -> 1) != 0,
                        "It answers to an even bright area, where there is no edge: the weights"
                                + " must add up to 0.")
                .mistake(
                        () -> answer(kernel, (x, y) -> y) != 0 && answer(kernel, (x, y) -> x) == 0,
                        "It finds edges between above and below: turn it by a quarter.")
                .mistake(
                        () -> answer(kernel, (x, y) -> y > 0 ? 1 : 0) != 0,
                        "It answers to an edge between above and below, too: each column must be"
                                + " alike at its top and bottom.")
                .mistake(
                        () -> answer(kernel, (x, y) -> y < 0 ? 1 : 0) != 0,
                        "It answers to an edge between above and below, too: each row must add up"
                                + " to 0.")
                .mistake(
                        () ->
                                answer(kernel, (x, y) -> x > 0 ? 1 : 0)
                                                * answer(kernel, (x, y) -> x < 0 ? 0 : 1)
                                        < 0,
                        "On one side of the edge it answers above 0, on the other below: this"
                                + " kernel finds lines.")
                .mistake(
                        () -> answer(kernel, (x, y) -> x) < 0,
                        "It answers below 0 where the right side is brighter: swap left and right.")
                .mistake(
                        () -> answer(kernel, (x, y) -> x) == 0,
                        "It does not answer to a vertical edge.")
                .verdict(
                        () ->
                                Text.format(
                                        "An edge detector; its correlation with Sobel's is %.2f.",
                                        new Kernels(3, List.of(kernel))
                                                .likeSobel()
                                                .doubleColumn("correlation")
                                                .get(0)));
    }

    /** Brightness at a place from −1, −1 (upper left) to 1, 1. */
    private interface Brightness {
        double at(int x, int y);
    }

    private static double answer(float[] kernel, Brightness picture) {
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            sum += kernel[i] * picture.at(i % 3 - 1, i / 3 - 1);
        }
        return Math.abs(sum) < 1e-5 ? 0 : sum;
    }

    private static boolean zero(float[] kernel) {
        for (float weight : kernel) {
            if (weight != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * 4.5: a net that reads digits moved by four pixels. Measured with shifts of up to 4 pixels in
     * training, six epochs, rate 0.1 and two seeds each: 0.93 to 0.96 unmoved, 0.87 to 0.92 over
     * all shifts; without shifts in training 0.38.
     *
     * @param run trained on MNIST
     * @return what is said of it
     */
    public static Verdict moved(Training run) {
        return moved(() -> Shift.of(run.net(), Mnist.sample().test().first(500), 4, 4));
    }

    static Verdict moved(Supplier<Shift> measure) {
        Shift[] shift = new Shift[1];
        return Check.of(MOVED)
                .mistake(
                        () -> {
                            shift[0] = measure.get();
                            return shift[0].at(0, 0) < 0.3;
                        },
                        "The net is at chance even where nothing is moved: did it learn from"
                                + " digits?")
                .mistake(
                        () -> shift[0].at(0, 0) >= MIDDLE && mean(shift[0]) < 0.55,
                        "It reads digits in the middle, and moved ones not: it has not seen any."
                                + " See Shift.scatter.")
                .atLeast(
                        "accuracy in the middle",
                        MIDDLE,
                        () -> shift[0].at(0, 0),
                        "The farther the digits move, the harder the lesson: move them less far, or"
                                + " train for more epochs.")
                .atLeast(
                        "mean accuracy over shifts by 4 pixels",
                        ALL_PLACES,
                        () -> mean(shift[0]),
                        "In training the digits must move as far as in the test, or a little"
                                + " farther.")
                .verdict(
                        () ->
                                Text.format(
                                        "%.3f in the middle, %.3f over all nine places.",
                                        shift[0].at(0, 0), mean(shift[0])));
    }

    private static double mean(Shift shift) {
        return Arrays.stream(shift.accuracy()).flatMapToDouble(Arrays::stream).average().orElse(0);
    }
}
