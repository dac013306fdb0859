package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.Histories.ended;
import static convnets.exercises.Histories.falling;
import static convnets.exercises.Histories.trained;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.exercises.Verdict.Outcome;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.train.Epoch;
import convnets.train.History.Ending;
import convnets.train.Training;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class AlexNetChecksTest {

    private static final ImageData FEW = FashionMnist.sample().first(2000, 1000);

    @Tag("slow")
    @Test
    void simpler() {
        Block narrow = AlexNet.settings().widthDivisor(16).block();
        right(simpler(narrow, 67, .9));
        right(
                simpler(
                        Djl.sequential(
                                Djl.conv(8, 5, 2, 2),
                                Djl.relu(),
                                Djl.maxPool(3, 2),
                                Djl.conv(8, 3, 1),
                                Djl.relu(),
                                Djl.maxPool(3, 2),
                                Djl.flatten(),
                                Djl.dropout(.5f),
                                Djl.dense(10)),
                        56,
                        .9));
        wrong("best test accuracy: expected", simpler(narrow, 67, .5));
        wrong("learned nothing", simpler(narrow, 67, .1));
        wrong("begin with these", simpler(AlexNet.settings().widthDivisor(8).block(), 67, .9));
        Block deep =
                sequential(
                        conv(128, 3),
                        relu(),
                        conv(128, 3),
                        relu(),
                        maxPool(20),
                        flatten(),
                        dense(10));
        wrong("150,000 or less", simpler(deep, 30, .9));
        wrong("too few for a net", simpler(sequential(flatten(), dense(10)), 28, .9));
        wrong("activation function between", simpler(linear(), 28, .9));
        Training other = trained(narrow, FEW.first(2000, 10).resized(67), .9, .9);
        wrong("other pictures", AlexNetChecks.simpler(other));
        Training idle = Training.of(narrow, FEW.resized(67));
        assertEquals(Outcome.NOT_BEGUN, AlexNetChecks.simpler(idle).outcome());
        wrong("still falls", AlexNetChecks.simpler(falling(run(narrow, 67, .5))));
        wrong(
                "no longer a number",
                AlexNetChecks.simpler(ended(run(narrow, 67, .9), Ending.DIVERGED)));
        wrong("was stopped", AlexNetChecks.simpler(ended(run(narrow, 67, .9), Ending.STOPPED)));
    }

    private static Block linear() {
        return sequential(conv(4, 3), conv(4, 3), maxPool(2), flatten(), dense(10));
    }

    private static Training run(Block net, int side, double accuracy) {
        return trained(net, FEW.resized(side), accuracy, accuracy);
    }

    private static Verdict simpler(Block net, int side, double accuracy) {
        return AlexNetChecks.simpler(run(net, side, accuracy));
    }

    @Test
    void smallImages() {
        right(AlexNetChecks.smallImages(run(small(16), 28, .9)));
        right(
                AlexNetChecks.smallImages(
                        run(
                                Djl.lenet(Djl.maxPool(2, 2), Djl.avgPool(), x -> x.maximum(0)),
                                28,
                                .9)));
        wrong("best test accuracy", AlexNetChecks.smallImages(run(small(16), 28, .5)));
        Block flat = sequential(flatten(), dense(64), relu(), dense(10));
        wrong("too few", AlexNetChecks.smallImages(run(flat, 28, .9)));
        wrong("activation function between", AlexNetChecks.smallImages(run(linear(), 28, .9)));
        wrong("10,000,000 or less", AlexNetChecks.smallImages(run(small(256), 28, .9)));
        wrong("enlarged pictures", AlexNetChecks.smallImages(run(small(16), 56, .9)));
        wrong(
                "softmax",
                AlexNetChecks.smallImages(
                        run(sequential(small(16), LeNetVariants.softmax()), 28, .9)));
    }

    @Test
    void batch() {
        right(batch(4, 128, 4));
        wrong("same size", batch(64, 64, 1));
        wrong("first training", batch(128, 4, 4));
        wrong("further apart", batch(32, 64, 4));
        wrong("not computed", batch(4, 128, 0));
        wrong("ratio of the batch sizes", batch(4, 128, 32));
        wrong("upside down", batch(4, 128, 0.25));
        wrong("divide an epoch's", batch(4, 128, 7));
        wrong(
                "change the batch size alone",
                AlexNetChecks.batch(sized(4, 500, 1), sized(128, 2000, 9), 4));
        Training other = Training.of(small(4), FEW).batchSize(128).epochs(1);
        Verdict layers = AlexNetChecks.batch(sized(4, 500, 1), trained(other, .5), 4);
        wrong("(layers: conv 5×5, 6", layers);
        assertTrue(layers.said().length() < 200, layers.said());
        Training idle = Training.of(LeNet.block(), FEW);
        assertEquals(Outcome.NOT_BEGUN, AlexNetChecks.batch(idle, idle, 0).outcome());
    }

    private static Verdict batch(int small, int large, double times) {
        return AlexNetChecks.batch(sized(small, 500, 1), sized(large, 2000, 1), times);
    }

    private static Training sized(int batch, double rate, int epochs) {
        Training prepared = Training.of(LeNet.block(), FEW).batchSize(batch).epochs(epochs);
        return Histories.with(prepared, List.of(new Epoch(1, 1, 1, 1, 1, rate)));
    }

    @Test
    void dropouts() {
        Block none = LeNetVariants.nothing();
        right(AlexNetChecks.dropouts(modern(2, relu(), dropout(.2), dropout(.5), none)));
        right(
                AlexNetChecks.dropouts(
                        Djl.sequential(
                                Djl.conv(6, 5, 2),
                                Djl.avgPoolOf(Djl.relu()),
                                Djl.conv(16, 5, 0),
                                Djl.avgPoolOf(Djl.relu()),
                                Djl.flatten(),
                                Djl.dense(120),
                                Djl.dropout(.3f),
                                Djl.relu(),
                                Djl.dense(84),
                                Djl.relu(),
                                Djl.dropout(.3f),
                                Djl.dense(10))));
        assertEquals(Outcome.NOT_BEGUN, AlexNetChecks.dropouts(LeNet.block()).outcome());
        wrong("All four sigmoids", AlexNetChecks.dropouts(LeNet.block()));
        for (int places : new int[] {1, 4, 3, 13}) {
            Block half =
                    LeNetVariants.lenet(
                            LeNetVariants.sigmoidsAt(places).get(), avgPool(2), avgPool(2));
            wrong("a sigmoid left", AlexNetChecks.dropouts(half));
        }
        wrong(
                "leaves next to nothing",
                AlexNetChecks.dropouts(modern(2, relu(), dropout(.5), dropout(.99), none)));
        wrong(
                "missing behind layer 3",
                AlexNetChecks.dropouts(modern(2, relu(), none, none, none)));
        wrong(
                "missing behind layer 4",
                AlexNetChecks.dropouts(modern(2, relu(), dropout(.5), dropout(0), none)));
        wrong(
                "Nothing may follow",
                AlexNetChecks.dropouts(modern(2, relu(), dropout(.5), dropout(.5), relu())));
        wrong(
                "asked for behind layer 5",
                AlexNetChecks.dropouts(modern(2, relu(), dropout(.5), dropout(.5), dropout(.5))));
        wrong(
                "layer 3 with weights has too few",
                AlexNetChecks.dropouts(modern(0, relu(), dropout(.5), dropout(.5), none)));
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
        Training moved = augmented(run(small(4), 28, .8));
        right(AlexNetChecks.invariance(moved, () -> 0.75));
        wrong("stand still", AlexNetChecks.invariance(run(small(4), 28, .8), () -> 0.75));
        wrong("mirroring does not", AlexNetChecks.invariance(moved, () -> 0.3));
        wrong("of their 28 pixels", AlexNetChecks.invariance(moved, () -> 0.3));
        Block flat = sequential(flatten(), dense(10));
        wrong("too few", AlexNetChecks.invariance(augmented(run(flat, 28, .8)), () -> 0.75));
    }

    /** Enlarged before they are moved, they would move half as far. */
    @Test
    void enlargedPicturesMoveAsFar() {
        Block net = sequential(conv(4, 14).stride(7), relu(), flatten(), dense(10));
        Training run =
                Training.of(net, FEW.resized(56))
                        .augment(Augmentation.shift(4))
                        .weights(Init.he())
                        .adam()
                        .learningRate(.003f)
                        .batchSize(50)
                        .epochs(2)
                        .fit();
        Images moved = FEW.test().augmented(Augmentation.shift(4), 1).resized(56);
        double accuracy = Training.accuracy(net, moved);
        assertEquals(
                AlexNetChecks.invariance(run, () -> accuracy).said(),
                AlexNetChecks.invariance(run).said());
    }

    private static Training augmented(Training run) {
        Training moved = Training.of(run.net(), run.data()).augment(Augmentation.shift(4));
        return Histories.with(moved, run.history().epochs());
    }

    @Test
    void overfit() {
        Block net = AlexNet.settings().widthDivisor(32).block();
        right(overfit(net, 1, .7));
        wrong("five convolutions", overfit(small(4), 1, .7));
        wrong("by heart", overfit(net, .8, .5));
        ImageData one = FEW.first(100, 1).resized(67);
        Epoch apart = new Epoch(1, 1, 1, 0, 1, 1);
        wrong(
                "too few different test pictures",
                AlexNetChecks.overfit(Histories.with(Training.of(net, one), List.of(apart))));
        wrong("fewer training pictures", overfit(net, .97, .9));
        Images test = FEW.test();
        byte[] pixels = new byte[test.size() * 28 * 28];
        byte[] labels = new byte[test.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(test.get(i).pixels(), 0, pixels, i * 28 * 28, 28 * 28);
            labels[i] = (byte) (9 - test.get(i).label());
        }
        Images renamed = new Images(pixels, labels, 28, 28, test.names());
        ImageData data = new ImageData("", "", false, FEW.train(), renamed).resized(67);
        wrong(
                "other labels than their own",
                AlexNetChecks.overfit(
                        Histories.with(
                                Training.of(net, data), List.of(new Epoch(1, 1, .95, .05, 1, 1)))));
        Training changed = augmented(run(net, 67, .9));
        wrong("leave augment out", AlexNetChecks.overfit(changed));
    }

    private static Verdict overfit(Block net, double train, double test) {
        Training prepared = Training.of(net, FEW.resized(67));
        Epoch one = new Epoch(1, 1, train, test, 1, 1);
        return AlexNetChecks.overfit(Histories.with(prepared, List.of(one)));
    }

    @Test
    void byHeart() {
        double[] train = {.1, .5, .7, .7, .8, .82, .9, .95};
        double[] test = {.4, .6, .6, .75, .81, .8, .79, .8};
        Table measured =
                Table.create(
                        IntColumn.create("epoch", IntStream.rangeClosed(1, 8).toArray()),
                        DoubleColumn.create("train accuracy", train),
                        DoubleColumn.create("test accuracy", test));
        right(AlexNetChecks.byHeart(measured, 6));
        wrong("one too many", AlexNetChecks.byHeart(measured, 7));
        wrong("does not answer better", AlexNetChecks.byHeart(measured, 5));
        assertEquals(Outcome.NOT_BEGUN, AlexNetChecks.byHeart(measured, 0).outcome());
        wrong("first time", AlexNetChecks.byHeart(measured, 3));
        wrong("last epoch", AlexNetChecks.byHeart(measured, 8));
        wrong("is too small", AlexNetChecks.byHeart(measured, 1));
        right(AlexNetChecks.byHeart(measured.sortDescendingOn("epoch"), 6));
        right(AlexNetChecks.byHeart(measured.inRange(2, 8), 6));
        wrong("the table of one training", AlexNetChecks.byHeart(measured.inRange(0, 5), 6));
        wrong(
                "the table of one training",
                AlexNetChecks.byHeart(measured.copy().append(measured), 6));
        wrong("the table of one training", AlexNetChecks.byHeart(measured.emptyCopy(), 6));
        wrong(
                "no column \"train accuracy\"",
                AlexNetChecks.byHeart(measured.selectColumns("epoch"), 6));
    }

    @Test
    void drop() {
        right(AlexNetChecks.drop((x, rate, random) -> dropped(x, rate, 1 / (1 - rate), random)));
        assertEquals(
                Outcome.NOT_BEGUN,
                AlexNetChecks.drop((x, r, random) -> dropped(x, 1 - r, 1, random)).outcome());
        wrong("make up", AlexNetChecks.drop((x, r, random) -> dropped(x, r, 1, random)));
        wrong("share that is kept", drop(r -> 1 - r, r -> 1 / r));
        wrong("share that is kept", drop(r -> 1 - r, r -> 1 / (1 - r)));
        wrong("what share stays", drop(r -> r, r -> 1 / r));
        wrong("become smaller", drop(r -> r, r -> 1 - r));
        right(AlexNetChecks.drop(AlexNetChecksTest::droppedWithTheSameSum));
        wrong("Two values always go together", coins((random, coin) -> coin));
        wrong("one goes when the other stays", coins((random, coin) -> 1 - coin));
        right(coins((random, coin) -> random.nextDouble()));
        wrong(
                "every time: see to",
                AlexNetChecks.drop(
                        (x, r, random) -> {
                            float[] y = dropped(x, r, 1 / (1 - r), random);
                            y[x.length - 1] = 0;
                            return y;
                        }));
        wrong(
                "every time: see to",
                AlexNetChecks.drop(
                        (x, r, random) -> {
                            float[] y = dropped(x, r, 1 / (1 - r), random);
                            IntStream.range(0, y.length).forEach(i -> y[i] = Math.max(0, y[i]));
                            return y;
                        }));
    }

    /** What stays makes up for what went by the share that did stay. */
    private static float[] droppedWithTheSameSum(float[] x, double rate, Random random) {
        float[] y = dropped(x, rate, 1, random);
        double kept = IntStream.range(0, y.length).filter(i -> y[i] != 0).count();
        IntStream.range(0, y.length).forEach(i -> y[i] *= (float) (y.length / kept));
        return y;
    }

    private interface Of {
        double at(double rate);
    }

    /** Draws for every second value, and makes of that what the one behind it gets. */
    private static Verdict coins(ToDoubleBiFunction<Random, Double> second) {
        return AlexNetChecks.drop(
                (x, rate, random) -> {
                    float[] left = new float[x.length];
                    double coin = 0;
                    for (int i = 0; i < x.length; i++) {
                        coin =
                                i % 2 == 0
                                        ? random.nextDouble()
                                        : second.applyAsDouble(random, coin);
                        left[i] = coin < rate ? 0 : (float) (x[i] / (1 - rate));
                    }
                    return left;
                });
    }

    private static Verdict drop(Of share, Of scale) {
        return AlexNetChecks.drop((x, r, random) -> dropped(x, share.at(r), scale.at(r), random));
    }

    private static float[] dropped(float[] x, double share, double scale, Random random) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = random.nextDouble() < share ? 0 : (float) (x[i] * scale);
        }
        return y;
    }

    private static Block small(int channels) {
        return sequential(
                conv(channels, 3),
                relu(),
                maxPool(2),
                conv(channels, 3),
                relu(),
                flatten(),
                dense(10));
    }
}
