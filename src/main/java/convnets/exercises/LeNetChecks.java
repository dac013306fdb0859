package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.models.LeNet;
import convnets.nn.Layers;
import convnets.nn.Nets;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/** Checks the exercises of chapter 03, LeNet, that need no training. */
public final class LeNetChecks {

    static final Exercise MAX_POOLING = Exercise.MAX_POOLING;
    static final Exercise LOOP = Exercise.POOLING_LOOP;
    static final Exercise BY_HAND = Exercise.BY_HAND;
    static final Exercise PADDING = Exercise.PADDING;
    static final Exercise FIRST_LOSS = Exercise.FIRST_LOSS;
    static final Exercise CLASSES = Exercise.CLASSES;
    static final Exercise HALF = Exercise.HALF_PRICE;

    /** A picture of Fashion-MNIST or MNIST. */
    static final Shape IMAGE = new Shape(1, 1, 28, 28);

    /** A color picture of 3.3. */
    static final Shape COLOR = new Shape(1, 3, 22, 22);

    private LeNetChecks() {}

    /**
     * 3.1: LeNet with max-pooling in place of average pooling.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict maxPooling(Block net) {
        return Check.of(MAX_POOLING)
                .mistake(
                        () -> count(net, "avgPool") == 2,
                        "Both poolings still take the average: see the word maxPool.")
                .mistake(
                        () -> count(net, "avgPool") == 1,
                        "One pooling still takes the average: there are two to replace.")
                .equal("max-poolings", 2L, () -> count(net, "maxPool"), "LeNet pools twice.")
                .mistake(
                        () -> count(net, "maxPool 2×2,") > 0 || count(net, "maxPool 2×2") != 2,
                        "A pooling has another window, stride or padding than LeNet's 2×2.")
                .equal(
                        "parameters",
                        61_706L,
                        () -> Counting.parameters(net, IMAGE),
                        "Pooling has no parameters, so their number must not change: compare the"
                                + " other layers with LeNet's.")
                .equal("sigmoids", 4L, () -> count(net, "sigmoid"), "They were to stay.")
                .verdict("The same parameters and the same costs, for another rule of summing up.");
    }

    /**
     * 3.2: max-pooling over 2×2 windows by hand.
     *
     * @param loop from a square map, row by row, and its side to the pooled map
     * @return what is said of it
     */
    public static Verdict maxPoolingLoop(BiFunction<float[], Integer, float[]> loop) {
        float[] map = {1, 2, 8, 7, 3, 4, 5, 6, 9, 1, 2, 3, 1, 2, 4, 3};
        float[] below = {-1, -2, -8, -7, -3, -4, -5, -6, -9, -1, -2, -3, -1, -2, -4, -3};
        float[] large = new float[28 * 28];
        for (int i = 0; i < large.length; i++) {
            large[i] = (i * 37 % 101 - 50) / 50f;
        }
        String hint =
                "Work out the first window of a 4×4 map on paper, then step through the loop.";
        return Check.of(LOOP)
                .equal(
                        "values of a pooled 4×4 map",
                        4,
                        () -> loop.apply(map, 4).length,
                        "The windows do not overlap, so four values become one.")
                .mistake(
                        () -> pools(loop, map, 0, 0, 0, 0),
                        "All values are 0: nothing was stored in the pooled map yet.")
                .mistake(
                        () -> pools(loop, map, 2.5f, 6.5f, 3.25f, 3),
                        "That is the average of each window, not its largest value.")
                .mistake(
                        () -> pools(loop, map, 1, 8, 9, 2) || pools(loop, map, 4, 6, 2, 3),
                        "Only one corner of each window is read: compare all four values.")
                .equal("the pooled map", "[4.0, 8.0, 9.0, 4.0]", () -> text(loop, map), hint)
                .mistake(
                        () -> pools(loop, below, 0, 0, 0, 0),
                        "Where all values are below 0, the largest is below 0 too: the search for"
                                + " it must not begin at 0.")
                .equal("a map below 0", "[-1.0, -5.0, -1.0, -2.0]", () -> text(loop, below), hint)
                .mistake(
                        () -> !Arrays.equals(loop.apply(large, 28), maxPooled(large, 28)),
                        "A 4×4 map is pooled rightly, a 28×28 map is not: use side, not a number.")
                .verdict("Your loop does what maxPool(2) does, on each channel alone.");
    }

