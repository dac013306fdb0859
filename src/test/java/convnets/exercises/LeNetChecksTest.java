package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.models.LeNet;
import convnets.nn.Layers;
import convnets.nn.Nets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LeNetChecksTest {

    private static Block max(Block first, Block second, Block... end) {
        return LeNetVariants.lenet(Layers::sigmoid, first, second, end);
    }

    @Test
    void maxPooling() {
        right(LeNetChecks.maxPooling(max(maxPool(2), maxPool(2))));
        right(
                LeNetChecks.maxPooling(
                        Djl.lenet(
                                Djl.maxPool(2, 2), Djl.maxPool(2, 2), x -> Activation.sigmoid(x))));
        assertEquals(Outcome.NOT_BEGUN, LeNetChecks.maxPooling(LeNet.block()).outcome());
        wrong("Both poolings still", LeNetChecks.maxPooling(LeNet.block()));
        wrong("One pooling still", LeNetChecks.maxPooling(max(maxPool(2), avgPool(2))));
        wrong("One pooling still", LeNetChecks.maxPooling(max(avgPool(2), maxPool(2))));
        wrong(
                "another window",
                LeNetChecks.maxPooling(max(maxPool(3).stride(2).pad(1), maxPool(2))));
        wrong(
                "layer 3 with weights has too many",
                LeNetChecks.maxPooling(max(maxPool(2).stride(1), maxPool(2))));
        wrong("Something follows", LeNetChecks.maxPooling(max(maxPool(2), maxPool(2), sigmoid())));
        wrong(
                "ReLUs",
                LeNetChecks.maxPooling(LeNetVariants.lenet(Layers::relu, maxPool(2), maxPool(2))));
        wrong(
                "gone",
                LeNetChecks.maxPooling(
                        LeNetVariants.lenet(LeNetVariants::nothing, maxPool(2), maxPool(2))));
        wrong("The answer is null", LeNetChecks.maxPooling(null));
    }

    /**
     * Equivalent orders: a pooling by maximum and a rising function, and layers that do nothing.
     */
    @Test
    void maxPoolingBeforeTheSigmoidIsTheSame() {
        right(
                LeNetChecks.maxPooling(
                        sequential(
                                conv(6, 5).pad(2),
                                maxPool(2),
                                sigmoid(),
                                conv(16, 5),
                                maxPool(2),
                                sigmoid(),
                                conv(120, 5),
                                sigmoid(),
                                flatten(),
                                dense(84),
                                sigmoid(),
                                dense(10))));
    }

    /** As many sigmoids and poolings as asked for, at other places. */
    @Test
    void fourSigmoidsAnywhereAreNotLeNet() {
        wrong(
                "computes something else",
                LeNetChecks.maxPooling(
                        sequential(
                                conv(6, 5).pad(2),
                                maxPool(2),
                                conv(16, 5),
                                maxPool(2),
                                flatten(),
                                dense(120),
                                sigmoid(),
                                sigmoid(),
                                sigmoid(),
                                sigmoid(),
                                dense(84),
                                dense(10))));
    }

    @Test
    void maxPoolingLoop() {
        right(LeNetChecks.maxPoolingLoop((m, side) -> pooled(m, side, LeNetChecks::max)));
        assertEquals(
                Outcome.NOT_BEGUN,
                LeNetChecks.maxPoolingLoop((m, side) -> new float[m.length / 4]).outcome());
        wrong("is too many", LeNetChecks.maxPoolingLoop((m, side) -> m));
        wrong("average", LeNetChecks.maxPoolingLoop((m, s) -> pooled(m, s, w -> mean(w))));
        wrong("sum", LeNetChecks.maxPoolingLoop((m, s) -> pooled(m, s, w -> 4 * mean(w))));
        wrong("one corner", LeNetChecks.maxPoolingLoop((m, s) -> pooled(m, s, w -> w[0])));
        wrong("one corner", LeNetChecks.maxPoolingLoop((m, s) -> pooled(m, s, w -> w[3])));
        wrong(
                "must not begin at 0",
                LeNetChecks.maxPoolingLoop(
                        (m, s) -> pooled(m, s, w -> Math.max(0, LeNetChecks.max(w)))));
        wrong(
                "Float.MIN_VALUE is",
                LeNetChecks.maxPoolingLoop(
                        (m, s) ->
                                pooled(m, s, w -> Math.max(Float.MIN_VALUE, LeNetChecks.max(w)))));
        wrong(
                "swapped",
                LeNetChecks.maxPoolingLoop(
                        (m, s) -> new DrawnMap(m, s).turned().pooled(LeNetChecks::max)));
        wrong("stops with", LeNetChecks.maxPoolingLoop((m, s) -> new float[] {m[m.length]}));
        wrong("a 6×6 map", LeNetChecks.maxPoolingLoop((m, s) -> pooled(m, 4, LeNetChecks::max)));
    }

    private static float[] pooled(float[] map, int side, Function<float[], Number> rule) {
        return new DrawnMap(map, side).pooled(rule);
    }

    private static float mean(float[] window) {
        return (window[0] + window[1] + window[2] + window[3]) / 4;
    }

    @Test
    void theLoopIsTheLibrarysMaxPooling() {
        float[] map = {1, -2, 8, 7, 3, 4, -5, 6, -9, -1, 2, 3, -1, -2, 4, 3};
        try (NDManager manager = NDManager.newBaseManager()) {
            var x = HostArrays.array(manager, map, new Shape(1, 1, 4, 4));
            assertArrayEquals(
                    Nets.forward(maxPool(2), x).toFloatArray(), pooled(map, 4, LeNetChecks::max));
        }
    }

    @Test
    void byHand() {
        int[] sides = {20, 10, 10, 5};
        long[] parameters = {224, 1_460, 25_050, 204};
        long[] macs = {86_400, 144_000, 25_000, 200};
        right(byHand(sides, parameters, macs));
        assertEquals(Outcome.NOT_BEGUN, byHand(new int[4], new long[4], new long[4]).outcome());
        wrong("one too large", byHand(new int[] {21, 10, 10, 5}, parameters, macs));
        wrong("no padding", byHand(new int[] {22, 11, 11, 5}, parameters, macs));
        wrong("second convolution pads", byHand(new int[] {20, 10, 8, 4}, parameters, macs));
        wrong("first pooling: 9 is too small", byHand(new int[] {20, 9, 10, 5}, parameters, macs));
        wrong("there are 4 to be given", byHand(new int[] {20}, parameters, macs));
        wrong("These are the weights", byHand(sides, new long[] {216, 1_440, 25_000, 200}, macs));
        wrong("too few", byHand(sides, new long[] {217, 1_441, 25_001, 201}, macs));
        wrong("color", byHand(sides, new long[] {80, 1_460, 25_050, 204}, macs));
        wrong("parameters again", byHand(sides, parameters, parameters));
        wrong("biases", byHand(sides, parameters, new long[] {89_600, 146_000, 25_050, 204}));
        wrong(
                "places of the picture",
                byHand(sides, parameters, new long[] {104_544, 144_000, 25_000, 200}));
        wrong("null", byHand(sides, parameters, null));
    }

    /** The check of a net of two convolutions and two dense layers. */
    static Verdict byHand(int[] sides, long[] parameters, long[] macs) {
        SequentialBlock net =
                sequential(
                        conv(8, 3),
                        sigmoid(),
                        maxPool(2),
                        conv(20, 3).pad(1),
                        sigmoid(),
                        maxPool(2),
                        flatten(),
                        dense(50),
                        sigmoid(),
                        dense(4));
        return LeNetChecks.byHand(net, sides, parameters, macs);
    }

    @Test
    void padding() {
        right(LeNetChecks.padding(kernel -> (kernel - 1) / 2));
        right(LeNetChecks.padding(kernel -> kernel / 2));
        assertEquals(Outcome.NOT_BEGUN, LeNetChecks.padding(kernel -> 0).outcome());
        wrong("no effect", LeNetChecks.padding(kernel -> 2));
        wrong("on each side", LeNetChecks.padding(kernel -> kernel - 1));
        wrong("One too many", LeNetChecks.padding(kernel -> (kernel + 1) / 2));
        wrong("kernel itself", LeNetChecks.padding(kernel -> kernel));
        wrong("is too", LeNetChecks.padding(kernel -> kernel < 40 ? kernel / 2 : 3));
        wrong("sign", LeNetChecks.padding(kernel -> -(kernel / 2)));
    }

    @Test
    void firstLoss() {
        right(LeNetChecks.firstLoss(Math.log(1000), Math.exp(-0.5)));
        right(LeNetChecks.firstLoss(6.908, 0.6065));
        assertEquals(Outcome.NOT_BEGUN, LeNetChecks.firstLoss(0, 0).outcome());
        wrong("9 is too large", LeNetChecks.firstLoss(9, 0));
        wrong("it is rounded", LeNetChecks.firstLoss(7, 0));
        wrong("base 10", LeNetChecks.firstLoss(Math.log10(1000), 0));
        wrong("positive", LeNetChecks.firstLoss(Math.log(1 / 1000.0), 0));
        wrong("ten classes", LeNetChecks.firstLoss(Math.log(10), 0));
        wrong("above 1", LeNetChecks.firstLoss(Math.log(1000), Math.exp(0.5)));
        wrong("other way around", LeNetChecks.firstLoss(Math.log(1000), -Math.log(0.5)));
        wrong("power of 10", LeNetChecks.firstLoss(Math.log(1000), Math.pow(10, -0.5)));
        wrong("0.5 is too small", LeNetChecks.firstLoss(Math.log(1000), 0.5));
    }

    @Test
    void classes() {
        right(LeNetChecks.classes(c -> 60_856 + 85L * c, 716));
        wrong("no effect", LeNetChecks.classes(c -> 61_706, 716));
        wrong("each class has", LeNetChecks.classes(c -> 60_856 + 84L * c, 716));
        wrong("last layer alone", LeNetChecks.classes(c -> 85L * c, 716));
        wrong("is too small. Only the last layer", LeNetChecks.classes(c -> 60_000 + 85L * c, 716));
        wrong("One too few", LeNetChecks.classes(c -> 60_856 + 85L * c, 715));
        wrong("without the biases", LeNetChecks.classes(c -> 60_856 + 85L * c, 725));
        wrong("as yet it is 0", LeNetChecks.classes(c -> 60_856 + 85L * c, 0));
    }

    @Test
    void halfThePrice() {
        right(LeNetChecks.halfThePrice(sized(3, 8, 80, 10)));
        wrong("as it was", LeNetChecks.halfThePrice(LeNet.block()));
        wrong("ten classes", LeNetChecks.halfThePrice(sized(3, 8, 80, 1)));
        wrong("parameters: expected 30,853", LeNetChecks.halfThePrice(sized(3, 16, 80, 10)));
        wrong("MACs: expected 208,260", LeNetChecks.halfThePrice(sized(6, 16, 40, 10)));
        right(
                LeNetChecks.halfThePrice(
                        sequential(
                                Djl.conv(3, 5, 2),
                                Djl.maxPool(2, 2),
                                Djl.lambda(x -> Activation.swish(x, 1)),
                                Djl.conv(8, 5, 0),
                                Djl.relu(),
                                Djl.avgPool(),
                                Djl.flatten(),
                                Djl.dense(80),
                                Djl.relu(),
                                Djl.dense(10))));
        wrong("too few", LeNetChecks.halfThePrice(sequential(flatten(), dense(10))));
        wrong("too few", LeNetChecks.halfThePrice(sequential(conv(10, 1), globalAvgPool())));
        wrong("is flatten() missing", LeNetChecks.halfThePrice(sequential(conv(10, 28))));
        wrong(
                "more dense layers",
                LeNetChecks.halfThePrice(
                        sequential(
                                conv(2, 5),
                                relu(),
                                maxPool(2),
                                conv(2, 5),
                                relu(),
                                maxPool(2),
                                flatten(),
                                dense(10))));
        wrong(
                "softmax",
                LeNetChecks.halfThePrice(sequential(sized(3, 8, 80, 10), LeNetVariants.softmax())));
        assertEquals(Outcome.NOT_BEGUN, LeNetChecks.halfThePrice(LeNet.block()).outcome());
    }

    @Test
    void threeFaults() {
        right(LeNetChecks.threeFaults(LeNet.block()));
        right(
                LeNetChecks.threeFaults(
                        Djl.lenet(Djl.avgPool(), Djl.avgPool(), Activation::sigmoid)));
        assertEquals(
                Outcome.NOT_BEGUN,
                LeNetChecks.threeFaults(LeNetVariants.faulty(true, true, true)).outcome());
        wrong("smaller", LeNetChecks.threeFaults(LeNetVariants.faulty(true, false, false)));
        wrong("in a row", LeNetChecks.threeFaults(LeNetVariants.faulty(false, true, true)));
        wrong("squeezed", LeNetChecks.threeFaults(LeNetVariants.faulty(false, false, true)));
    }

    private static SequentialBlock sized(int first, int second, int units, int classes) {
        return sequential(
                conv(first, 5).pad(2),
                sigmoid(),
                avgPool(2),
                conv(second, 5),
                sigmoid(),
                avgPool(2),
                flatten(),
                dense(units),
                sigmoid(),
                dense(classes));
    }
}
