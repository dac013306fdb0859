package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.Histories.history;
import static convnets.exercises.Histories.trained;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;

import ai.djl.nn.Block;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.train.History;
import convnets.train.History.Ending;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AlexNetChecksTest {

    private static final long CONV_WEIGHTS = 11_616 + 614_400 + 884_736 + 1_327_104 + 884_736;
    private static final long CONV_BIASES = 96 + 256 + 384 + 384 + 256;
    private static final long DENSE_WEIGHTS = 26_214_400 + 16_777_216 + 40_960;
    private static final long DENSE_BIASES = 4096 + 4096 + 10;
    private static final long CONV = 4 * (CONV_WEIGHTS + CONV_BIASES);
    private static final long DENSE = 4 * (DENSE_WEIGHTS + DENSE_BIASES);

    @Test
    void memory() {
        right(AlexNetChecks.memory(CONV, DENSE));
        wrong("Nothing is computed", AlexNetChecks.memory(0, 0));
        wrong("convolutions: that is the number of values", AlexNetChecks.memory(CONV / 4, DENSE));
        wrong("the biases are missing", AlexNetChecks.memory(4 * CONV_WEIGHTS, DENSE));
        wrong("dense layers: the biases", AlexNetChecks.memory(CONV, 4 * DENSE_WEIGHTS));
        wrong("not 8", AlexNetChecks.memory(CONV, 2 * DENSE));
        wrong("one gray channel", AlexNetChecks.memory(CONV + 4 * 2 * 11_616, DENSE));
        wrong("10 classes", AlexNetChecks.memory(CONV, DENSE + 4 * 990 * 4097));
        wrong("activations", AlexNetChecks.memory(CONV + 4 * 600_448, DENSE));
        wrong("expected 14,895,872, found 7", AlexNetChecks.memory(7, DENSE));
    }

    @Test
    void work() {
        long conv = 33_872_256 + 415_334_400 + 127_401_984 + 191_102_976 + 127_401_984;
        right(AlexNetChecks.work(conv, DENSE_WEIGHTS));
        wrong("Nothing is computed", AlexNetChecks.work(0, 0));
        wrong("number of parameters", AlexNetChecks.work(CONV_WEIGHTS, DENSE_WEIGHTS));
        wrong("number of parameters", AlexNetChecks.work(CONV_WEIGHTS + CONV_BIASES, 1));
        wrong("counts once", AlexNetChecks.work(2 * conv, 2 * DENSE_WEIGHTS));
        wrong("no multiply-add", AlexNetChecks.work(conv, DENSE_WEIGHTS + DENSE_BIASES));
        long atInput =
                11_616L * 224 * 224
                        + 614_400L * 26 * 26
                        + (884_736L + 1_327_104 + 884_736) * 12 * 12;
        wrong("not of the map read", AlexNetChecks.work(atInput, DENSE_WEIGHTS));
        wrong("expected 895,113,600", AlexNetChecks.work(7, DENSE_WEIGHTS));
    }

    @Test
    void side() {
        right(AlexNetChecks.side((n, k, p, s) -> (n - k + 2 * p) / s + 1));
        right(AlexNetChecks.side((n, k, p, s) -> (n - k + 2 * p + s) / s));
        wrong("returns 0", AlexNetChecks.side((n, k, p, s) -> 0));
        wrong("One is missing", AlexNetChecks.side((n, k, p, s) -> (n - k + 2 * p) / s));
        wrong("both sides", AlexNetChecks.side((n, k, p, s) -> (n - k + p) / s + 1));
        wrong("stay inside", AlexNetChecks.side((n, k, p, s) -> (n + 2 * p) / s + 1));
        wrong("stride is missing", AlexNetChecks.side((n, k, p, s) -> n - k + 2 * p + 1));
        wrong(
                "round down",
                AlexNetChecks.side((n, k, p, s) -> (long) Math.ceil((n - k + 2.0 * p) / s) + 1));
        wrong("expected 54, found 3", AlexNetChecks.side((n, k, p, s) -> 3));
    }

    @Test
    void slide() {
        right(AlexNetChecks.slide(50_844_008.0 / 61_706, 1_009_945_728.0 / 416_520));
        right(AlexNetChecks.slide(824, 2425));
        wrong("slide's own", AlexNetChecks.slide(11, 250));
        wrong("three channels and 1000 classes", AlexNetChecks.slide(757.9, 2252.3));
        wrong("0.6 million", AlexNetChecks.slide(50.8 / 0.6, 2424.7));
        wrong("4 million", AlexNetChecks.slide(824, 252.5));
        wrong("upside down", AlexNetChecks.slide(1 / 824.0, 1 / 2425.0));
    }

    @Test
    void groups() {
        right(AlexNetChecks.groups(307_456, 663_936, 442_624));
        wrong("conv 2 is not cut", AlexNetChecks.groups(614_656, 663_936, 442_624));
        wrong("conv 4: the biases", AlexNetChecks.groups(307_456, 663_552, 442_624));
        wrong("conv 5: a bias belongs", AlexNetChecks.groups(307_456, 663_936, 442_496));
        wrong("one of the two groups", AlexNetChecks.groups(153_728, 331_968, 221_312));
        wrong("a quarter", AlexNetChecks.groups(153_856, 663_936, 442_624));
    }

    @Test
    void simpler() {
        Block narrow = AlexNet.settings().widthDivisor(16).block();
        right(AlexNetRuns.simpler(() -> trained(narrow, 67, .8, .8)));
        wrong("test accuracy: expected", AlexNetRuns.simpler(() -> trained(narrow, 67, .8, .5)));
        wrong("learned nothing", AlexNetRuns.simpler(() -> trained(narrow, 67, .1, .1)));
        Block wide = AlexNet.settings().widthDivisor(8).block();
        wrong("begin with these", AlexNetRuns.simpler(() -> trained(wide, 67, .8, .8)));
        Block deep = sequential(conv(128, 3), conv(128, 3), maxPool(20), flatten(), dense(10));
        wrong("150,000 or less", AlexNetRuns.simpler(() -> trained(deep, 30, .8, .8)));
        wrong("call fit() first", AlexNetChecks.simpler(Training.of(narrow, some(67))));
        wrong("null", AlexNetChecks.simpler(null));
    }

    @Test
    void aTrainingThatWentWrongIsTold() {
        History none = history(Ending.DIVERGED, 0, 0, 1, prepared(LeNet.block(), 28));
        History half = history(Ending.STOPPED, 0, 0, 1, prepared(LeNet.block(), 28));
        wrong("no longer a number", AlexNetRuns.simpler(() -> new OldTrained(none, LeNet.block())));
        wrong("was stopped", AlexNetRuns.simpler(() -> new OldTrained(half, LeNet.block())));
    }

    @Test
    void smallImages() {
        Block net = small(16);
        right(AlexNetRuns.smallImages(() -> trained(net, 28, .8, .85)));
        wrong("accuracy: expected", AlexNetRuns.smallImages(() -> trained(net, 28, .8, .5)));
        Block linear = sequential(flatten(), dense(10));
        wrong("no convolution", AlexNetRuns.smallImages(() -> trained(linear, 28, .8, .85)));
        Block large = small(256);
        wrong("10,000,000 or less", AlexNetRuns.smallImages(() -> trained(large, 28, .8, .85)));
        wrong("left behind", AlexNetRuns.smallImages(() -> trained(LeNet.block(), 28, .8, .85)));
        wrong("enlarged pictures", AlexNetRuns.smallImages(() -> trained(net, 32, .8, .85)));
    }

    @Test
    void batch() {
        right(BatchCheck.of(run(4, 500), run(128, 2000), 4));
        wrong("same size", BatchCheck.of(run(64, 500), run(64, 500), 1));
        wrong("first training", BatchCheck.of(run(128, 2000), run(4, 500), 4));
        wrong("further apart", BatchCheck.of(run(32, 500), run(64, 2000), 4));
        wrong("not computed", BatchCheck.of(run(4, 500), run(128, 2000), 0));
        wrong("ratio of the batch sizes", BatchCheck.of(run(4, 500), run(128, 2000), 32));
        wrong("upside down", BatchCheck.of(run(4, 500), run(128, 2000), 0.25));
        wrong("divide an epoch's", BatchCheck.of(run(4, 500), run(128, 2000), 7));
        Training more = prepared(LeNet.block(), 28).batchSize(128).epochs(9);
        History longer = history(Ending.FINISHED, 1, 1, 2000, more);
        wrong("Change the batch size alone", BatchCheck.of(run(4, 500), () -> longer, 4));
        Training idle = Training.of(LeNet.block(), some(28));
        wrong("call fit() first", AlexNetChecks.batch(idle, idle, 0));
    }

    private static Supplier<History> run(int batch, double rate) {
        Training prepared = prepared(LeNet.block(), 28).batchSize(batch).epochs(1);
        History history = history(Ending.FINISHED, 1, 1, rate, prepared);
        return () -> history;
    }

    @Test
    void dropouts() {
        right(AlexNetChecks.dropout(modern(2, relu(), dropout(.5), dropout(.5), flatten())));
        wrong("All four sigmoids", AlexNetChecks.dropout(LeNet.block()));
        wrong(
                "a sigmoid left",
                AlexNetChecks.dropout(modern(2, sigmoid(), dropout(.5), dropout(.5), flatten())));
        wrong(
                "no dropout yet",
                AlexNetChecks.dropout(modern(2, relu(), flatten(), flatten(), flatten())));
        wrong(
                "84 units, has no dropout",
                AlexNetChecks.dropout(modern(2, relu(), dropout(.5), flatten(), flatten())));
        wrong(
                "120 units, has no dropout",
                AlexNetChecks.dropout(modern(2, relu(), flatten(), dropout(.5), flatten())));
        wrong(
                "Nothing may follow",
                AlexNetChecks.dropout(modern(2, relu(), dropout(.5), dropout(.5), relu())));
        wrong(
                "Nothing may follow",
                AlexNetChecks.dropout(modern(2, relu(), dropout(.5), flatten(), dropout(.5))));
        wrong(
                "expected 61,706",
                AlexNetChecks.dropout(modern(0, relu(), dropout(.5), dropout(.5), flatten())));
    }

    /** LeNet with a first function, two things after the hidden dense layers, one at the end. */
    private static Block modern(int pad, Block first, Block one, Block two, Block last) {
        return sequential(
                conv(6, 5).pad(pad),
                first,
                avgPool(2),
                conv(16, 5),
                relu(),
                avgPool(2),
                flatten(),
                dense(120),
                relu(),
                one,
                dense(84),
                relu(),
                two,
                dense(10),
                last);
    }

    @Test
    void invariance() {
        Training moving = fitted(LeNet.block(), 28, Augmentation.shift(4));
        Augmentation flip = Augmentation.shift(0).flip();
        Supplier<OldTrained> still = () -> trained(prepared(small(4), 28), .8, .8);
        Supplier<OldTrained> moved =
                () -> trained(prepared(small(4), 28).augment(Augmentation.shift(4)), .8, .8);
        Supplier<OldTrained> turned = () -> trained(prepared(small(4), 28).augment(flip), .8, .8);
        DoubleSupplier good = () -> 0.75;
        right(AlexNetRuns.invariance(moved, good));
        wrong("stand still", AlexNetRuns.invariance(still, good));
        wrong("not moved", AlexNetRuns.invariance(turned, good));
        wrong("accuracy on moved pictures", AlexNetRuns.invariance(moved, () -> 0.3));
        wrong("learned nothing", AlexNetChecks.invariance(moving));
    }

    @Test
    void overfit() {
        Block net = AlexNet.settings().widthDivisor(32).block();
        right(AlexNetRuns.overfit(() -> trained(net, 67, 1, .7)));
        wrong("five convolutions", AlexNetRuns.overfit(() -> trained(small(4), 28, 1, .7)));
        wrong("by heart", AlexNetRuns.overfit(() -> trained(net, 67, .8, .5)));
        wrong("fewer training pictures", AlexNetRuns.overfit(() -> trained(net, 67, .97, .9)));
        Training moved = prepared(net, 67).augment(Augmentation.shift(2));
        wrong("leave augment out", AlexNetRuns.overfit(() -> trained(moved, 1, .7)));
    }

    private static Block small(int channels) {
        return sequential(
                conv(channels, 3), relu(), maxPool(2), conv(channels, 3), flatten(), dense(10));
    }

    private static ImageData some(int side) {
        ImageData data = FashionMnist.sample().first(20, 10);
        return side == 28 ? data : data.resized(side);
    }

    private static Training prepared(Block net, int side) {
        return Training.of(net, some(side));
    }

    /** A training of no use. */
    private static Training fitted(Block net, int side, Augmentation augmentation) {
        return prepared(net, side)
                .augment(augmentation)
                .learningRate(1e-6f)
                .epochs(1)
                .listener(TrainingListener.SILENT)
                .fit();
    }
}
