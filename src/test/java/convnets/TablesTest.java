package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TablesTest {

    @Test
    void countsHaveCommas() {
        LongColumn counts = Tables.counts("MACs", LongStream.of(7, 416_520));
        assertEquals("MACs", counts.name());
        assertEquals("7", counts.getString(0));
        assertEquals("416,520", counts.getString(1));
    }

    @Test
    void numbersHaveSoManyDecimals() {
        DoubleColumn numbers = Tables.numbers("loss", 3, 0.5, 1234.56789);
        assertEquals("loss", numbers.name());
        assertEquals("0.500", numbers.getString(0));
        assertEquals("1,234.568", numbers.getString(1));
    }

    @Test
    void aColumnIsFoundByItsNameAndItsKind() {
        LongColumn counts = Tables.counts("MACs", LongStream.of(7));
        Table table = Table.create(counts, StringColumn.create("net", "LeNet"));
        assertSame(counts, Tables.numbers(table, "MACs"));
        for (String other : new String[] {"net", "none"}) {
            assertEquals(
                    "The table has no column \""
                            + other
                            + "\" of numbers: its columns are [MACs, net].",
                    assertThrows(CourseException.class, () -> Tables.numbers(table, other))
                            .getMessage());
        }
    }
}
