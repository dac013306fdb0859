package convnets.train;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.History.Ending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        assertTrue(seen.stream().allMatch(p -> p.batches() == 2));
    }

    @Test
    void momentumAndAdamLearnedoo() {
        for (Training run :
                List.of(
                        reluNet().momentum(0.9f).learningRate(0.05f),
                        reluNet().adam().learningRate(0.001f))) {
            double accuracy = run.fit().history().best().testAccuracy();
            assertTrue(accuracy > 0.7, run.settings().get("optimizer") + ": " + accuracy);
        }
    }

    @Test
    void aStopKeepsWeightsAndHistory() {
        Block net = LeNet.block();
        Training run = quiet(net, DATA.train().first(1000)).batchSize(50).epochs(50);
        run.listener(stopIn(2)).fit();
        assertEquals(Ending.STOPPED, run.history().ending());
        assertEquals("Stopped in epoch 3: weights and history are kept.", run.history().note());
        assertEquals(2, run.history().epochs().size());
        Thread.interrupted();
        assertTrue(Training.accuracy(net, DATA.test()) > 0);
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
    void wrongSettingsReadAsSentences() {
        Training run = lenet();
        message("A training needs a learning rate above 0, not -1.0.", () -> run.learningRate(-1));
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
        Evaluation evaluation = Evaluation.of(run.net, DATA.test());
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

    private static TrainingListener stopIn(int epochs) {
        return new TrainingListener() {
            @Override
            public void progress(Progress progress) {}

            @Override
            public void epoch(Epoch epoch) {
                if (epoch.number() == epochs) {
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
