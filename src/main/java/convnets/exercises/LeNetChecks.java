package convnets.exercises;

import static convnets.exercises.LeNetVariants.faulty;
import static convnets.exercises.LeNetVariants.lenet;
import static convnets.exercises.LeNetVariants.softmax;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.maxPool;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.exercises.Draw.Given;
import convnets.models.LeNet;
import convnets.nn.Layers;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks the exercises of chapter 03, LeNet, that need no training. */
public final class LeNetChecks {

    /** A picture of Fashion-MNIST or MNIST. */
    static final Shape IMAGE = new Shape(1, 1, 28, 28);

    /** Below any number that a search might begin at, but for the lowest of all. */
    private static final float LOW = -1e30f;

    private LeNetChecks() {}

    /**
     * 3.1: LeNet with max-pooling in place of average pooling.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict maxPooling(Block net) {
        Supplier<Block> sigmoid = Layers::sigmoid;
        Check check = Check.of("3.1", net);
        check.twin(net, () -> lenet(sigmoid, maxPool(2), maxPool(2)), IMAGE)
                .stub("poolings", LeNet::block)
                .wrong("pooling", () -> lenet(sigmoid, maxPool(2), avgPool(2)))
                .wrong("pooling", () -> lenet(sigmoid, avgPool(2), maxPool(2)))
                .wrong("pooling window", () -> lenet(sigmoid, wide(), maxPool(2)))
                .wrong("pooling window", () -> lenet(sigmoid, maxPool(2), wide()))
                .wrong("pooling window", () -> lenet(sigmoid, wide(), wide()))
                .wrong("sigmoids", () -> lenet(Layers::relu, maxPool(2), maxPool(2)))
                .wrong("sigmoids were", () -> lenet(LeNetVariants::nothing, maxPool(2), maxPool(2)))
                .wrong("something", () -> lenet(sigmoid, maxPool(2), maxPool(2), softmax()))
                .wrong("something", () -> lenet(sigmoid, maxPool(2), maxPool(2), Layers.sigmoid()));
        return check.verdict();
    }

    private static Block wide() {
        return maxPool(3).stride(2).pad(1);
    }

    static float max(float... window) {
        return Math.max(Math.max(window[0], window[1]), Math.max(window[2], window[3]));
    }

    /**
     * 3.2: max-pooling over 2×2 windows by hand.
     *
     * @param loop from a square map, row by row, and its side to the pooled map
     * @return what is said of it
     */
    public static Verdict maxPoolingLoop(BiFunction<float[], Integer, float[]> loop) {
        List<DrawnMap> maps =
                Stream.of(4, 6, 28)
                        .flatMap(n -> Stream.of(DrawnMap.of(n, n, 0), DrawnMap.of(n, n, -1.1f)))
                        .toList();
        Check check = Check.of("3.2", loop);
        check.mistake("float", () -> pooledLow(loop) == Float.MIN_VALUE)
                .formula("the pooled map", maps, m -> loop.apply(m.values().clone(), m.width()))
                .within(1e-5)
                .right("work", m -> m.pooled(LeNetChecks::max))
                .wrong("average", m -> m.pooled(w -> (w[0] + w[1] + w[2] + w[3]) / 4))
                .wrong("sum window", m -> m.pooled(w -> w[0] + w[1] + w[2] + w[3]))
                .wrong("where", m -> m.pooled(w -> Math.max(0, max(w))))
                .wrong("smallest", m -> m.pooled(w -> -max(-w[0], -w[1], -w[2], -w[3])))
                .wrong("rows", m -> m.turned().pooled(LeNetChecks::max))
                .wrong("corner", m -> m.pooled(w -> w[0]))
                .wrong("corner", m -> m.pooled(w -> w[1]))
                .wrong("corner", m -> m.pooled(w -> w[2]))
                .wrong("corner", m -> m.pooled(w -> w[3]));
        check.mistake("begin", () -> pooledLow(loop) > LOW / 2);
        return check.verdict();
    }

    /** What is found in a map that is very low everywhere. */
    private static float pooledLow(BiFunction<float[], Integer, float[]> loop) {
        float[] low = new float[16];
        Arrays.fill(low, LOW);
        float[] pooled = Answer.of(() -> loop.apply(low, 4));
        return pooled.length > 0 ? pooled[0] : LOW;
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
        Check check = Check.of("3.3", net, sides, parameters, macs);
        check.and(() -> new HandTable(net).look(sides, parameters, macs));
        return check.verdict();
    }

