package convnets.experiments;

import convnets.CourseException;
import convnets.Text;
import convnets.data.Images;
import convnets.train.Epoch;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * An experiment: variants of a training, each with several seeds, compared by mean ± standard
 * deviation. One run alone says little, for the seed moves its accuracy too.
 *
 * <pre>{@code
 * var trials = SeedStudy.over(3);
 * trials.add("dropout", () -> Training.of(AlexNet.block(), data));
 * trials.add("no dropout", () -> Training.of(AlexNet.settings().dropout(0).block(), data))
 * }</pre>
 */
public final class SeedStudy {

    /** What one run gave. */
    private record Run(double train, double test, double other, double seconds) {}

    private final int seeds;
    private final Map<String, List<Run>> runs = new LinkedHashMap<>();
    private String otherName;
    private Images other;

    private SeedStudy(int seeds) {
        this.seeds = seeds;
    }

    /**
     * Begins an experiment.
     *
     * @param seeds how often each variant is trained: with the seeds 0, 1, …
     * @return the experiment, without a variant yet
     */
    public static SeedStudy over(int seeds) {
        if (seeds < 2) {
            throw new CourseException("A spread needs 2 seeds or more, not %d.", seeds);
        }
        return new SeedStudy(seeds);
    }

    /**
     * Tests each net on further pictures as well.
     *
     * @param name the column's title
     * @param images further pictures
     * @return this
     */
    public SeedStudy alsoOn(String name, Images images) {
        otherName = name;
        other = images;
        return this;
    }

    /**
     * Trains a variant with each seed. Prints a line for each run.
     *
     * @param variant its name
     * @param training makes a new training, which is then given its seed
     * @return this, with one more row
     */
    public SeedStudy add(String variant, Supplier<Training> training) {
        List<Run> results = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            Training run = training.get().seed(seed).listener(TrainingListener.SILENT).fit();
            Epoch last = run.history().last();
            results.add(
                    new Run(
                            Training.accuracy(run.net(), run.data().train()),
                            last.testAccuracy(),
                            other == null ? 0 : Training.accuracy(run.net(), other),
                            Arrays.stream(run.history().values(Epoch::seconds)).sum()));
            String line = "%s, seed %d: test accuracy %.3f%n";
            System.out.print(Text.format(line, variant, seed, last.testAccuracy()));
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        runs.put(variant, results);
        return this;
    }

    /**
     * The mean of a variant's test accuracies.
     *
     * @param variant its name
     * @return 0 to 1
     */
    public double mean(String variant) {
        List<Run> found = runs.get(variant);
        if (found == null) {
            throw new CourseException(
                    "There is no variant \"%s\": take one of %s.", variant, runs.keySet());
        }
        return found.stream().mapToDouble(Run::test).average().orElse(0);
    }

    /**
     * The experiment so far, as mean ± standard deviation over the seeds.
     *
     * @return a row for each variant; the gap is train minus test accuracy, both after training
     */
    public Table table() {
        Table table =
                Table.create(
                        StringColumn.create("variant", runs.keySet()),
                        column("train accuracy", 3, Run::train),
                        column("test accuracy", 3, Run::test),
                        column("gap", 3, r -> r.train() - r.test()));
        if (other != null) {
            table.addColumns(column(otherName, 3, Run::other));
        }
        return table.addColumns(column("seconds", 1, Run::seconds));
    }

    private StringColumn column(String name, int digits, ToDoubleFunction<Run> value) {
        StringColumn column = StringColumn.create(name);
        for (List<Run> variant : runs.values()) {
            double[] values = variant.stream().mapToDouble(value).toArray();
            column.append(spread(digits, values));
        }
        return column;
    }

    /**
     * Writes some values as mean ± standard deviation (of a sample: divided by n − 1).
     *
     * @param digits after the point
     * @param values two or more
     * @return such as 0.853 ± 0.004
     */
    public static String spread(int digits, double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        String format = "%." + digits + "f ± %." + digits + "f";
        return Text.format(format, mean, deviation(values));
    }

    /**
     * How far some values lie apart.
     *
     * @param values two or more
     * @return their standard deviation (of a sample: divided by n − 1)
     */
    public static double deviation(double... values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1));
    }

    @Override
    public String toString() {
        return table().printAll();
    }
}
