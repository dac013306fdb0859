package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.TableView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What is computed of runs that were stored. */
class StoredExperimentTest {

    private final StoredExperiment stored =
            new StoredExperiment(
                    "made up",
                    Table.create(
                            StringColumn.create(
                                    "series", "net", "net", "net", "net", "net", "other", "other"),
                            StringColumn.create("variant", "a", "a", "b", "b", "c", "b", "b"),
                            LongColumn.create("seed", 0, 1, 0, 1, 0, 0, 1),
                            DoubleColumn.create("accuracy", 0.8, 0.9, 0.82, 0.93, 0.5, 0.1, 0.2),
                            LongColumn.create("MACs", 100, 100, 10, 10, 1000, 10, 10)));

    @Test
    void itsTableHoldsEachVariantAgainstTheFirst() {
        Table table = stored.table();
        assertEquals(List.of("", "net", "net, against a", "other"), table.columnNames());
        assertEquals(
                List.of("0.850 ± 0.071", "0.875 ± 0.078", "0.500"),
                table.stringColumn("net").asList());
        assertEquals(
                List.of("", "+0.025 ± 0.005 (2 seeds): not shown", ""),
                table.stringColumn("net, against a").asList(),
                "one seed cannot be compared");
        assertEquals(List.of("", "0.150 ± 0.071", ""), table.stringColumn("other").asList());
        assertEquals(TableView.text(table), stored.toString());
    }

    @Test
    void namesThatATableTakesForOneHaveColumnsOfTheirOwn() {
        Table runs = stored.runs().copy();
        runs.append(
                Table.create(
                        StringColumn.create("series", "NET", ""),
                        StringColumn.create("variant", "a", "a"),
                        LongColumn.create("seed", 0, 0),
                        DoubleColumn.create("accuracy", 0.4, 0.3),
                        LongColumn.create("MACs", 1, 1)));
        StoredExperiment more = new StoredExperiment("more", runs);
        assertEquals(
                List.of("", "net", "net, against a", "other", "NET (4)", "(5)"),
                more.table().columnNames());
        assertEquals("0.400", more.means().getString(0, 3));
        assertEquals(5, more.differences("a", List.of("b")).columnCount());
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        for (Executable unknown :
                List.<Executable>of(
                        () -> stored.names("seed"),
                        () -> stored.names("nothing"),
                        () -> stored.against("nothing"),
                        () -> stored.against("variant"))) {
            String said = assertThrows(CourseException.class, unknown).getMessage();
            assertTrue(said.startsWith("The table has no column"), said);
        }
        assertThrows(CourseException.class, () -> stored.only((String[]) null));
        assertThrows(CourseException.class, () -> stored.differences("a", null));
    }

    @Test
    void whatHasNoRunYetHasAnEmptyTable() {
        StoredExperiment none = new StoredExperiment("none", StoredRuns.empty("none"));
        assertEquals(List.of(""), none.table().columnNames());
        assertEquals(0, none.means().rowCount());
    }

    @Test
    void comparesSomeVariantsWithOne() {
        Table every = stored.differences("a", List.of("b", "c"));
        assertEquals(List.of("against a", "net", "other"), every.columnNames());
        assertEquals(List.of("b", "c"), every.stringColumn("against a").asList());
        assertEquals(
                List.of("+0.025 ± 0.005 (2 seeds): not shown", ""),
                every.stringColumn("net").asList(),
                "one seed cannot be compared");
        assertEquals(
                List.of("", ""), every.stringColumn("other").asList(), "it has no \"a\" at all");
        Table one = stored.differences("net", "b", List.of("a"));
        assertEquals(List.of("against b", "net"), one.columnNames());
        assertEquals(
                List.of("−0.025 ± 0.005 (2 seeds): not shown"), one.stringColumn("net").asList());
        for (Executable unknown :
                List.<Executable>of(
                        () -> stored.differences("z", List.of("a")),
                        () -> stored.differences("a", List.of("b", "z")),
                        () -> stored.differences("net", "z", List.of("a")),
                        () -> stored.differences("net", "a", List.of("z")))) {
            String sentence = assertThrows(CourseException.class, unknown).getMessage();
            assertTrue(sentence.contains("\"z\""), sentence);
        }
    }