    /**
     * 3.4: the padding with which a convolution keeps the size of its input.
     *
     * @param padding from an odd kernel size to pixels on each side
     * @return what is said of it
     */
    public static Verdict padding(IntToDoubleFunction padding) {
        Stream<Given> odd = Draw.cases("k", 1, 61).stream().filter(g -> g.at(0) % 2 == 1);
        Check check = Check.of("3.4", padding);
        check.formula("padding", odd.toList(), g -> padding.applyAsDouble(g.at(0)))
                .right("look", g -> (g.at(0) - 1) / 2)
                .wrong("padding", g -> g.at(0) - 1)
                .wrong("many", g -> (g.at(0) + 1) / 2)
                .wrong("kernel", g -> g.at(0));
        return check.verdict();
    }

    /**
     * 3.5: between loss and probability.
     *
     * @param ofThousand the loss of a guess among 1000 classes, in nats
     * @param ofHalf the probability that a loss of 0.5 means
     * @return what is said of them
     */
    public static Verdict firstLoss(double ofThousand, double ofHalf) {
        Check check = Check.of("3.5");
        check.number("the loss of a guess", ofThousand)
                .within(5e-3)
                .right("look", Math.log(1000))
                .wrong("logarithm", 3)
                .wrong("bits", Math.log(1000) / Math.log(2))
                .wrong("loss", -Math.log(1000))
                .wrong("ints", Double.POSITIVE_INFINITY)
                .wrong("ints", Double.NEGATIVE_INFINITY)
                .wrong("probability", 1e-3)
                .wrong("guess", Math.log(10));
        check.number("the probability at a loss of 0.5", ofHalf)
                .within(6e-3) // two digits will do
                .right("undoes", Math.exp(-0.5))
                .wrong("certain", 1)
                .wrong("probability above", Math.exp(0.5))
                .wrong("loss probability", Math.log(2))
                .wrong("power", Math.pow(10, -0.5))
                .wrong("power two", Math.pow(2, -0.5));
        return check.verdict();
    }

    /**
     * 3.6: LeNet's parameters as a function of the classes.
     *
     * @param parameters from the number of classes to that of all parameters
     * @param half with how many classes the last layer begins to have more than half of them
     * @return what is said of them
     */
    public static Verdict classes(IntToDoubleFunction parameters, double half) {
        long others = ofClasses(2) - 2 * (ofClasses(2) - ofClasses(1));
        long each = ofClasses(2) - ofClasses(1);
        List<Given> cases = Draw.cases("classes", 2, 9000);
        Check check = Check.of("3.6", parameters);
        check.formula("parameters", cases, g -> parameters.applyAsDouble(g.at(0)))
                .right("look", g -> ofClasses(g.at(0)))
                .stub("classes", g -> ofClasses(10))
                .wrong("biases", g -> others + (each - 1) * g.at(0))
                .wrong("one bias", g -> others + (each - 1) * g.at(0) + 1)
                .wrong("in proportion", g -> ofClasses(10) * g.at(0) / 10)
                .wrong("ten classes", g -> ofClasses(10) + each * g.at(0))
                .wrong("last", g -> each * g.at(0));
        check.number("classes", half)
                .right("last layer", others / each + 1)
                .wrong("few last", others / each)
                .wrong("without", others / (each - 1) + 1);
        return check.verdict();
    }

    private static long ofClasses(int classes) {
        return LayerTable.of(LeNet.settings().classes(classes).block(), IMAGE).parameters();
    }

    /**
     * 3.7: a LeNet with at most half of its parameters and half of its MACs.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict halfThePrice(Block net) {
        LayerTable lenet = LayerTable.of(LeNet.block(), IMAGE);
        Designed half = new Designed(net, IMAGE);
        BooleanSupplier whole =
                () -> half.parameters() == lenet.parameters() && half.macs() == lenet.macs();
        Check check = Check.of("3.7", net);
        check.and(half.logits())
                .notBegun("lenet", whole)
                .and(half.convolutional(2))
                .and(half.pooledAndDense(2, 2))
                .atMost("parameters", lenet.parameters() / 2.0, half::parameters)
                .atMost("MACs", lenet.macs() / 2.0, half::macs);
        return check.verdict(half::parameters, half::macs);
    }

    /**
     * 3.14: LeNet, in which three faults were to be found.
     *
     * @param net (N, 1, 28, 28) → (N, 10)
     * @return what is said of it
     */
    public static Verdict threeFaults(Block net) {
        Check check = Check.of("3.14", net);
        check.twin(net, LeNet::block, IMAGE)
                .stub("three", () -> faulty(true, true, true))
                .wrong("maps", () -> faulty(true, true, false))
                .wrong("maps", () -> faulty(true, false, true))
                .wrong("maps", () -> faulty(true, false, false))
                .wrong("two dense", () -> faulty(false, true, true))
                .wrong("two dense", () -> faulty(false, true, false))
                .wrong("logits", () -> faulty(false, false, true));
        return check.verdict();
    }
}
