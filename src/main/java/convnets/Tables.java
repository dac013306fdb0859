package convnets;

import java.util.stream.LongStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What a table of tablesaw's takes, whatever its columns are called. */
public final class Tables {

    private Tables() {}

    /**
     * Takes a column of numbers out of somebody's table.
     *
     * @param table of the reader's
     * @param name of the column
     * @return the column
     * @throws CourseException if there is none of that name, or it holds something else
     */
    public static NumericColumn<?> numbers(Table table, String name) {
        return column(table, name, NumericColumn.class, "numbers");
    }

    /**
     * Takes a column of words out of somebody's table.
     *
     * @param table of the reader's
     * @param name of the column
     * @return the column
     * @throws CourseException if there is none of that name, or it holds something else
     */
    public static StringColumn words(Table table, String name) {
        return column(table, name, StringColumn.class, "words");
    }

    private static <C extends Column<?>> C column(
            Table table, String name, Class<C> type, String what) {
        Given.of("name", name);
        if (!table.containsColumn(name) || !type.isInstance(table.column(name))) {
            throw new CourseException(
                    "The table has no column \"%s\" of %s: its columns are %s.",
                    name, what, Text.shortened(table.columnNames().toString(), 200));
        }
        return type.cast(table.column(name));
    }

    /**
     * A column of counts, written with commas between thousands.
     *
     * @param name of the column
     * @param values row by row
     * @return the column
     */
    public static LongColumn counts(String name, LongStream values) {
        LongColumn column = LongColumn.create(name, values);
        column.setPrintFormatter(Text.decimals(0));
        return column;
    }

    /**
     * A column of numbers, written with so many decimals.
     *
     * @param name of the column
     * @param decimals after the point, always so many
     * @param values row by row
     * @return the column
     */
    public static DoubleColumn numbers(String name, int decimals, double... values) {
        DoubleColumn column = DoubleColumn.create(name, values);
        column.setPrintFormatter(Text.decimals(decimals));
        return column;
    }

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
