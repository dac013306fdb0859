package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.models.LeNet;
import convnets.nn.Nets;
import org.junit.jupiter.api.Test;

class LeNetChecksTest {

    @Test
    void maxPooling() {
        right(LeNetChecks.maxPooling(pooled(2, maxPool(2), maxPool(2))));
        wrong("Both poolings still", LeNetChecks.maxPooling(LeNet.block()));
        wrong("One pooling still", LeNetChecks.maxPooling(pooled(2, maxPool(2), avgPool(2))));
        wrong(
                "another window",
                LeNetChecks.maxPooling(pooled(2, maxPool(3).stride(2).pad(1), maxPool(2))));
        wrong(
                "another window",
                LeNetChecks.maxPooling(pooled(2, maxPool(2).stride(1), maxPool(2))));
        wrong(
                "parameters: expected 61,706",
                LeNetChecks.maxPooling(pooled(0, maxPool(2), maxPool(2))));
        wrong("There is no net yet", LeNetChecks.maxPooling(null));
    }

    @Test
    void maxPoolingLoop() {
        right(LeNetChecks.maxPoolingLoop(LeNetChecks::maxPooled));
        wrong("All values are 0", LeNetChecks.maxPoolingLoop((m, side) -> new float[m.length / 4]));
        wrong(
                "expected 4, found 9",
                LeNetChecks.maxPoolingLoop((m, side) -> new float[(side - 1) * (side - 1)]));
        wrong("average", LeNetChecks.maxPoolingLoop((m, side) -> average(m, side)));
        wrong("one corner", LeNetChecks.maxPoolingLoop((m, side) -> corner(m, side)));
        wrong("must not begin at 0", LeNetChecks.maxPoolingLoop((m, side) -> fromZero(m, side)));
        wrong("use side", LeNetChecks.maxPoolingLoop((m, side) -> LeNetChecks.maxPooled(m, 4)));
    }

    @Test
    void theLoopIsTheLibrarysMaxPooling() {
        float[] map = {1, -2, 8, 7, 3, 4, -5, 6, -9, -1, 2, 3, -1, -2, 4, 3};
        try (NDManager manager = NDManager.newBaseManager()) {
            var x = manager.create(map, new Shape(1, 1, 4, 4));
            assertArrayEquals(
                    Nets.forward(maxPool(2), x).toFloatArray(), LeNetChecks.maxPooled(map, 4));
        }
    }

    @Test
    void byHand() {
        int[] sides = {20, 10, 10, 5};
        long[] parameters = {224, 1_460, 25_050, 204};
        long[] macs = {86_400, 144_000, 25_000, 200};
        right(byHand(sides, parameters, macs));
        wrong("Nothing is filled in", byHand(new int[4], new long[4], new long[4]));
        wrong("one too large", byHand(new int[] {21, 10, 10, 5}, parameters, macs));
        wrong("no padding", byHand(new int[] {22, 11, 11, 5}, parameters, macs));
        wrong("20; 10; 10; 5, found 20; 10; 8; 4", byHand(new int[] {20, 10, 8, 4}, null, null));
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

    private static Verdict byHand(int[] sides, long[] parameters, long[] macs) {
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
        wrong("Without padding", LeNetChecks.padding(kernel -> 0));
        wrong("wider frame", LeNetChecks.padding(kernel -> 2));
        wrong("on each side", LeNetChecks.padding(kernel -> kernel - 1));
        wrong("One too many", LeNetChecks.padding(kernel -> (kernel + 1) / 2));
        wrong("after a 7×7", LeNetChecks.padding(kernel -> kernel == 7 ? 4 : kernel / 2));
        wrong("padding ≥ 0", LeNetChecks.padding(kernel -> -kernel));
    }

    @Test
    void firstLoss() {
        right(LeNetChecks.firstLoss(Math.log(1000), Math.exp(-0.5)));
        right(LeNetChecks.firstLoss(6.908, 0.6065));
        wrong("A loss of 0", LeNetChecks.firstLoss(0, 0));
        wrong("expected 6.908, found 7", LeNetChecks.firstLoss(7, 0));
        wrong("base 10", LeNetChecks.firstLoss(Math.log10(1000), 0));
        wrong("positive", LeNetChecks.firstLoss(Math.log(1 / 1000.0), 0));
        wrong("ten classes", LeNetChecks.firstLoss(Math.log(10), 0));
        wrong("above 1", LeNetChecks.firstLoss(Math.log(1000), Math.exp(0.5)));
        wrong("other way round", LeNetChecks.firstLoss(Math.log(1000), -Math.log(0.5)));
        wrong("power of 10", LeNetChecks.firstLoss(Math.log(1000), Math.pow(10, -0.5)));
        wrong("found 0.5", LeNetChecks.firstLoss(Math.log(1000), 0.5));
    }

    @Test
    void classes() {
        right(LeNetChecks.classes(c -> 60_856 + 85L * c, 716));
        wrong("no effect", LeNetChecks.classes(c -> 61_706, 716));
        wrong("has a bias", LeNetChecks.classes(c -> 60_856 + 84L * c, 716));
        wrong("last layer alone", LeNetChecks.classes(c -> 85L * c, 716));
        wrong("with 10 classes: expected 61,706", LeNetChecks.classes(c -> 60_000 + 85L * c, 716));
        wrong("One too few", LeNetChecks.classes(c -> 60_856 + 85L * c, 715));
        wrong("without the biases", LeNetChecks.classes(c -> 60_856 + 85L * c, 725));
        wrong("found 0", LeNetChecks.classes(c -> 60_856 + 85L * c, 0));
    }

    @Test
    void halfThePrice() {
        right(LeNetChecks.halfThePrice(sized(3, 8, 80, 10)));
        wrong("as it was", LeNetChecks.halfThePrice(LeNet.block()));
        wrong("ten classes", LeNetChecks.halfThePrice(sized(3, 8, 80, 1)));
        wrong("parameters: expected 30,853", LeNetChecks.halfThePrice(sized(3, 16, 80, 10)));
        wrong("MACs: expected 208,260", LeNetChecks.halfThePrice(sized(6, 16, 40, 10)));
        wrong("convolutions", LeNetChecks.halfThePrice(sequential(flatten(), dense(10))));
        wrong("no net yet", LeNetChecks.maxPooling(null));
    }

    private static float[] average(float[] map, int side) {
        float[] pooled = new float[map.length / 4];
        for (int i = 0; i < map.length; i++) {
            pooled[i / side / 2 * (side / 2) + i % side / 2] += map[i] / 4;
        }
        return pooled;
    }

    private static float[] corner(float[] map, int side) {
        float[] pooled = new float[map.length / 4];
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = map[2 * (i / (side / 2)) * side + 2 * (i % (side / 2))];
        }
        return pooled;
    }

    private static float[] fromZero(float[] map, int side) {
        float[] pooled = LeNetChecks.maxPooled(map, side);
        for (int i = 0; i < pooled.length; i++) {
            pooled[i] = Math.max(0, pooled[i]);
        }
        return pooled;
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

    private static SequentialBlock pooled(int padding, Block first, Block second) {
        return sequential(
                conv(6, 5).pad(padding),
                sigmoid(),
                first,
                conv(16, 5),
                sigmoid(),
                second,
                flatten(),
                dense(120),
                sigmoid(),
                dense(84),
                sigmoid(),
                dense(10));
    }
}
