package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableViewTest {

    @Test
    void numbersStandToTheRightAndTextIsEscaped() {
        Table table =
                Table.create(
                        StringColumn.create("a<b", "x & y"), IntColumn.create("n", new int[] {7}));
        assertEquals(
                "<table>\n"
                        + "<thead><tr><th align=\"left\" style=\"text-align: left\">a&lt;b</th><th align=\"right\" style=\"text-align: right\">n</th></tr>"
                        + "</thead>\n<tbody>\n"
                        + "<tr><td align=\"left\" style=\"text-align: left\">x &amp; y</td><td align=\"right\" style=\"text-align: right\">7</td></tr>\n"
                        + "</tbody>\n</table>",
                TableView.html(table));
    }
}
