package convnets.experiments;

import convnets.AtomicFile;
import convnets.CourseException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** The runs of an experiment as a table, and that table as a file. */
final class StoredRuns {

    private static final Map<String, ColumnType> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("series", ColumnType.STRING);
        COLUMNS.put("variant", ColumnType.STRING);
        COLUMNS.put("seed", ColumnType.LONG);
        COLUMNS.put("pictures", ColumnType.LONG);
        COLUMNS.put("epochs", ColumnType.LONG);
        COLUMNS.put("parameters", ColumnType.LONG);
        COLUMNS.put("MACs", ColumnType.LONG);
        COLUMNS.put("train accuracy", ColumnType.DOUBLE);
        COLUMNS.put("accuracy", ColumnType.DOUBLE);
        COLUMNS.put("seconds", ColumnType.DOUBLE);
        COLUMNS.put("ending", ColumnType.STRING);
        COLUMNS.put("settings", ColumnType.STRING);
        COLUMNS.put("machine", ColumnType.STRING);
    }

    private StoredRuns() {}

    static Path file(Path folder, String name) {
        return folder.resolve(name + ".csv");
    }

    static Table read(Path folder, String name) {
        Path file = file(folder, name);
        if (!Files.isRegularFile(file)) {
            throw new CourseException(
                    "There is no stored experiment %s: run \"make measured\".", file);
        }
        ColumnType[] types = COLUMNS.values().toArray(ColumnType[]::new);
        try {
            CsvReadOptions.Builder options = CsvReadOptions.builder(file.toFile());
            Table table = Table.read().csv(options.columnTypes(types));
            if (table.columnNames().equals(empty(name).columnNames())) {
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

    static Table empty(String name) {
        Table table = Table.create(name);
        COLUMNS.forEach((column, type) -> table.addColumns(type.create(column)));
        return table;
    }

    static void append(Table runs, String series, String variant, int seed, Run run) {
        Object[] values = {
            series,
            variant,
            (long) seed,
            run.pictures(),
            run.epochs(),
            run.parameters(),
            run.macs(),
            run.trainAccuracy(),
            run.accuracy(),
            run.seconds(),
            run.ending(),
            run.settings(),
            run.machine()
        };
        for (int i = 0; i < values.length; i++) {
            runs.column(i).appendObj(values[i]);
        }
    }

    /** The i-th run, without its place in the experiment. */
    static Run run(Table runs, int i) {
        return new Run(
                runs.longColumn("pictures").get(i),
                runs.longColumn("epochs").get(i),
                runs.longColumn("parameters").get(i),
                runs.longColumn("MACs").get(i),
                runs.doubleColumn("train accuracy").get(i),
                runs.doubleColumn("accuracy").get(i),
                runs.doubleColumn("seconds").get(i),
                runs.stringColumn("ending").get(i),
                runs.stringColumn("settings").get(i),
                runs.stringColumn("machine").get(i));
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
