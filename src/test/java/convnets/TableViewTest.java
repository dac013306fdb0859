package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.train.Epoch;
import convnets.train.Evaluation;
import convnets.train.History;
import convnets.train.History.Ending;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @Test
    void numbersStandToTheRightAndWordsToTheLeftInText() {
        Table table =
                Table.create(
                        StringColumn.create("net", "LeNet", "NiN"),
                        IntColumn.create("n", new int[] {7, 1000}));
        assertEquals(
                String.join(
                        "\n",
                        " net   |    n ",
                        "--------------",
                        " LeNet |    7 ",
                        " NiN   | 1000 "),
                TableView.text(table));
    }

    @Test
    void theLastRowsOfALargeTableAreItsLast() {
        IntColumn column = IntColumn.create("n", IntStream.range(0, 101).toArray());
        List<String> lines = TableView.text(Table.create(column)).lines().toList();
        assertEquals(2 + 95 + 5 + 1, lines.size());
        assertEquals("94", lines.get(96).trim());
        assertEquals("96", lines.get(97).trim());
        assertEquals("100", lines.get(101).trim());
        Table hundred = Table.create(IntColumn.create("n", IntStream.range(0, 100).toArray()));
        assertEquals(2 + 100, TableView.text(hundred).lines().count());
    }

    private static List<String> rows(DoubleColumn column) {
        return TableView.text(Table.create(column)).lines().skip(2).map(String::trim).toList();
    }

    @Test
    void aLongNumberShortensItsColumnAndNoOther() {
        assertEquals(
                List.of("0.5", "0.1234567891"),
                rows(DoubleColumn.create("a", 0.5, 0.1234567891)),
                "twelve characters");
        assertEquals(List.of("0.5", "0.1235"), rows(DoubleColumn.create("a", 0.5, 0.12345678912)));
    }

    @Test
    void whatIsInfiniteIsShown() {
        String text =
                TableView.text(
                        Table.create(DoubleColumn.create("x", 0.5, 1 / 0.0, -1 / 0.0, Double.NaN)));
        assertTrue(text.contains("0.5"), text);
        assertTrue(text.contains(" ∞") && text.contains("−∞"), text);
    }

    @Test
    void whatIsMissingIsNoNumber() {
        assertEquals(
                List.of("77.98", ""),
                rows(DoubleColumn.create("a", 77.98269230769231, Double.NaN)));
    }

    /**
     * A history or an evaluation that is printed: tablesaw writes numbers as the reader's language
     * does.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "th-TH-u-nu-thai", "hi-IN-u-nu-deva", "de-DE"})
    void whatIsPrintedIsTheSameInEveryLanguage(String language) {
        String before = printed();
        Locale own = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            assertEquals(before, printed());
        } finally {
            Locale.setDefault(own);
        }
        assertTrue(before.contains(" 12 ") && before.contains(" 34567 "), before);
    }

    private static String printed() {
        Epoch epoch = new Epoch(12, 0.5, 0.8, 0.7, 10, 6000);
        int[][] counts = {{34567, 0}, {0, 1}};
        Evaluation evaluation = new Evaluation(List.of("a", "b"), counts, 0.5, List.of());
        return new History(null, List.of(epoch), Ending.FINISHED, "")
                + "\n"
                + evaluation
                + TableView.text(evaluation.classes());
    }

    /** Nor does it end the kernel that somebody prints a table of many rows, or columns. */
    @Test
    void whatIsPrintedIsBounded() {
        List<Epoch> epochs = Collections.nCopies(100_000, new Epoch(1, 0.5, 0.8, 0.7, 10, 6000));
        assertTrue(new History(null, epochs, Ending.FINISHED, "").toString().length() < 20_000);
        List<String> names = IntStream.range(0, 300).mapToObj(i -> "class " + i).toList();
        Evaluation large = new Evaluation(names, new int[300][300], 0, List.of());
        assertTrue(large.toString().length() < 40_000, large.toString().length() + " characters");
    }

    @Test
    void aFormatOfTheReadersOwnIsKept() {
        DoubleColumn column = DoubleColumn.create("a", 1 / 3.0, 1000 / 3.0);
        column.setPrintFormatter(Text.decimals(1));
        assertEquals(List.of("0.3", "333.3"), rows(column));
        column.setPrintFormatter(Text.decimals(9));
        assertEquals(List.of("0.333333333", "333.333333333"), rows(column));
    }
}
