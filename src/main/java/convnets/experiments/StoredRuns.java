package convnets.experiments;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.experiments.Run.Place;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
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

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    /** Between a record and its columns. */
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** A run, and where it stands in its experiment. */
    record Row(Place place, Run run) {}

    private StoredRuns() {}

    static Path file(Path folder, String name) {
        return folder.resolve(CourseFolder.path(name + ".csv"));
    }

    static Table read(Path folder, String name) {
        Path file = file(folder, name);
        CourseFolder.requireFile(file, "There is no stored experiment %s: run \"make measured\".");
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
    static boolean isPossible(Table table) {
        DoublePredicate share = a -> a >= 0 && a <= 1;
        DoublePredicate from0 = seed -> seed >= 0;
        return table.doubleColumn("accuracy").allMatch(share)
                && table.longColumn("seed").allMatch(from0)
                && rows(table).stream().map(Row::place).distinct().count() == table.rowCount();
    }

    static Table empty(String name) {
        Table table = Table.create(name);
        COLUMNS.forEach(column -> table.addColumns(type(column).create(name(column))));
        return table;
    }

    static void append(Table runs, Row row) {
        for (Record part : List.of(row.place, row.run)) {
            JSON.convertValue(part, VALUES)
                    .forEach((name, value) -> runs.column(name).appendObj(value));
        }
    }

    static List<Row> rows(Table runs) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < runs.rowCount(); i++) {
            Map<String, Object> values = new HashMap<>();
            for (String name : runs.columnNames()) {
                values.put(name, runs.column(name).get(i));
            }
            rows.add(
                    new Row(
                            JSON.convertValue(values, Place.class),
                            JSON.convertValue(values, Run.class)));
        }
        return rows;
    }

    private static String name(RecordComponent column) {
        JsonProperty other = column.getAccessor().getAnnotation(JsonProperty.class);
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
