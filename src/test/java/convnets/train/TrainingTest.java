package convnets.train;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.training.initializer.ConstantInitializer;
import ai.djl.training.initializer.NormalInitializer;
import convnets.CourseException;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.engine.Devices;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.History.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TrainingTest {

    private static final ImageData DATA = FashionMnist.sample();

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void theFirstLossIsThatOfGuessing() {
        assertEquals(Math.log(10), firstLoss(0.1), 0.05 * Math.log(10));
    }

    /**
     * Glorot's weights make an untrained net guess with some conviction: the logits' variance is
     * that of the last weights, 2 / (84 + 10), times 84 activations near ½.
     */
    @Test
    void glorotsFirstLossIsALittleHigher() {
        double variance = 2.0 / 94 * 84 / 4;
        double expected = Math.log(10) + 0.9 * variance / 2;
        assertEquals(expected, firstLoss(1), 0.05 * expected);
    }

    /** The mean over some seeds: single nets lie up to a twentieth above or below. */
    private static double firstLoss(double gain) {
        int seeds = 4;
        double sum = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Block net = LeNet.block();
            Nets.initialize(net, Init.glorot(gain), seed, DATA.test().shape(1));
            sum += Evaluation.of(net, DATA.test()).loss();
        }
        return sum / seeds;
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        List<Epoch> once = withoutTimes(lenet().seed(5).fit());
        assertEquals(once, withoutTimes(lenet().seed(5).fit()));
        assertNotEquals(once, withoutTimes(lenet().seed(6).fit()));
    }

    /**
     * Steps of softmax regression against the formula W −= η (p − y) xᵀ / n, b −= η (p − y) / n.
     */
    @Test
    void stepsFollowTheFormula() {
        int n = 20;
        int steps = 3;
        float rate = 0.5f;
        Block net = sequential(flatten(), dense(10));
        Images few = DATA.train().first(n);
        Training run = quiet(net, few).learningRate(rate).batchSize(n).epochs(steps);
        run.weights(zeros()).fit();
        double[][] expected = new double[10][784 + 1]; // the bias last: its pixel is 1
        for (int step = 0; step < steps; step++) {
            double[][] old = Arrays.stream(expected).map(double[]::clone).toArray(double[][]::new);
            for (Picture picture : few) {
                double[] x = pixelsAndOne(picture);
                double[] p = softmax(old, x);
                for (int k = 0; k < 10; k++) {
                    double error = p[k] - (picture.label() == k ? 1 : 0);
                    for (int i = 0; i < x.length; i++) {
                        expected[k][i] -= rate * error * x[i] / n;
                    }
                }
            }
        }
        float[] weights = net.getParameters().valueAt(0).getArray().toFloatArray();
        float[] biases = net.getParameters().valueAt(1).getArray().toFloatArray();
        for (int k = 0; k < 10; k++) {
            for (int i = 0; i < 784; i++) {
                assertEquals(expected[k][i], weights[784 * k + i], 1e-6, "weight " + i);
            }
            assertEquals(expected[k][784], biases[k], 1e-6, "bias");
        }
        assertEquals(Math.log(10), run.history().epochs().get(0).loss(), 1e-5);
    }

    private static double[] pixelsAndOne(Picture picture) {
        double[] x = new double[784 + 1];
        Arrays.setAll(x, i -> i == 784 ? 1 : (picture.pixels()[i] & 0xff) / 255.0);
        return x;
    }

    private static double[] softmax(double[][] weights, double[] x) {
        double[] powers = new double[weights.length];
        for (int k = 0; k < powers.length; k++) {
            double logit = 0;
            for (int i = 0; i < x.length; i++) {
                logit += weights[k][i] * x[i];
            }
            powers[k] = Math.exp(logit);
        }
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    @Test
    void countsEveryPictureOnceAlsoInTheLastShortBatch() {
        List<Progress> seen = new ArrayList<>();
        Training run = quiet(LeNet.block(), DATA.train().first(100)).batchSize(64).epochs(2);
        Epoch epoch = run.listener(seen::add).fit().history().last();
        assertEquals(100, epoch.examplesPerSecond() * epoch.seconds(), 1e-6);
        assertEquals(2, epoch.number());
        assertFalse(seen.isEmpty(), "the first is reported at once");
        assertTrue(seen.stream().allMatch(p -> p.batches() == 2));
    }

    @Test
    void momentumAndAdamAlsoLearn() {
        for (Training run :
                List.of(
                        reluNet().momentum(0.9f).learningRate(0.05f),
                        reluNet().adam().learningRate(0.001f))) {
            double accuracy = run.fit().history().best().testAccuracy();
            assertTrue(accuracy > 0.7, run.settings().optimizer() + ": " + accuracy);
        }
    }

    @Test
    void aStopKeepsWeightsAndHistory() {
        Block net = LeNet.block();
        Training run = quiet(net, DATA.train().first(1000)).batchSize(50).epochs(50);
        List<float[]> before = new ArrayList<>();
        run.listener(stopIn(2, () -> before.add(values(net)))).fit();
        assertEquals(Ending.STOPPED, run.history().ending());
        assertEquals("Stopped in epoch 3: weights and history are kept.", run.history().note());
        assertEquals(2, run.history().epochs().size());
        Thread.interrupted();
        assertEquals(2, before.size());
        double all = distance(before.get(0), values(net));
        double last = distance(before.get(1), values(net));
        assertTrue(last > 0 && last < all / 2, "one more step than two epochs: " + last);
    }

    @Test
    void aLossThatIsNoNumberStopsWithAdvice() {
        Training run = reluNet().learningRate(1e20f).fit();
        assertEquals(Ending.DIVERGED, run.history().ending());
        assertEquals(
                "Diverged at epoch 1: the loss is no longer a number; try a smaller learning rate"
                        + " than 1.0E20.",
                run.history().note());
    }

    @Test
    void aLossBeyondAllBoundsHasDivergedToo() {
        Training run = reluNet().learningRate(1e9f).fit();
        assertEquals(Ending.DIVERGED, run.history().ending());
        String note = run.history().note();
        assertTrue(note.startsWith("Diverged at epoch 1: "), note);
        assertTrue(note.endsWith("try a smaller learning rate than 1.0E9."), note);
        Training slow = quiet(reluNet().net(), DATA.train().first(200)).batchSize(100).epochs(1);
        Training wild = slow.weights(new NormalInitializer(1e4f)).learningRate(1e-9f).fit();
        assertTrue(wild.history().note().contains("where guessing has 2.30"), wild.toString());
    }

    /** The loss of a batch is that before its step: of the last step it says nothing. */
    @Test
    void theLastStepMayDivergeToo() {
        for (float rate : new float[] {1e6f, 1e9f, 1e15f}) {
            Training run = quiet(LeNet.modern(), DATA.train().first(200)).batchSize(200);
            History history = run.epochs(1).learningRate(rate).fit().history();
            assertEquals(Ending.DIVERGED, history.ending(), "rate " + rate);
            assertTrue(history.note().startsWith("Diverged at epoch 1: the loss of the test pict"));
            assertEquals(List.of(), history.epochs());
        }
    }

    @Test
    void weightsThatAreNoNumbersHaveDiverged() {
        Block net = sequential(flatten(), dense(10));
        assertTrue(Nets.isFinite(Nets.initialize(net, Init.he(), 0, DATA.test().shape(1))));
        Nets.initialize(
                net, new ConstantInitializer(Float.POSITIVE_INFINITY), 0, DATA.test().shape(1));
        assertFalse(Nets.isFinite(net));
    }

    @Test
    void aBatchMayBeLargerThanTheSet() {
        Training run = quiet(LeNet.block(), DATA.train().first(100)).batchSize(Integer.MAX_VALUE);
        Epoch epoch = run.epochs(2).fit().history().last();
        assertEquals(2, epoch.number());
        assertEquals(100, epoch.examplesPerSecond() * epoch.seconds(), 1e-6);
    }

    @Test
    void aSecondFitSaysThatItStartsOver() {
        List<String> hints = new ArrayList<>();
        Training run = quiet(LeNet.block(), DATA.train().first(100)).epochs(1);
        run.listener(hints(hints)).fit();
        assertEquals(List.of(), hints);
        List<Epoch> first = withoutTimes(run);
        run.fit();
        assertEquals(1, hints.size());
        assertTrue(hints.get(0).startsWith("fit() starts over"), hints.toString());
        assertEquals(first, withoutTimes(run));
    }

    @Test
    void aSoftmaxAtTheEndIsHintedAtOnce() {
        List<String> hints = new ArrayList<>();
        Block softmax = new LambdaBlock(x -> new NDList(x.singletonOrThrow().softmax(1)), "mine");
        Block net = sequential(flatten(), dense(10), softmax);
        quiet(net, DATA.train().first(100)).epochs(3).listener(hints(hints)).fit();
        assertEquals(1, hints.size());
        assertTrue(hints.get(0).contains("softmax"), hints.toString());
        hints.clear();
        for (Block last : List.of(relu(), sigmoid())) {
            Block other = sequential(flatten(), dense(10), last);
            quiet(other, DATA.train().first(100)).epochs(1).listener(hints(hints)).fit();
        }
        assertEquals(List.of(), hints);
    }

    private static TrainingListener hints(List<String> hints) {
        return new TrainingListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void hint(String sentence) {
                hints.add(sentence);
            }
        };
    }

    @Test
    void aGpuThatIsNotThereIsRefused() {
        Device missing = Device.gpu(Devices.engine().getGpuCount());
        String said =
                assertThrows(CourseException.class, () -> lenet().devices(missing)).getMessage();
        assertTrue(said.startsWith("There is no gpu("), said);
    }

    @Test
    void anEvaluationThatSawNothingIsRefused() {
        Block net = Nets.initialize(LeNet.block(), Init.he(), 0, DATA.test().shape(1));
        Thread.currentThread().interrupt();
        String sentence = "This evaluation was stopped before it had seen a picture: run it again.";
        message(sentence, () -> Evaluation.of(net, DATA.test()));
        message(sentence, () -> Training.accuracy(net, DATA.test()));
        assertTrue(Thread.interrupted(), "the stop is still seen");
    }

    /** Augmentation must not draw what another seed's order draws. */
    @Test
    void augmentationLeavesTheOrderAsItIs() {
        Training plain = lenet().seed(4).fit();
        Training still = lenet().seed(4).augment(Augmentation.shift(0)).fit();
        assertEquals(withoutTimes(plain), withoutTimes(still));
        Training moved = lenet().seed(4).augment(Augmentation.shift(3)).fit();
        assertNotEquals(withoutTimes(plain), withoutTimes(moved));
        assertEquals(
                withoutTimes(moved),
                withoutTimes(lenet().seed(4).augment(Augmentation.shift(3)).fit()));
    }

    @Test
    void wrongSettingsReadAsSentences() {
        Training run = lenet();
        message("A training needs a learning rate above 0, not -1.0.", () -> run.learningRate(-1));
        message(
                "A training needs a learning rate of 1e-37 or more, not 1.4E-45.",
                () -> run.learningRate(Float.MIN_VALUE));
        message(
                "There is no name here, only null: run the cell that makes the name again.",
                () -> run.name(null));
        message(
                "There is no rule for weights here, only null: run the cell that makes the rule for"
                        + " weights again.",
                () -> run.weights(null));
        message(
                "There is no device here, only null: run the cell that makes the device again.",
                () -> run.devices((Device) null));
        message(
                "There is no listener here, only null: run the cell that makes the listener again.",
                () -> run.also(null));
        message(
                "A training needs a learning rate above 0, not NaN.",
                () -> run.learningRate(Float.NaN));
        message("A training needs a batch size of 1 or more, not 0.", () -> run.batchSize(0));
        message("A training needs 1 epoch or more, not 0.", () -> run.epochs(0));
        message(
                "A training needs a momentum of 0 or more and below 1, not 1.0.",
                () -> run.momentum(1));
        message("There is no history yet: call fit() first.", run::history);
    }

    @Test
    void theConfusionMatrixAddsUp() {
        Training run = reluNet().adam().learningRate(0.001f).fit();
        Evaluation evaluation = Evaluation.of(run.net(), DATA.test());
        assertEquals(run.history().last().testAccuracy(), evaluation.accuracy(), 1e-9);
        int[] perClass = new int[10];
        for (int i = 0; i < 10; i++) {
            for (int count : evaluation.confusion()[i]) {
                perClass[i] += count;
            }
        }
        assertArrayEquals(DATA.test().classCounts(), perClass);
    }

    private static void message(String sentence, Runnable code) {
        assertEquals(sentence, assertThrows(CourseException.class, code::run).getMessage());
    }

    private static Training quiet(Block net, Images train) {
        ImageData data = new ImageData("part", "of the sample", false, train, DATA.test());
        return Training.of(net, data).listener(TrainingListener.SILENT);
    }

    private static Training lenet() {
        return quiet(LeNet.block(), DATA.train().first(1000)).batchSize(50).epochs(2);
    }

    private static Training reluNet() {
        Block net = sequential(conv(8, 5).stride(2), relu(), flatten(), dense(10));
        return quiet(net, DATA.train()).batchSize(100).epochs(2).weights(Init.he());
    }

    private static ai.djl.training.initializer.Initializer zeros() {
        return ai.djl.training.initializer.Initializer.ZEROS;
    }

    private static float[] values(Block net) {
        return net.getParameters().get(0).getValue().getArray().toFloatArray();
    }

    private static double distance(float[] one, float[] other) {
        return Math.sqrt(
                IntStream.range(0, one.length)
                        .mapToDouble(i -> one[i] - other[i])
                        .map(difference -> difference * difference)
                        .sum());
    }

    /** Before the first epoch and at the stop something may be noted. */
    private static TrainingListener stopIn(int epochs, Runnable noting) {
        return new TrainingListener() {
            @Override
            public void begin() {
                noting.run();
            }

            @Override
            public void progress(Progress progress) {}

            @Override
            public void epoch(Epoch epoch) {
                if (epoch.number() == epochs) {
                    noting.run();
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static List<Epoch> withoutTimes(Training run) {
        return run.history().epochs().stream()
                .map(
                        e ->
                                new Epoch(
                                        e.number(),
                                        e.loss(),
                                        e.trainAccuracy(),
                                        e.testAccuracy(),
                                        0,
                                        0))
                .toList();
    }
}
