package convnets.experiments;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.Hog;
import convnets.data.ImageData;
import convnets.experiments.PairedDifference.Verdict;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Checkpoints;
import convnets.train.Gradients;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class SeedStudyTest {

    private static final ImageData DATA = FashionMnist.sample().first(500, 200);

    private static Training linear() {
        return Training.of(sequential(flatten(), dense(10)), DATA).batchSize(50).epochs(2);
    }

    @Test
    void writesMeanAndStandardDeviation() {
        assertEquals("2.00 ± 1.00", Spread.of(1, 2, 3).text(2));
        assertEquals("5.0 ± 0.0", Spread.of(5, 5).text(1));
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
        PairedDifference slower = trials.difference("slow", "linear");
        assertEquals(trials.mean("slow") - trials.mean("linear"), slower.mean(), 1e-9);
        assertEquals(Verdict.LESS, slower.verdict());
        assertEquals(
                List.of("", slower.toString()),
                table.stringColumn("test accuracy against linear").asList());
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
        assertEquals("LeNet, seed 0: read from lenet-seed-0.checkpoint", said.get(2));
        Path saved = folder.resolve("lenet-seed-0.checkpoint");
        Checkpoints.edit(saved, "\"machine\":\"", "\"machine\":\"my old ");
        results.of(recipe, DATA, 1);
        assertTrue(said.get(4).contains("(saved machine: my old "), said.get(4));
        results.of(recipe, DATA.first(400, 200), 1);
        assertTrue(said.get(5).contains("(saved data: Fashion-MNIST: 500"), said.get(5));
        Files.writeString(saved, "{");
        results.of(recipe, DATA, 1);
        assertTrue(said.get(6).contains("is damaged"), said.get(6));
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aStopEndsTheStudyAndKeepsWhatWasFinished() {
        SeedStudy study = SeedStudy.over(2).add("first", SeedStudyTest::linear);
        int[] made = {0};
        Supplier<Training> second =
                () -> {
                    if (made[0]++ == 1) {
                        Thread.currentThread().interrupt();
                    }
                    return linear();
                };
        CourseException problem =
                assertThrows(CourseException.class, () -> study.add("second", second));
        assertTrue(problem.getMessage().startsWith("Stopped at second, seed 1"), "" + problem);
        assertTrue(Thread.interrupted(), "the stop is still seen");
        assertEquals(2, study.table().rowCount());
        study.add("second", second);
        assertEquals(3, made[0], "seed 0 was kept, seed 1 was trained again");
        assertEquals(2, study.difference("first", "second").seeds());
    }

    @Test
    void aVariantThatIsAskedForAnewIsKeptUntilThereIsANewRun() {
        SeedStudy study = SeedStudy.over(2);
        Supplier<Training> stopped =
                () -> {
                    Thread.currentThread().interrupt();
                    return linear();
                };
        sentence("Stopped at linear, seed 0", () -> study.add("linear", stopped));
        Thread.interrupted();
        assertEquals(0, study.table().rowCount(), "no row of nothing");
        study.add("linear", SeedStudyTest::linear);
        String before = study.toString();
        sentence("Stopped at linear, seed 0", () -> study.add("linear", stopped));
        Thread.interrupted();
        assertEquals(before, study.toString());
        study.add("linear", () -> linear().learningRate(1e-6f));
        assertNotEquals(before, study.toString());
    }

    @Test
    void whatWasNotTestedIsNoNumber() {
        SeedStudy study = SeedStudy.over(2).alsoOn("test accuracy", DATA.test());
        study.add("lost", () -> linear().learningRate(1e30f));
        assertEquals("test accuracy (2)", study.table().column(4).name());
        sentence("The nets of [lost] were not", () -> study.alsoOn("more", DATA.train()));
        sentence("no training here", () -> study.add("none", () -> null));
        sentence("no training here", () -> study.add("none", null));
        assertEquals(1, study.table().rowCount());
        SeedStudy seconds = SeedStudy.over(2).alsoOn("seconds", DATA.test());
        seconds.add("lost", () -> linear().learningRate(1e30f));
        assertEquals("seconds (3)", seconds.table().column(5).name());
    }

    @Test
    void aStoppedOrDivergedRunIsNoResult(@TempDir Path folder) throws Exception {
        Results results = new Results(folder, said -> {});
        Training run = linear().name("mine").listener(TrainingListener.SILENT);
        Thread.currentThread().interrupt();
        run.fit();
        Thread.interrupted();
        sentence("Stopped at mine", () -> results.save(run));
        Recipe recipe = Recipe.leNet(Scale.LAPTOP).epochs(1);
        Thread.currentThread().interrupt();
        sentence("Stopped at LeNet, seed 0", () -> results.of(recipe, DATA, 2));
        Thread.interrupted();
        Training lost = linear().name("lost").learningRate(1e30f).fit();
        assertEquals(History.Ending.DIVERGED, lost.history().ending());
        sentence("lost is not kept among the results. Diverged at epoch", () -> results.save(lost));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void netsNamedInAnotherAlphabetHaveFilesOfTheirOwn() {
        assertEquals("alexnet-4-seed-0.checkpoint", Results.fileName("AlexNet ÷ 4-seed-0"));
        String one = Results.fileName("сеть А");
        assertTrue(one.matches("[A-Za-z0-9%-]+\\.checkpoint"), one);
        assertNotEquals(one, Results.fileName("сеть Б"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoticedBeforeTheTraining(@TempDir Path folder)
            throws Exception {
        Path taken = Files.createFile(folder.resolve("taken"));
        Results results = new Results(taken, said -> {});
        long begin = System.nanoTime();
        Recipe ages = Recipe.leNet(Scale.LAPTOP).epochs(10_000);
        sentence("cannot be written into " + taken, () -> results.of(ages, DATA, 1));
        assertTrue(System.nanoTime() - begin < 60e9);
        Training run = linear().fit();
        sentence("still in memory", () -> results.save(run));
        assertEquals(2, run.history().epochs().size());
    }

    @Test
    void resultsAreOfARecipeDataAndASeed(@TempDir Path folder) {
        Results results = new Results(folder, said -> {});
        Recipe recipe = Recipe.leNet(Scale.LAPTOP);
        sentence("LeNet is trained with 1 seed or more, not 0.", () -> results.of(recipe, DATA, 0));
        sentence("1 seed or more, not -3.", () -> Comparison.of(DATA, -3, recipe));
        sentence("no recipe here", () -> results.of(null, DATA, 1));
        sentence("no recipe here", () -> Comparison.of(DATA, 1, (Recipe) null));
        sentence("no data set here", () -> Comparison.of(null, 1, recipe));
        sentence("no training here", () -> results.save(null));
    }

    @Test
    void filesThatCannotBeReadAreKept(@TempDir Path folder) throws Exception {
        List<String> said = new ArrayList<>();
        Results results = new Results(folder, said::add);
        Recipe recipe = Recipe.leNet(Scale.LAPTOP).epochs(1);
        Path file = folder.resolve("lenet-seed-0.checkpoint");
        String old = "{\"format\": \"convnets history 1\"}";
        Files.writeString(file, old);
        results.of(recipe, DATA, 1);
        assertTrue(said.get(0).contains("earlier version"), said.get(0));
        assertTrue(said.get(0).contains("lenet-seed-0.checkpoint.old"), said.get(0));
        assertEquals(old, Files.readString(folder.resolve("lenet-seed-0.checkpoint.old")));
        results.of(recipe, DATA, 1);
        assertEquals("LeNet, seed 0: read from lenet-seed-0.checkpoint", said.get(1));
    }

    private static void sentence(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
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

    @Tag("slow")
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
