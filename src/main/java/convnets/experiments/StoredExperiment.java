package convnets.experiments;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Given;
import convnets.TableView;
import convnets.Tables;
import convnets.Text;
import convnets.plot.Chart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * An experiment that was measured with several seeds and is stored with the course, so that nobody
 * has to wait for it. {@code make measured} measures it again on your machine.
 *
 * @param name of the experiment, and of its file in notebooks/measured
 * @param runs a row for each training: series, variant, seed and accuracy, and what it cost
 */
public record StoredExperiment(String name, Table runs) {

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

    /**
     * Reads stored epochs, such as those of {@code make full-scale}.
     *
     * @param name of the file in notebooks/measured, without .csv; it has a row for each epoch
     * @param epochs that a training must have to count
     * @return the test accuracies after the last epoch; the nets are the variants
     * @throws CourseException if there is no such file, or no training in it has so many epochs
     */
    public static StoredExperiment lastEpochs(String name, int epochs) {
        return lastEpochs(CourseFolder.notebooks("measured"), name, epochs);
    }

    static StoredExperiment lastEpochs(Path folder, String name, int epochs) {
        return new StoredExperiment(name, StoredEpochs.last(folder, name, epochs));
    }

    static StoredExperiment read(Path folder, String name) {
        return new StoredExperiment(name, StoredRuns.read(folder, name));
    }

    /**
     * The mean over the seeds.
     *
     * @param series such as the kind of net
     * @param variant what was done to it
     * @return the mean accuracy, 0 to 1
     */
    public double mean(String series, String variant) {
        return Spread.of(accuracies(series, variant)).mean();
    }

    /**
     * How far the seeds lie apart.
     *
     * @param series such as the kind of net
     * @param variant what was done to it
     * @return the standard deviation of the accuracies (of a sample: divided by n − 1)
     */
    public double deviation(String series, String variant) {
        return Spread.of(accuracies(series, variant)).deviation();
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
        return measured(series, variant).values().stream().mapToDouble(a -> a).toArray();
    }

    /**
     * Compares two variants seed by seed.
     *
     * @param series such as the kind of net
     * @param variant what was done to it
     * @param other the variant of the same series that it is held against
     * @return how much more the first reaches
     */
    public PairedDifference difference(String series, String variant, String other) {
        return difference(series, variant, series, other);
    }

    /**
     * Compares two variants of two series seed by seed.
     *
     * @param series such as the kind of net
     * @param variant what was done to it
     * @param otherSeries the series that it is held against
     * @param otherVariant the variant that it is held against
     * @return how much more the first reaches
     */
    public PairedDifference difference(
            String series, String variant, String otherSeries, String otherVariant) {
        return PairedDifference.of(measured(series, variant), measured(otherSeries, otherVariant));
    }

    private Map<Long, Double> measured(String series, String variant) {
        Map<Long, Double> found = bySeed(series, variant);
        if (found.isEmpty()) {
            throw new CourseException(
                    "The experiment \"%s\" has no \"%s\" with \"%s\": it has %s with %s.",
                    name, series, variant, names("series"), names("variant"));
        }
        return found;
    }

    private Map<Long, Double> bySeed(String series, String variant) {
        Table found = only(series, variant);
        Map<Long, Double> accuracies = new TreeMap<>();
        found.forEach(row -> accuracies.put(row.getLong("seed"), row.getDouble("accuracy")));
        return accuracies;
    }

    private Table only(String series, String variant) {
        return runs.where(
                runs.stringColumn("series")
                        .isEqualTo(series)
                        .and(runs.stringColumn("variant").isEqualTo(variant)));
    }

    /**
     * The values of a column of words.
     *
     * @param column "series" or "variant"
     * @return in the order in which they first occur
     */
    public List<String> names(String column) {
        return names(runs, column);
    }

    /**
     * Some of the variants, where all would be too many.
     *
     * @param variants that are wanted
     * @return the same experiment with these alone, in its own order
     * @throws CourseException if one of them was not measured
     */
    public StoredExperiment only(String... variants) {
        for (String variant : Given.of("list of variants", variants)) {
            require("variant", variant);
        }
        return new StoredExperiment(
                name, runs.where(runs.stringColumn("variant").isIn(List.of(variants))));
    }

    private static List<String> names(Table of, String column) {
        return Tables.words(of, column).asList().stream().distinct().toList();
    }

    /**
     * The accuracies as mean ± standard deviation over the seeds, and beside them how much more
     * each variant reaches than the first: there the standard error stands behind the ±.
     *
     * @return a row for each variant, one or two columns for each series
     */
    public Table table() {
        String first = names("variant").stream().findFirst().orElse("");
        Table table = variants();
        for (String series : names("series")) {
            Map<Long, Double> base = bySeed(series, first);
            StringColumn more = StringColumn.create(series + ", against " + first);
            for (String variant : names("variant")) {
                more.append(variant.equals(first) ? "" : compared(bySeed(series, variant), base));
            }
            add(table, column(series, spread -> spread.text(3)));
            if (!more.allMatch(String::isEmpty)) {
                add(table, more);
            }
        }
        return table;
    }

