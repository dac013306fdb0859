package convnets.experiments;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.train.Training;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Measuring an experiment: what is stored, and what is measured again. */
class ExperimentRunnerTest {

    private static final ImageData DATA = FashionMnist.sample().first(500, 200);

    @TempDir Path folder;

    private static Training linear(float rate) {
        return Training.of(sequential(flatten(), dense(10)), DATA)
                .learningRate(rate)
                .batchSize(50)
                .epochs(1);
    }

    private static Experiment two(String name, int seeds) {
        return new Experiment(name, seeds)
                .add("linear", "0.1", () -> linear(0.1f))
                .add("linear", "0.01", () -> linear(0.01f));
    }

    /** Measures, and returns the lines that it printed about single runs. */
    private List<String> measure(Experiment... experiments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        List<Experiment> all = List.of(experiments);
        RunStore store = RunStore.open(folder, all, out);
        new ExperimentRunner(store, store, out).measure(all, Shard.ALL);
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("seed "))
                .toList();
    }

    @Test
    void storesWhatTheTrainingGives() {
        measure(two("first", 2));
        StoredExperiment stored = StoredExperiment.read(folder, "first");
        double expected = linear(0.1f).seed(1).fit().history().last().testAccuracy();
        assertEquals(expected, stored.accuracies("linear", "0.1")[1], 1e-12);
        assertEquals(4, stored.runs().rowCount());
        assertEquals(7850, stored.runs().longColumn("parameters").get(0));
        assertEquals(7840, stored.runs().longColumn("MACs").get(0));
        assertEquals(500, stored.runs().longColumn("pictures").get(0));
        double[] all = stored.accuracies("linear", "0.1");
        double half = Math.abs(all[0] - all[1]) / 2;
        assertEquals((all[0] + all[1]) / 2, stored.mean("linear", "0.1"), 1e-12);
        assertEquals(half * Math.sqrt(2), stored.deviation("linear", "0.1"), 1e-12);
        assertEquals(List.of("", "linear", "linear, against 0.1"), stored.table().columnNames());
        PairedDifference less = stored.difference("linear", "0.01", "0.1");
        assertEquals(
                stored.mean("linear", "0.01") - stored.mean("linear", "0.1"), less.mean(), 1e-12);
        assertEquals(
                List.of("", less.toString()),
                stored.table().stringColumn("linear, against 0.1").asList());
        assertThrows(CourseException.class, () -> stored.mean("linear", "0.5"));
        assertEquals(List.of("0.01"), stored.only("0.01").names("variant"));
        CourseException unknown =
                assertThrows(CourseException.class, () -> stored.only("0.01", "0.5"));
        assertEquals(
                "The experiment \"first\" has no \"0.5\": it has [0.1, 0.01].",
                unknown.getMessage());
        assertEquals(
                String.format(Locale.ROOT, "%.3f", stored.mean("linear", "0.01")),
                stored.means().stringColumn("linear").get(1));
        String words = stored.against("MACs").toString();
        double first = stored.mean("linear", "0.1");
        double last = stored.mean("linear", "0.01");
        String ends = String.format(Locale.ROOT, "linear %.4g … %.4g", first, last);
        assertTrue(words.endsWith(ends), words);
    }

    @Test
    void theMeansLeaveOutWhatWasNotMeasured() {
        measure(two("first", 1).add("slow", "0.01", () -> linear(0.001f)));
        Table means = StoredExperiment.read(folder, "first").means();
        assertEquals(List.of("0.1", "0.01"), means.stringColumn("").asList());
        assertEquals("", means.stringColumn("slow").get(0));
        assertTrue(means.stringColumn("slow").get(1).startsWith("0."), means.printAll());
    }

    @Test
    void measuresOnlyWhatIsMissing() throws IOException {
        assertEquals(2, measure(two("first", 1)).size());
        assertEquals(2, measure(two("first", 2)).size(), "the second seed only");
        assertEquals(0, measure(two("first", 2)).size());
        assertEquals(0, measure(two("first", 2), two("second", 2)).size(), "the runs are shared");
        assertEquals(2, measure(two("first", 2), two("second", 3)).size(), "but for the third");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "no half file is left");
        }
    }

    @Test
    void measuresAgainWhatHasOtherSettings() {
        measure(two("first", 1));
        Experiment changed =
                new Experiment("first", 1).add("linear", "0.1", () -> linear(0.1f).batchSize(20));
        List<String> lines = measure(changed);
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).startsWith("first: linear, 0.1, seed 0: 0."), lines.get(0));
        assertEquals(1, StoredExperiment.read(folder, "first").runs().rowCount());
    }

    /** As "60,000", where the full set is not. */
    @Test
    void keepsWhatItCannotMeasureHere() {
        measure(two("first", 1).add("linear", "0.02", () -> linear(0.02f)));
        double there = StoredExperiment.read(folder, "first").mean("linear", "0.02");
        Experiment here = two("first", 2);
        here.elsewhere.add("0.02");
        assertEquals(2, measure(here).size());
        StoredExperiment stored = StoredExperiment.read(folder, "first");
        assertEquals(there, stored.mean("linear", "0.02"));
        assertEquals(5, stored.runs().rowCount());
        measure(two("first", 2).add("linear", "0.02", () -> linear(0.02f)));
        assertEquals(
                6, StoredExperiment.read(folder, "first").runs().rowCount(), "no row is twice");
    }

    @Test
    void aStopStoresNothingHalf() {
        Experiment stops =
                two("first", 1)
                        .add(
                                "linear",
                                "stopped",
                                () -> linear(0.1f).batchSize(20),
                                "stopped",
                                run -> {
                                    Thread.currentThread().interrupt();
                                    return Training.accuracy(run.net(), run.data().test());
                                });
        assertThrows(CourseException.class, () -> measure(stops));
        assertTrue(Thread.interrupted());
        StoredExperiment stored = StoredExperiment.read(folder, "first");
        assertEquals(List.of("0.1", "0.01"), stored.names("variant"));
    }

    @Test
    void aDamagedFileIsMeasuredAgain() throws IOException {
        measure(two("first", 1));
        Files.writeString(folder.resolve("first.csv"), "series,variant\na");
        assertThrows(CourseException.class, () -> StoredExperiment.read(folder, "first"));
        assertEquals(2, measure(two("first", 1)).size());
        assertEquals(
                "series,variant\na", Files.readString(folder.resolve("first.csv.old")), "kept");
        CourseException problem =
                assertThrows(CourseException.class, () -> StoredExperiment.read(folder, "other"));
        assertTrue(problem.getMessage().contains("make measured"), problem.getMessage());
    }
}
