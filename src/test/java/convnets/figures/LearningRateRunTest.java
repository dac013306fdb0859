package convnets.figures;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.LikeTrained;
import convnets.plot.Chart;
import convnets.train.LearningRateRun;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LearningRateRunTest {

    private static final ImageData DATA = FashionMnist.sample().first(2000, 500);

    private static Training training(Block net) {
        return Training.of(net, DATA)
                .weights(Init.he())
                .batchSize(32)
                .epochs(2)
                .listener(TrainingListener.SILENT);
    }

    @Test
    void theSuggestionTrainsAndIsDrawn() {
        Training training = training(LeNet.modern()).adam();
        LearningRateRun run = LearningRateRun.of(training);
        assertTrue(run.losses().length <= 100, run.toString());
        double best =
                training.learningRate((float) run.suggestion())
                        .fit()
                        .history()
                        .best()
                        .testAccuracy();
        assertTrue(best > 0.6, run + ": " + best);
        Chart chart = Figures.learningRates(run);
        assertEquals(
                List.of("loss", "smoothed", String.valueOf(run.suggestion())),
                chart.series().stream().map(s -> s.name()).toList());
        assertTrue(
                run.toString()
                        .startsWith("A learning rate of " + run.suggestion() + " is suggested ("),
                run.toString());
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        LearningRateRun one = LearningRateRun.of(training(LeNet.modern()));
        LearningRateRun other = LearningRateRun.of(training(LeNet.modern()));
        assertArrayEquals(one.losses(), other.losses());
        LearningRateRun third = LearningRateRun.of(training(LeNet.modern()).seed(1));
        assertFalse(Arrays.equals(one.losses(), third.losses()));
    }

    @Test
    void theNetHasTheWeightsThatItHadBefore() {
        Block net = LikeTrained.of(LeNet.modern(), new Shape(1, 28, 28));
        List<float[]> before = weights(net);
        LearningRateRun.of(training(net));
        List<float[]> after = weights(net);
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
        Block without = LeNet.modern();
        LearningRateRun.of(training(without));
        assertFalse(without.isInitialized());
    }

    @Test
    void aNetThatLearnsNothingHasNoSuggestion() {
        LearningRateRun run = LearningRateRun.of(training(LeNet.block()).weights(Init.equal(0)));
        assertTrue(Double.isNaN(run.suggestion()));
        assertTrue(
                run.toString().startsWith("No learning rate is suggested, since"), run.toString());
        assertEquals(2, Figures.learningRates(run).series().size());
    }

    @Test
    void aNetThatBeginsAtItsBestHasNoSuggestionEither() {
        byte[] white = new byte[20];
        Arrays.fill(white, (byte) 255);
        byte[] labels = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
        Images alike = new Images(white, labels, 1, 2, List.of("a", "b", "none"));
        Training training =
                Training.of(sequential(flatten(), dense(3)), ImageData.of("alike", alike, alike))
                        .weights(Init.kernels(new float[][] {{3, 3}, {3, 3}, {0, 0}}));
        LearningRateRun run = LearningRateRun.of(training);
        assertTrue(run.smoothed()[0] < 0.7, run.toString());
        assertTrue(Double.isNaN(run.suggestion()), run.toString());
    }

    @Test
    void aRunThatIsStoppedAtOnceSaysSoAndLeavesTheNet() {
        Block net = LikeTrained.of(LeNet.modern(), new Shape(1, 28, 28));
        List<float[]> before = weights(net);
        Thread.currentThread().interrupt();
        try {
            String said =
                    assertThrows(CourseException.class, () -> LearningRateRun.of(training(net)))
                            .getMessage();
            assertTrue(
                    said.startsWith("This run ended after 0 steps, too few for a suggestion"),
                    said);
        } finally {
            Thread.interrupted();
        }
        assertArrayEquals(before.get(0), weights(net).get(0));
    }

    private static List<float[]> weights(Block net) {
        return net.getParameters().values().stream()
                .map(Parameter::getArray)
                .map(a -> a.toFloatArray())
                .toList();
    }
}
