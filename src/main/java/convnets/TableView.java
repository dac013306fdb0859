package convnets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * A tablesaw table as HTML or as text: numbers to the right and, where nobody has formatted them,
 * with the digits that matter; a part of a large table. The table itself is not changed.
 */
public final class TableView {

    /** Of more rows than these two, the first and the last are shown. */
    private static final int FIRST_ROWS = 95;

    private static final int LAST_ROWS = 5;
    private static final int MOST_COLUMNS = 30;
    private static final int MOST_CHARACTERS = 200;

    /** How many characters a number may have that nobody has formatted. */
    private static final int LONGEST = 12;

    private static final NumberColumnFormatter PLAIN = Text.formatter("0.############");

    /** What is shown of a column. */
    private record Cells(String name, boolean number, List<String> rows) {

        /** A text of the column with blanks up to its width. */
        String aligned(String text) {
            int width = rows.stream().mapToInt(String::length).reduce(name.length(), Math::max);
            return Text.format((number ? " %" : " %-") + Math.max(1, width) + "s ", text);
        }
    }

    private final Table table;
    private final List<Cells> columns;

    private TableView(Table table) {
        this.table = table;
        int rows = table.rowCount();
        int last = Math.max(FIRST_ROWS, rows - LAST_ROWS);
        int[] shown =
                IntStream.range(0, rows).filter(row -> row < FIRST_ROWS || row >= last).toArray();
        columns =
                table.columns().stream()
                        .limit(MOST_COLUMNS)
                        .map(column -> cells(column, shown))
                        .toList();
    }

    private static Cells cells(Column<?> column, int[] shown) {
        List<String> rows = new ArrayList<>();
        for (int row : shown) {
            rows.add(Text.shortened(column.getString(row), MOST_CHARACTERS));
        }
        if (column instanceof NumericColumn<?> numbers && nobodyFormatted(numbers, shown)) {
            boolean isLong = rows.stream().anyMatch(cell -> cell.length() > LONGEST);
            for (int i = 0; i < shown.length; i++) {
                double value = numbers.getDouble(shown[i]);
                if (!Double.isNaN(value)) {
                    rows.set(i, isLong ? Text.number(value) : PLAIN.format(value));
                }
            }
        }
        String name = Text.shortened(column.name(), MOST_CHARACTERS);
        return new Cells(name, column instanceof NumericColumn, rows);
    }

    /** Tablesaw's own format is that of the reader's language, such as 0,5 in German. */
    private static boolean nobodyFormatted(NumericColumn<?> column, int[] shown) {
        NumberColumnFormatter own = NumberColumnFormatter.floatingPointDefault();
        own.setColumnType(ColumnType.DOUBLE);
        return IntStream.of(shown)
                .filter(row -> !Double.isNaN(column.getDouble(row)))
                .allMatch(row -> own.format(column.getDouble(row)).equals(column.getString(row)));
    }

    /**
     * Writes a table for a page.
     *
     * @param table any; its columns' print formats are used
     * @return an HTML table, and a line that says what is left out
     */
    public static String html(Table table) {
        TableView view = new TableView(table);
        String head = view.row("th", Cells::name);
        List<String> body = new ArrayList<>();
        for (int i = 0; i < view.rows(); i++) {
            int row = i;
            body.add(view.row("td", cells -> cells.rows.get(row)));
        }
        String note = view.missing().isEmpty() ? "" : "\n<p>" + view.missing() + "</p>";
        return Text.format(
                "<table>\n<thead>%s</thead>\n<tbody>\n%s\n</tbody>\n</table>%s",
                head, String.join("\n", body), note);
    }

    /**
     * Writes a table as text, its columns aligned.
     *
     * @param table any; its columns' print formats are used
     * @return a line for each row, and one that says what is left out
     */
    public static String text(Table table) {
        TableView view = new TableView(table);
        List<String> lines = new ArrayList<>();
        lines.add(view.line(Cells::name));
        lines.add("-".repeat(lines.get(0).length()));
        for (int i = 0; i < view.rows(); i++) {
            int row = i;
            lines.add(view.line(cells -> cells.rows.get(row)));
        }
        if (!view.missing().isEmpty()) {
            lines.add(view.missing());
        }
        return String.join("\n", lines);
    }

    private int rows() {
        return columns.isEmpty() ? 0 : columns.get(0).rows.size();
    }

    private String missing() {
        List<String> parts = new ArrayList<>();
        if (table.rowCount() > rows()) {
            parts.add(
                    Text.format(
                            "the first %d and the last %d of %,d rows",
                            FIRST_ROWS, LAST_ROWS, table.rowCount()));
        }
        if (table.columnCount() > columns.size()) {
            parts.add(
                    Text.format(
                            "the first %d of %,d columns", columns.size(), table.columnCount()));
        }
        return parts.isEmpty() ? "" : "Shown: " + String.join(", ", parts) + ".";
    }

    private String row(String tag, Function<Cells, String> text) {
        return columns.stream()
                .map(cells -> cell(tag, cells.number, text.apply(cells)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private String line(Function<Cells, String> text) {
        return columns.stream()
                .map(cells -> cells.aligned(text.apply(cells)))
                .collect(Collectors.joining("|"));
    }

    private static String cell(String tag, boolean number, String text) {
        String align = number ? "right" : "left";
        String safe = escape(text);
        // repository pages keep the attribute and strip the style; JupyterLab heeds the style only
        return Text.format(
                "<%s align=\"%s\" style=\"text-align: %s\">%s</%s>", tag, align, align, safe, tag);
    }

    /**
     * Makes text safe to stand in HTML.
     *
     * @param text any
     * @return the same, with the characters that HTML would take as its own written as entities
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