    private static void add(Table table, StringColumn column) {
        Tables.add(table, column, table.columnCount());
    }

    private Table variants() {
        return Table.create(name, StringColumn.create("", names("variant")));
    }

    /** What is to be said of each variant; nothing of one that was not measured in the series. */
    private StringColumn column(String series, Function<Spread, String> words) {
        StringColumn column = StringColumn.create(series);
        for (String variant : names("variant")) {
            boolean found = !bySeed(series, variant).isEmpty();
            column.append(found ? words.apply(Spread.of(accuracies(series, variant))) : "");
        }
        return column;
    }

    /** Without two seeds that both have there is nothing to say. */
    private static String compared(Map<Long, Double> first, Map<Long, Double> other) {
        return PairedDifference.both(first, other).size() > 1
                ? PairedDifference.of(first, other).toString()
                : "";
    }

    /**
     * How much more some variants reach than one other, in every series.
     *
     * @param against the variant that they are held against
     * @param variants those that are compared with it
     * @return a row for each variant, a column for each series, such as {@code +0.010 ± 0.002 (5
     *     seeds): more}, with the standard error behind the ±; empty where the series has not two
     *     seeds of both
     * @throws CourseException if one of the variants was not measured
     */
    public Table differences(String against, List<String> variants) {
        only(against);
        only(Given.names(variants).toArray(String[]::new));
        return differences(names("series"), against, variants);
    }

    /**
     * The same in one series.
     *
     * @param series such as the kind of net
     * @param against the variant that they are held against
     * @param variants those that are compared with it
     * @return a row for each variant, with how much more it reaches
     * @throws CourseException if one of the variants was not measured in this series
     */
    public Table differences(String series, String against, List<String> variants) {
        measured(series, against);
        Given.names(variants).forEach(variant -> measured(series, variant));
        return differences(List.of(series), against, variants);
    }

    private Table differences(List<String> columns, String against, List<String> variants) {
        Table table = Table.create(name, StringColumn.create("against " + against, variants));
        for (String series : columns) {
            Map<Long, Double> other = bySeed(series, against);
            Stream<String> cells = variants.stream().map(v -> compared(bySeed(series, v), other));
            add(table, StringColumn.create(series, cells));
        }
        return table;
    }

    /**
     * How much more one series reaches than another, variant by variant.
     *
     * @param series such as what was done to the pictures
     * @param against the series that it is held against
     * @return a row for each variant that both were measured with
     * @throws CourseException if one of them was not measured at all
     */
    public Table seriesDifferences(String series, String against) {
        List<String> variants = new ArrayList<>(variantsOf(series));
        variants.retainAll(variantsOf(against));
        Stream<String> cells =
                variants.stream().map(v -> compared(bySeed(series, v), bySeed(against, v)));
        StringColumn more = StringColumn.create(series + ", against " + against, cells);
        return Table.create(name, StringColumn.create("", variants), more);
    }

    private List<String> variantsOf(String series) {
        require("series", series);
        return names(runs.where(runs.stringColumn("series").isEqualTo(series)), "variant");
    }

    private void require(String column, String value) {
        List<String> all = names(column);
        if (!all.contains(value)) {
            throw new CourseException(
                    "The experiment \"%s\" has no \"%s\": it has %s.", name, value, all);
        }
    }

    /**
     * The means alone, where the series are many.
     *
     * @return a row for each variant, a column for each series; empty where it was not measured
     */
    public Table means() {
        Table table = variants();
        for (String series : names("series")) {
            add(table, column(series, spread -> Text.format("%.3f", spread.mean())));
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
        Chart chart = Chart.lines("Mean accuracy ± standard deviation over the seeds");
        chart.x(column).y("accuracy").logX();
        for (String series : names("series")) {
            List<double[]> points =
                    names("variant").stream()
                            .filter(variant -> !only(series, variant).isEmpty())
                            .map(variant -> point(series, variant, column))
                            .sorted(Comparator.comparingDouble(point -> point[0]))
                            .toList();
            chart.add(series, values(points, 0), values(points, 1)).errors(values(points, 2));
        }
        return chart;
    }

    private double[] point(String series, String variant, String column) {
        Table found = only(series, variant);
        double x = Tables.numbers(found, column).mean();
        return new double[] {x, mean(series, variant), deviation(series, variant)};
    }

    private static double[] values(List<double[]> points, int which) {
        return points.stream().mapToDouble(point -> point[which]).toArray();
    }

    @Override
    public String toString() {
        return TableView.text(table());
    }
}
