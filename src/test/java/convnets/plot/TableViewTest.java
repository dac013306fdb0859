package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
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

    @Test
    void aLargeTableIsShownInPart() {
        Table table = Table.create("large");
        for (int i = 0; i < 785; i++) {
            table.addColumns(DoubleColumn.create("column " + i, new double[10_000]));
        }
        table.doubleColumn(0).set(9_999, 7);
        String html = TableView.html(table);
        String text = TableView.text(table);
        assertTrue(html.length() < 300_000 && text.length() < 60_000, html.length() + " bytes");
        String said =
                "Shown: the first 95 and the last 5 of 10,000 rows, the first 30 of 785 columns.";
        assertTrue(html.endsWith("<p>" + said + "</p>"), html.substring(html.length() - 200));
        assertTrue(text.endsWith(said) && text.contains(" 7"));
    }

    @Test
    void aLongCellIsShownInPartOnOneLine() {
        Table table = Table.create(StringColumn.create("a\nb", "x".repeat(1_000_000), "y\nz"));
        assertTrue(TableView.html(table).length() < 1000);
        assertEquals(5, TableView.text(table).lines().count() + 1);
    }

    @Test
    void showingATableDoesNotChangeIt() {
        Table table =
                Table.create(DoubleColumn.create("mean", 77.98269230769231, 1e-7, 123456.789));
        String before = table.printAll();
        String shown = TableView.text(table);
        assertTrue(shown.contains("77.98 ") && shown.contains("1E-7") && shown.contains("123,457"));
        assertEquals(before, table.printAll());
        assertEquals(
                0, TableView.text(Table.create("empty")).lines().filter(l -> !l.isBlank()).count());
    }
}
