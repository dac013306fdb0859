package convnets.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
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

    @Test
    void namesThatDifferInSpacesAloneAndNamesWithNumbersHaveTheirColumnsToo() {
        List<String> names = List.of("a", " a", "a ", "A (3)", "a (3)", "IS ↓ answer →");
        int[][] counts = new int[6][6];
        for (int i = 0; i < 6; i++) {
            counts[i][i] = i + 1;
        }
        Evaluation evaluation = new Evaluation(names, counts, 0, List.of());
        Table table = evaluation.table();
        assertEquals(7, table.columnCount());
        for (int i = 0; i < 6; i++) {
            assertEquals(i + 1, table.intColumn(i + 1).get(i));
        }
        assertEquals(6, evaluation.classes().rowCount());
    }

    @Test
    void countsMayAddUpToMoreThanAnInteger() {
        int many = 2_000_000_000;
        Evaluation evaluation =
                new Evaluation(List.of("a", "b"), new int[][] {{many, many}, {0, 1}}, 0, List.of());
        assertEquals(0.5, evaluation.recall()[0]);
        assertEquals(many / 4e9, evaluation.accuracy(), 1e-9);
    }

    @Test
    void ofHandIsAnEvaluationOfAsManyRowsAndColumnsAsClasses() {
        List<int[][]> others =
                List.of(new int[3][3], new int[2][3], new int[3][2], new int[][] {{1, 2}, null});
        for (int[][] other : others) {
            assertEquals(
                    "A confusion matrix of 2 classes needs 2 rows of 2 counts.",
                    assertThrows(
                                    CourseException.class,
                                    () -> new Evaluation(List.of("a", "b"), other, 0, List.of()))
                            .getMessage());
        }
        assertThrows(
                CourseException.class, () -> new Evaluation(List.of("a"), new int[1][1], 0, null));
        assertThrows(
                CourseException.class, () -> new Evaluation(null, new int[2][2], 0, List.of()));
    }
}
