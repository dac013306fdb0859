package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

class CourseTest {

    @Test
    void onlyNumbersThatNobodyHasFormattedAreShortened() {
        LongColumn macs = LongColumn.create("MACs", 15_470_264_320L, 1);
        macs.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(0));
        Table table =
                Table.create(
                        DoubleColumn.create("mean", 2.0 / 3, 0.5),
                        DoubleColumn.create("accuracy", 0.8126, 0.75),
                        macs);
        String text = (String) Course.of(table).get("text/plain");
        for (String shown : new String[] {" 0.6667 ", " 0.5 ", " 0.8126 ", " 15,470,264,320 "}) {
            assertTrue(text.contains(shown), text);
        }
    }
}
