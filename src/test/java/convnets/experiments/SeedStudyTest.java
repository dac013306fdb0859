package convnets.experiments;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.Hog;
import convnets.data.ImageData;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Gradients;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class SeedStudyTest {

    private static final ImageData DATA = FashionMnist.sample().first(500, 200);

    private static Training linear() {
        return Training.of(sequential(flatten(), dense(10)), DATA).batchSize(50).epochs(2);
    }

    @Test
    void writesMeanAndStandardDeviation() {
        assertEquals("2.00 ± 1.00", SeedStudy.spread(2, 1, 2, 3));
        assertEquals("5.0 ± 0.0", SeedStudy.spread(1, 5, 5));
    }

    @Test
    void trainsEachVariantWithEachSeed() {
        SeedStudy trials = SeedStudy.over(2).alsoOn("same again", DATA.test());
        trials.add("linear", SeedStudyTest::linear).add("slow", () -> linear().learningRate(1e-6f));
        double expected = 0;
        for (int seed = 0; seed < 2; seed++) {
            Training run = linear().seed(seed).listener(TrainingListener.SILENT).fit();
            expected += run.history().last().testAccuracy() / 2;
        }
        assertEquals(expected, trials.mean("linear"), 1e-9);
        assertTrue(trials.mean("linear") > 0.5 && trials.mean("slow") < 0.3);
        Table table = trials.table();
        assertEquals(List.of("linear", "slow"), table.stringColumn("variant").asList());
        assertEquals(
                table.stringColumn("test accuracy").asList(),
                table.stringColumn("same again").asList());
        assertThrows(CourseException.class, () -> trials.mean("other"));
        assertThrows(CourseException.class, () -> SeedStudy.over(1));
    }

    @Test
    void resultsAreReadOnlyIfTheyAreOfTheSameTraining(@TempDir Path folder) throws Exception {
        List<String> said = new ArrayList<>();
        Results results = new Results(folder, said::add);
        Recipe recipe = Recipe.leNet(Scale.LAPTOP).epochs(1);
        List<History> first = results.of(recipe, DATA, 2);
        List<History> again = results.of(recipe, DATA, 2);
        assertEquals(first, again);
        assertTrue(said.get(0).endsWith("(nothing was saved)"), said.get(0));
        assertEquals("LeNet, seed 0: read from lenet-seed-0.json", said.get(2));
        Path saved = folder.resolve("lenet-seed-0.json");
        String text = Files.readString(saved);
        Files.writeString(saved, text.replaceFirst("\"machine\" : \"", "\"machine\" : \"my old "));
        results.of(recipe, DATA, 1);
        assertTrue(said.get(4).contains("(saved machine: my old "), said.get(4));
        results.of(recipe, DATA.first(400, 200), 1);
        assertTrue(said.get(5).contains("(saved data: Fashion-MNIST: 500"), said.get(5));
        Files.writeString(saved, "{");
        results.of(recipe, DATA, 1);
        assertTrue(said.get(6).contains("is damaged"), said.get(6));
    }

    @Test
    void gradientsAreMeasuredAsTheyAre() {
        // the gradient of a linear softmax layer at its first weights, computed by hand
        SequentialBlock net = sequential(flatten(), dense(10));
        double[] norms = Gradients.norms(net, Init.glorot(), DATA.train(), 8);
        assertEquals(1, norms.length);
        try (NDManager manager = NDManager.newBaseManager()) {
            int[] places = DATA.train().indices(0, 8);
            NDArray x = DATA.train().pixels(manager, places);
            NDArray p = Nets.forward(net, x).softmax(1);
            NDArray error = p.sub(DATA.train().labels(manager, places).oneHot(10)).div(8);
            NDArray gradient = error.transpose().matMul(x.reshape(8, 784));
            double expected = Math.sqrt(gradient.square().sum().getFloat());
            assertEquals(expected, norms[0], 1e-3 * expected);
        }
        assertEquals(5, Gradients.norms(LeNet.block(), Init.glorot(), DATA.train(), 8).length);
    }

    @Test
    void gradientHistogramsHelpALinearModel() {
        ImageData data = FashionMnist.sample().first(2000, 1000);
        ImageData hog = Hog.of(data);
        assertEquals(28 * 14, hog.train().get(0).pixels().length);
        double plain = accuracy(data);
        double withHog = accuracy(hog);
        assertTrue(withHog > plain + 0.01, withHog + " against " + plain);
    }

    private static double accuracy(ImageData data) {
        return Training.of(sequential(flatten(), dense(10)), data)
                .adam()
                .learningRate(0.003f)
                .batchSize(50)
                .epochs(10)
                .listener(TrainingListener.SILENT)
                .fit()
                .history()
                .last()
                .testAccuracy();
    }
}
