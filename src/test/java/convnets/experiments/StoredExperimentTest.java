package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.util.List;
import org.junit.jupiter.api.Test;
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
                List.of("0.850 ± 0.071", "0.875 ± 0.078", "0.500 ± 0.000"),
                table.stringColumn("net").asList());
        assertEquals(
                List.of("", "+0.025 ± 0.005 (2 seeds): more", ""),
                table.stringColumn("net, against a").asList(),
                "one seed cannot be compared");
        assertEquals(List.of("", "0.150 ± 0.071", ""), table.stringColumn("other").asList());
        assertEquals(table.printAll(), stored.toString());
    }

    @Test
    void aChartGoesFromTheSmallestToTheLargest() {
        String words = stored.against("MACs").toString();
        assertTrue(words.contains("net 0.8750 … 0.5000"), words);
        assertTrue(words.contains("other 0.1500"), words);
    }

    @Test
    void knowsWhatWasMeasuredWithWhat() {
        assertEquals(List.of("a", "b", "c"), stored.names("variant"));
        assertEquals(List.of("net"), stored.seriesOf("a"));
        assertEquals(List.of("net", "other"), stored.seriesOf("b"));
        assertEquals(
                "The experiment \"made up\" has no \"other\" with \"a\": it has [net, other] with"
                        + " [a, b, c].",
                assertThrows(CourseException.class, () -> stored.mean("other", "a")).getMessage());
    }
}