    private static boolean pools(
            BiFunction<float[], Integer, float[]> loop, float[] map, float... expected) {
        return Arrays.equals(loop.apply(map.clone(), 4), expected);
    }

    private static String text(BiFunction<float[], Integer, float[]> loop, float[] map) {
        return Arrays.toString(loop.apply(map.clone(), 4));
    }

    /** What 3.2 asks for: the largest value of each 2×2 window. */
    static float[] maxPooled(float[] map, int side) {
        int half = side / 2;
        float[] pooled = new float[half * half];
        for (int i = 0; i < pooled.length; i++) {
            int corner = 2 * (i / half) * side + 2 * (i % half);
            float upper = Math.max(map[corner], map[corner + 1]);
            float lower = Math.max(map[corner + side], map[corner + side + 1]);
            pooled[i] = Math.max(upper, lower);
        }
        return pooled;
    }

    /**
     * 3.3: sizes, parameters and MACs worked out on paper.
     *
     * @param net for color pictures of 22×22 pixels
     * @param sides of the maps that each convolution and pooling puts out
     * @param parameters of each convolution and dense layer
     * @param macs of the same layers
     * @return what is said of them
     */
    public static Verdict byHand(Block net, int[] sides, long[] parameters, long[] macs) {
        return new HandTable(net, COLOR).check(BY_HAND, sides, parameters, macs);
    }

    /**
     * 3.4: the padding with which a convolution keeps the size of its input.
     *
     * @param padding from an odd kernel size to pixels on each side
     * @return what is said of it
     */
    public static Verdict padding(IntUnaryOperator padding) {
        return Check.of(PADDING)
                .mistake(
                        () -> padding.applyAsInt(1) == 0 && padding.applyAsInt(7) == 0,
                        "Without padding, each kernel larger than 1 makes its maps smaller.")
                .mistake(
                        () -> padding.applyAsInt(3) == padding.applyAsInt(7),
                        "The same padding for 3×3 and 7×7: a larger kernel needs a wider frame.")
                .mistake(
                        () -> padding.applyAsInt(3) == 2 && padding.applyAsInt(7) == 6,
                        "That is the padding of both sides together: pad(p) adds p pixels on each"
                                + " side.")
                .mistake(
                        () -> padding.applyAsInt(3) == 2 && padding.applyAsInt(7) == 4,
                        "One too many: the kernel's middle pixel needs no room beside it.")
                .equal("a 28×28 picture after a 5×5", 28L, () -> side(5, padding), "")
                .equal("after a 7×7", 28L, () -> side(7, padding), "Try k = 7 in the formula.")
                .equal("after a 3×3", 28L, () -> side(3, padding), "Try k = 3 in the formula.")
                .equal("after an 11×11", 28L, () -> side(11, padding), "And k = 11.")
                .equal("after a 1×1", 28L, () -> side(1, padding), "A 1×1 kernel needs none.")
                .verdict(
                        "This is called \"same\" padding. An even kernel would need half a pixel,"
                                + " so the nets of this course have odd ones.");
    }

    private static long side(int kernel, IntUnaryOperator padding) {
        Block layer = Layers.conv(1, kernel).pad(padding.applyAsInt(kernel));
        return Nets.outputShape(layer, 1, 1, 28, 28).get(2);
    }

    /**
     * 3.5: between loss and probability.
     *
     * @param ofThousand the loss of a guess among 1000 classes, in nats
     * @param ofFive the probability that a loss of 0.5 means
     * @return what is said of them
     */
    public static Verdict firstLoss(double ofThousand, double ofFive) {
        String of = "Guessing gives the right one of 1000 classes the probability 1/1000.";
        return Check.of(FIRST_LOSS)
                .mistake(
                        () -> ofThousand == 0,
                        "A loss of 0 is that of a net which is sure, and right. Work out a guess.")
                .mistake(
                        () -> is(ofThousand, 3),
                        "That is the logarithm to base 10. The course counts in nats: Math.log.")
                .mistake(
                        () -> is(ofThousand, -Math.log(1000)),
                        "The loss is minus the logarithm of the probability, so it is positive.")
                .mistake(() -> is(ofThousand, Math.log(10)), "That is a guess among ten classes.")
                .near("loss of a guess", Math.log(1000), 1e-3, () -> ofThousand, of)
                .mistake(
                        () -> is(ofFive, Math.exp(0.5)),
                        "A probability above 1? The loss is minus the logarithm: mind the sign.")
                .mistake(
                        () -> is(ofFive, Math.log(2)),
                        "That is the loss of the probability 0.5; the other way round is asked.")
                .mistake(
                        () -> is(ofFive, Math.pow(10, -0.5)),
                        "That is a power of 10. The course counts in nats: Math.exp.")
                .near(
                        "probability at a loss of 0.5",
                        Math.exp(-0.5),
                        1e-3,
                        () -> ofFive,
                        "What undoes a logarithm?")
                .verdict(
                        "A training loss of 0.5 means that the net gives the right class a"
                                + " probability of 0.61, as a geometric mean.");
    }

