package convnets.experiments;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.Programs;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.train.Training;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Experiments that several computers share: who measures what, and how it comes together. */
class MeasureTest {

    private static final ImageData DATA = FashionMnist.sample().first(200, 100);

    /** All that were measured. */
    private static final Set<Training> TRAININGS =
            Collections.newSetFromMap(new IdentityHashMap<>());

    @TempDir Path folder;

    private String said;

    private static Training linear(float rate) {
        return Training.of(sequential(flatten(), dense(10)), DATA)
                .learningRate(rate)
                .batchSize(50)
                .epochs(1);
    }

    /** Each net is measured twice, and the second experiment has one of the first. */
    private static List<Experiment> experiments(float rate) {
        Experiment first = new Experiment("first", 3);
        for (float each : new float[] {rate, 0.01f, 0.001f}) {
            String variant = Float.toString(each);
            first.add("test", variant, () -> linear(each), "test", MeasureTest::measured);
            first.add("again", variant, () -> linear(each), "again", MeasureTest::measured);
        }
        Experiment second = new Experiment("second", 2);
        second.add("test", "x", () -> linear(0.01f), "test", MeasureTest::measured);
        return List.of(first, second);
    }

    private static double measured(Training run) {
        TRAININGS.add(run);
        return Experiment.testAccuracy(run);
    }

    /** What the command says on its error stream; its other output is kept in a field. */
    private String make(List<Experiment> experiments, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter errors = new StringWriter();
        CommandLine command =
                Programs.of(
                        new Measure(
                                experiments,
                                folder.resolve("stored"),
                                folder.resolve("shares"),
                                new PrintStream(out, true, StandardCharsets.UTF_8)));
        int code = command.setErr(new PrintWriter(errors)).execute(arguments);
        said = out.toString(StandardCharsets.UTF_8);
        assertEquals(code != 0, !errors.toString().isEmpty(), errors.toString());
        return errors.toString().strip();
    }

    private void share(List<Experiment> experiments, int number, int count) {
        assertEquals("", make(experiments, "--shard", "" + number, "" + count));
    }

    private String merge(List<Experiment> experiments) {
        return make(experiments, "--merge", folder.resolve("shares").toString());
    }

    private List<String> measured() {
        return said.lines().filter(line -> line.contains(" of training")).toList();
    }

    /** What is stored, without the time that it took. */
    private List<List<Object>> rows(String name) {
        StoredExperiment stored = StoredExperiment.read(folder.resolve("stored"), name);
        List<List<Object>> rows = new ArrayList<>();
        for (StoredRuns.Row row : StoredRuns.rows(stored.runs())) {
            rows.add(List.of(row.place(), row.run().settings(), row.run().accuracy()));
        }
        return rows;
    }

    @Test
    void sharesTogetherAreTheWhole() throws IOException {
        List<Experiment> experiments = experiments(0.1f);
        assertEquals("", make(experiments));
        List<List<Object>> first = rows("first");
        List<List<Object>> second = rows("second");
        assertEquals(18, first.size());
        assertEquals(2, second.size());

        Files.move(folder.resolve("stored"), folder.resolve("before"));
        TRAININGS.clear();
        Set<String> lines = new HashSet<>();
        for (int number = 1; number <= 2; number++) {
            share(experiments, number, 2);
            List<String> share = measured();
            assertTrue(share.size() >= 8, "as large as the other, but for one net: " + share);
            assertTrue(Collections.disjoint(lines, share), "nothing in common");
            lines.addAll(share);
        }
        assertEquals(9, TRAININGS.size(), "each net once, whatever is measured of it");
        assertEquals(18, lines.size());
        assertEquals("", merge(experiments));
        assertTrue(said.startsWith("New runs: 18."), said);
        assertEquals(first, rows("first"));
        assertEquals(second, rows("second"));
        assertEquals("", merge(experiments));
        assertTrue(said.startsWith("New runs: 0."), said);
        assertEquals("", make(experiments));
        assertEquals(List.of(), measured(), "nothing is left to do");
    }

    @Test
    void aShareLeavesOutWhatIsStoredAndGoesOnWhereItWas() {
        List<Experiment> some = experiments(0.1f).subList(1, 2);
        assertEquals("", make(some));
        List<Experiment> all = experiments(0.1f);
        int[] counts = new int[2];
        for (int i = 0; i < 2; i++) {
            share(all, i + 1, 2);
            counts[i] = measured().size();
        }
        assertEquals(16, counts[0] + counts[1], "all of both but for the two that are stored");
        share(all, 1, 2);
        assertEquals(List.of(), measured());
    }

    @Test
    void runsOfOtherSettingsAreRefusedAndNothingIsMerged() {
        share(experiments(0.1f), 1, 2);
        String refused = merge(experiments(0.2f));
        assertTrue(refused.contains("first.csv has a run that this copy of"), refused);
        assertTrue(refused.contains("(test, 0.1, seed 0): nothing was merged"), refused);
        assertEquals(1, refused.lines().count());
        assertFalse(Files.exists(folder.resolve("stored/first.csv")));
    }

    @Test
    void theSameRunStaysAsItWasStored() throws IOException {
        List<Experiment> experiments = experiments(0.1f).subList(1, 2);
        assertEquals("", make(experiments));
        String before = Files.readString(folder.resolve("stored/second.csv"));
        Path copy = folder.resolve("shares/here/second.csv");
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, before.replace("FINISHED", "STOPPED"));
        assertEquals("", merge(experiments));
        assertEquals(before, Files.readString(folder.resolve("stored/second.csv")));
    }

    @Test
    void filesOfSomethingElseAreRefused() throws IOException {
        assertTrue(merge(experiments(0.1f)).startsWith("There are no csv files in "));
        Path file = folder.resolve("shares/third.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "a,b\n1,2\n");
        assertTrue(merge(experiments(0.1f)).endsWith("there are [first, second]."));
        Files.move(file, file.resolveSibling("first.csv"));
        assertTrue(merge(experiments(0.1f)).contains("first.csv is no stored experiment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 2", "3 2", "-1 2", "1 0", "3", "a 2"})
    void aShareThatDoesNotExistIsRefused(String shard) {
        String[] arguments = ("--shard " + shard).split(" ");
        assertFalse(make(experiments(0.1f), arguments).isEmpty());
        assertFalse(Files.exists(folder.resolve("shares")));
    }

    @Test
    void anUnknownExperimentIsNamed() {
        String refused = make(experiments(0.1f), "third");
        assertEquals("There are the experiments [first, second], not [third].", refused);
    }
}
