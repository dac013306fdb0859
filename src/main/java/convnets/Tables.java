package convnets;

import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What a table of tablesaw's takes, whatever its columns are called. */
public final class Tables {

    private Tables() {}

    /**
     * Adds a column. A table takes "a", "A" and " a" for one name: a column whose name is taken
     * gets its number behind it.
     *
     * @param table that gets one column more
     * @param column with any name
     * @param number of the column, that no other one has
     */
    public static void add(Table table, Column<?> column, int number) {
        while (table.containsColumn(column.name())) {
            column.setName(column.name() + " (" + number + ")");
        }
        table.addColumns(column);
    }
}