    private static boolean is(double found, double mistaken) {
        return Math.abs(found - mistaken) < 1e-3 * Math.abs(mistaken);
    }

    /**
     * 3.6: LeNet's parameters as a function of the classes.
     *
     * @param parameters from the number of classes to that of all parameters
     * @param half with how many classes the last layer begins to have more than half of them
     * @return what is said of them
     */
    public static Verdict classes(IntToLongFunction parameters, int half) {
        String hint = "Only the last layer depends on the classes; all others have 60,856.";
        return Check.of(CLASSES)
                .mistake(
                        () -> parameters.applyAsLong(10) == parameters.applyAsLong(1000),
                        "10 and 1000 classes give the same: the number of classes has no effect.")
                .mistake(
                        () -> parameters.applyAsLong(1000) == lenet(1000) - 1000,
                        "1,000 are missing with 1000 classes: each class has a bias, too.")
                .mistake(
                        () -> parameters.applyAsLong(1000) == 84_000 + 1000,
                        "That is the last layer alone: LeNet has four others with parameters.")
                .equal("with 10 classes", lenet(10), () -> parameters.applyAsLong(10), hint)
                .equal("with 1000 classes", lenet(1000), () -> parameters.applyAsLong(1000), hint)
                .equal("with 26 classes", lenet(26), () -> parameters.applyAsLong(26), hint)
                .mistake(
                        () -> half == firstHalf() - 1,
                        "One too few: there the last layer still has a little less than the rest.")
                .mistake(
                        () -> half == 725,
                        "That is without the biases: a class costs 84 weights and a bias.")
                .equal(
                        "classes with which the last layer has more than half",
                        firstHalf(),
                        () -> half,
                        "It has more than half when it has more than the other layers together.")
                .verdict("From there on the last layer is most of the net: chapter 07 removes it.");
    }

    private static long lenet(int classes) {
        return Counting.parameters(LeNet.settings().classes(classes).block(), IMAGE);
    }

    /** The smallest number of classes whose layer has more parameters than all others together. */
    private static int firstHalf() {
        long aClass = lenet(2) - lenet(1);
        long rest = lenet(1) - aClass;
        return (int) (rest / aClass) + 1;
    }

    /**
     * 3.7: a net with at most half of LeNet's parameters and half of its MACs.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict halfThePrice(Block net) {
        LayerTable lenet = LayerTable.of(LeNet.block(), IMAGE);
        return Check.of(HALF)
                .mistake(
                        () -> Nets.outline(net).equals(Nets.outline(LeNet.block())),
                        "This is LeNet as it was: make its layers smaller.")
                .equal(
                        "output",
                        new Shape(1, 10),
                        () -> Nets.outputShape(net, IMAGE.getShape()),
                        "There are ten classes, as before.")
                .atLeast("convolutions", 1, () -> count(net, "conv"), "It was to be a LeNet.")
                .atMost(
                        "parameters",
                        lenet.parameters() / 2.0,
                        () -> Counting.parameters(net, IMAGE),
                        "The first dense layer has most of them: what makes it smaller?")
                .atMost(
                        "MACs",
                        lenet.macs() / 2.0,
                        () -> Counting.macs(net, IMAGE),
                        "The convolutions do most of the work; each channel costs in two layers.")
                .verdict(
                        () ->
                                Text.format(
                                        "%,d parameters and %,d MACs. Does it still learn? Train"
                                                + " it and see.",
                                        Counting.parameters(net, IMAGE),
                                        Counting.macs(net, IMAGE)));
    }

    static long count(Block net, String layer) {
        if (net == null) {
            throw new CourseException("There is no net yet: the cell above must define it.");
        }
        return Counting.layers(net, IMAGE, layer);
    }
}
