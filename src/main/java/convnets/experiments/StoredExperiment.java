package convnets.experiments;

import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.plot.Chart;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * An experiment that was measured with several seeds and is stored with the course, so that nobody
 * has to wait for it. {@code make measured} measures it again on your machine.
 *
 * @param name of the experiment, and of its file in notebooks/measured
 * @param runs a row for each training: series, variant, seed, what it cost and what it reached
 */
public record StoredExperiment(String name, Table runs) {

    /** What a training cost and reached; settings and seed together say which one it was. */
    record Run(
            long pictures,
            long epochs,
            long parameters,
            long macs,
            double trainAccuracy,
            double accuracy,
            double seconds,
            String ending,
            String settings,
            String machine) {}

    static final List<String> COLUMNS =
            List.of(
                    "series",
                    "variant",
                    "seed",
                    "pictures",
                    "epochs",
                    "parameters",
                    "MACs",
                    "train accuracy",
                    "accuracy",
                    "seconds",
                    "ending",
                    "settings",
                    "machine");

    private static final Set<String> WORDS =
            Set.of("series", "variant", "ending", "settings", "machine");
    private static final Set<String> FRACTIONS = Set.of("train accuracy", "accuracy", "seconds");

    /**
     * Reads a stored experiment.
     *
     * @param name of its file, without .csv
     * @return its runs
     * @throws CourseException if there is no such file, or it is not of this kind
     */
    public static StoredExperiment of(String name) {
        return read(CourseFolder.notebooks("measured"), name);
    }

    static StoredExperiment read(Path folder, String name) {
        Path file = folder.resolve(name + ".csv");
        if (!Files.isRegularFile(file)) {
            throw new CourseException(
                    "There is no measured experiment %s: run \"make measured\".", file);
        }
        ColumnType[] types =
                COLUMNS.stream()
                        .map(c -> WORDS.contains(c) ? ColumnType.STRING : number(c))
                        .toArray(ColumnType[]::new);
        try {
            Table table =
                    Table.read().csv(CsvReadOptions.builder(file.toFile()).columnTypes(types));
            if (table.columnNames().equals(COLUMNS)) {
                return new StoredExperiment(name, table);
            }
        } catch (RuntimeException e) {
            // the sentence below says it
        }
        throw new CourseException(
                "The file %s is no measured experiment: delete it and run \"make measured\".",
                file);
    }

    /** An experiment without a run yet. */
    static StoredExperiment empty(String name) {
        Table table = Table.create(name);
        for (String column : COLUMNS) {
            table.addColumns(
                    (WORDS.contains(column) ? ColumnType.STRING : number(column)).create(column));
        }
        return new StoredExperiment(name, table);
    }

    private static ColumnType number(String column) {
        return FRACTIONS.contains(column) ? ColumnType.DOUBLE : ColumnType.LONG;
    }

    /** Adds a run. */
    void append(String series, String variant, int seed, Run run) {
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
    Run run(int i) {
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

    /** Stores it. A file of that name is replaced at once, never half. */
    void store(Path folder) {
        AtomicFile.write(
                folder.resolve(name + ".csv"),
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    runs.write().csv(text);
                    text.flush();
                });
    }

    /**
     * The mean over the seeds.
     *
     * @param series such as the kind of net
     * @param variant what was done to it
     * @return the mean accuracy, 0 to 1
     */
    public double mean(String series, String variant) {
        return Arrays.stream(accuracies(series, variant)).average().orElseThrow();
    }

    /**
     * How far the seeds lie apart.
     *
     * @param series such as the kind of net
     * @param variant what was done to it
     * @return the standard deviation of the accuracies (of a sample: divided by n − 1)
     */
    public double deviation(String series, String variant) {
        return SeedStudy.deviation(accuracies(series, variant));
    }

    /**
     * What the seeds gave.
     *
     * @param series such as the kind of net
     * @param variant what was done to it
     * @return an accuracy for each seed
     * @throws CourseException if this was not measured
     */
    public double[] accuracies(String series, String variant) {
        Table found = only(series, variant);
        if (found.isEmpty()) {
            throw new CourseException(
                    "The experiment \"%s\" has no \"%s\" with \"%s\": it has %s with %s.",
                    name, series, variant, names("series"), names("variant"));
        }
        return found.doubleColumn("accuracy").asDoubleArray();
    }

    Table only(String series, String variant) {
        return runs.where(
                runs.stringColumn("series")
                        .isEqualTo(series)
                        .and(runs.stringColumn("variant").isEqualTo(variant)));
    }

    /** The values of a column of words, in the order in which they first occur. */
    List<String> names(String column) {
        return runs.stringColumn(column).asList().stream().distinct().toList();
    }

    /**
     * The accuracies as mean ± standard deviation over the seeds.
     *
     * @return a row for each variant, a column for each series
     */
    public Table table() {
        Table table = Table.create(name, StringColumn.create("", names("variant")));
        for (String series : names("series")) {
            StringColumn column = StringColumn.create(series);
            for (String variant : names("variant")) {
                boolean there = !only(series, variant).isEmpty();
                column.append(there ? SeedStudy.spread(3, accuracies(series, variant)) : "");
            }
            table.addColumns(column);
        }
        return table;
    }

    /**
     * The mean accuracy against something that was counted.
     *
     * @param column such as "MACs" or "pictures"
     * @return a line for each series, over a logarithmic axis
     */
    public Chart against(String column) {
        Chart chart = Chart.lines("Mean accuracy over the seeds").x(column).y("accuracy").logX();
        for (String series : names("series")) {
            List<double[]> points =
                    names("variant").stream()
                            .filter(variant -> !only(series, variant).isEmpty())
                            .map(variant -> point(series, variant, column))
                            .sorted(Comparator.comparingDouble(point -> point[0]))
                            .toList();
            chart.add(
                    series,
                    points.stream().mapToDouble(point -> point[0]).toArray(),
                    points.stream().mapToDouble(point -> point[1]).toArray());
        }
        return chart;
    }

    private double[] point(String series, String variant, String column) {
        double x = only(series, variant).numberColumn(column).mean();
        return new double[] {x, mean(series, variant)};
    }

    @Override
    public String toString() {
        return table().printAll();
    }
}
