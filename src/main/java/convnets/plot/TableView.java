package convnets.plot;

import convnets.Text;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A tablesaw table as HTML: numbers to the right, nothing that a repository page would strip. */
public final class TableView {

    private TableView() {}

    /**
     * Writes the table.
     *
     * @param table any; its columns' print formats are used
     * @return an HTML table
     */
    public static String html(Table table) {
        String head = cells(table, "th", Column::name);
        String body =
                IntStream.range(0, table.rowCount())
                        .mapToObj(row -> cells(table, "td", column -> column.getString(row)))
                        .collect(Collectors.joining("\n"));
        return "<table>\n<thead>" + head + "</thead>\n<tbody>\n" + body + "\n</tbody>\n</table>";
    }

    private static String cells(Table table, String tag, Function<Column<?>, String> text) {
        return table.columns().stream()
                .map(column -> cell(tag, column instanceof NumericColumn, text.apply(column)))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
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
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