    @Test
    void comparesTwoSeriesVariantByVariant() {
        Table table = stored.seriesDifferences("other", "net");
        assertEquals(List.of("", "other, against net"), table.columnNames());
        assertEquals(List.of("b"), table.stringColumn("").asList(), "what both have");
        assertEquals(
                List.of("−0.725 ± 0.005 (2 seeds): less"),
                table.stringColumn("other, against net").asList());
        assertEquals(
                "The experiment \"made up\" has no \"z\": it has [net, other].",
                assertThrows(CourseException.class, () -> stored.seriesDifferences("z", "net"))
                        .getMessage());
    }

    @Test
    void aChartGoesFromTheSmallestToTheLargest() {
        String words = stored.against("MACs").toString();
        assertTrue(words.contains("net 0.8750 … 0.5000"), words);
        assertTrue(words.contains("other 0.1500"), words);
    }

    /** As a spreadsheet, a bad disk or somebody with bad intentions would leave it. */
    @Test
    void aChangedFileIsRefusedInASentence(@TempDir Path folder) throws IOException {
        String rates = Files.readString(CourseFolder.notebooks("measured/rates.csv"));
        String nin = Files.readString(CourseFolder.notebooks("measured/nin-ones-gpu.csv"));
        Path file = folder.resolve("changed.csv");
        Files.writeString(file, rates);
        assertEquals(9, StoredExperiment.read(folder, "changed").runs().rowCount());
        String first = rates.lines().skip(1).findFirst().orElseThrow();
        String[] values = first.split(",");
        Files.writeString(file, rates + rates.substring(rates.indexOf('\n') + 1));
        assertEquals(9, StoredExperiment.read(folder, "changed").runs().rowCount(), "joined");
        for (String bad :
                List.of(
                        "",
                        "\n",
                        "\0".repeat(1_000),
                        "GIF89a" + "\u00ff\u0000".repeat(500),
                        rates.substring(0, 20),
                        rates.substring(0, rates.length() - 100),
                        rates.replace(',', ';'),
                        rates.replaceFirst("seed", "\"seed"),
                        rates.replaceFirst("accuracy", "Accuracy"),
                        rates + ",".repeat(100_000),
                        rates + first.replace(values[2], "-1"),
                        rates + with(values, 2, "zero"),
                        rates + with(values, 2, ""),
                        rates + with(values, 2, "9".repeat(100)),
                        rates + with(values, 8, "17"),
                        rates + with(values, 8, "-0.5"),
                        rates + with(values, 8, "NaN"),
                        rates + with(values, 8, ""),
                        rates + with(values, 8, "0,85"),
                        rates + first.replace(values[8], "0.5"), // two runs of one seed
                        nin)) {
            Files.writeString(file, bad);
            String name = bad.substring(0, Math.min(bad.length(), 20));
            String sentence = refused(() -> StoredExperiment.read(folder, "changed"), bad);
            assertTrue(sentence.contains("changed.csv is no stored experiment"), name + sentence);
            if (!bad.equals(nin)) {
                refused(() -> StoredExperiment.lastEpochs(folder, "changed", 10), bad);
            }
        }
    }

    @Test
    void anEpochThatNoTrainingGivesIsRefused(@TempDir Path folder) throws IOException {
        String head = "net,seed,epoch,test accuracy\n";
        Path file = folder.resolve("epochs.csv");
        Files.writeString(file, head + "LeNet,0,10,0.85\n");
        assertEquals(
                0.85,
                StoredExperiment.lastEpochs(folder, "epochs", 10).mean("test accuracy", "LeNet"));
        for (String bad : List.of("LeNet,0,10,17.5\n", "LeNet,-1,10,0.85\n")) {
            Files.writeString(file, head + bad);
            refused(() -> StoredExperiment.lastEpochs(folder, "epochs", 10), bad);
        }
    }

    private static String with(String[] values, int place, String value) {
        String[] changed = values.clone();
        changed[2] = "99"; // a run of its own
        changed[place] = value;
        return String.join(",", changed) + "\n";
    }

    private static String refused(Executable read, String contents) {
        String end = contents.substring(Math.max(0, contents.length() - 200));
        return assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThrows(CourseException.class, read, end).getMessage(),
                end);
    }

    @Test
    void knowsWhatWasMeasuredWithWhat() {
        assertEquals(List.of("a", "b", "c"), stored.names("variant"));
        assertEquals(List.of("net"), stored.only("a").names("series"));
        assertEquals(List.of("net", "other"), stored.only("b").names("series"));
        assertEquals(
                "The experiment \"made up\" has no \"other\" with \"a\": it has [net, other] with"
                        + " [a, b, c].",
                assertThrows(CourseException.class, () -> stored.mean("other", "a")).getMessage());
    }
}
