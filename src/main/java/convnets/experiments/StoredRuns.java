package convnets.experiments;

import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.experiments.Run.Column;
import convnets.experiments.Run.Place;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The runs of an experiment as a table, and that table as a file. The columns are the components of
 * {@link Place} and {@link Run}.
 */
final class StoredRuns {

    private static final List<RecordComponent> COLUMNS =
            Stream.of(Place.class, Run.class)
                    .flatMap(part -> Arrays.stream(part.getRecordComponents()))
                    .toList();

    private static final Map<Class<?>, ColumnType> TYPES =
            Map.of(
                    String.class, ColumnType.STRING,
                    long.class, ColumnType.LONG,
                    double.class, ColumnType.DOUBLE);

    private StoredRuns() {}

    static Path file(Path folder, String name) {
        return folder.resolve(CourseFolder.path(name + ".csv"));
    }

    static Table read(Path folder, String name) {
        Path file = file(folder, name);
        if (!Files.isRegularFile(CourseFolder.givenFile(file))) {
            throw new CourseException(
                    "There is no stored experiment %s: run \"make measured\".", file);
        }
        try {
            CsvReadOptions.Builder options = CsvReadOptions.builder(file.toFile());
            options.columnTypes(COLUMNS.stream().map(StoredRuns::type).toArray(ColumnType[]::new));
            options.tableName(name);
            Table table = Table.read().csv(options).dropDuplicateRows(); // joined by hand, perhaps
            if (table.columnNames().equals(empty(name).columnNames()) && isPossible(table)) {
                return table;
            }
        } catch (RuntimeException e) {
            // the sentence below says it
        }
        throw new CourseException(
                "The file %s is no stored experiment: run \"make measured\", which keeps it under"
                        + " another name.",
                file);
    }

    /**
     * Missing numbers are not; tablesaw reads them as NaN, or as the least of all. Nor are two runs
     * of one seed, which would make a difference look surer than it is.
     */
    private static boolean isPossible(Table table) {
        DoublePredicate share = a -> a >= 0 && a <= 1;
        DoublePredicate from0 = seed -> seed >= 0;
        return table.doubleColumn("accuracy").allMatch(share)
                && table.longColumn("seed").allMatch(from0)
                && IntStream.range(0, table.rowCount())
                                .mapToObj(i -> place(table, i))
                                .distinct()
                                .count()
                        == table.rowCount();
    }

    static Table empty(String name) {
        Table table = Table.create(name);
        COLUMNS.forEach(column -> table.addColumns(type(column).create(name(column))));
        return table;
    }

    static void append(Table runs, Place place, Run run) {
        for (RecordComponent column : COLUMNS) {
            Record part = column.getDeclaringRecord() == Place.class ? place : run;
            runs.column(name(column)).appendObj(value(column, part));
        }
    }

    /** Where the i-th run stands. */
    static Place place(Table runs, int i) {
        return part(Place.class, runs, i);
    }

    /** The i-th run, without its place in the experiment. */
    static Run run(Table runs, int i) {
        return part(Run.class, runs, i);
    }

    private static <T extends Record> T part(Class<T> part, Table runs, int i) {
        RecordComponent[] columns = part.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(columns).map(RecordComponent::getType).toArray(Class[]::new);
        Object[] values =
                Arrays.stream(columns)
                        .map(column -> runs.get(i, runs.columnIndex(name(column))))
                        .toArray();
        try {
            return part.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(RecordComponent column, Record part) {
        try {
            return column.getAccessor().invoke(part);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(RecordComponent column) {
        Column other = column.getAnnotation(Column.class);
        return other == null ? column.getName() : other.value();
    }

    private static ColumnType type(RecordComponent column) {
        return TYPES.get(column.getType());
    }

    /** A file of that name is replaced at once, never half. */
    static void write(Table runs, Path file) {
        AtomicFile.write(
                file,
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    runs.write().csv(text);
                    text.flush();
                });
    }
}
