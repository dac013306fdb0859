package convnets.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class EvaluationTableTest {

    @Test
    void classesWhoseNamesDifferInCaseAloneHaveColumnsOfTheirOwn() {
        List<String> names = List.of("a", "A", "süß & <b>");
        Table table =
                new Evaluation(names, new int[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, 0, List.of())
                        .table();
        assertEquals(List.of("is ↓ answer →", "a", "A (1)", "süß & <b>"), table.columnNames());
        assertEquals(List.of(2, 5, 8), table.intColumn("A (1)").asList());
        assertEquals(names, table.stringColumn(0).asList());
    }
}
