package convnets.experiments;

import convnets.CourseException;
import convnets.Given;
import convnets.TableView;
import convnets.Tables;
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
 * An experiment: variants of a training, each with the same seeds, compared seed by seed. One run
 * alone says little, for the seed moves its accuracy too.
 *
 * <pre>{@code
 * var study = SeedStudy.over(3);
 * study.add("dropout", () -> Training.of(AlexNet.block(), data));
 * study.add("no dropout", () -> Training.of(AlexNet.settings().dropout(0).block(), data))
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
     * @throws CourseException if a variant was added before, whose nets are gone
     */
    public SeedStudy alsoOn(String name, Images images) {
        if (!runs.isEmpty()) {
            throw new CourseException(
                    "The nets of %s were not tested on \"%s\", and are gone: call alsoOn(…) before"
                            + " the first variant is added.",
                    runs.keySet(), name);
        }
        otherName = Given.of("name", name);
        other = Given.of("set of pictures", images);
        return this;
    }

    /**
     * Trains a variant with each seed. Prints a line for each run. A variant that was stopped goes
     * on with the seeds that are missing when it is added again.
     *
     * @param variant its name
     * @param training makes a new training, which is then given its seed
     * @return this, with one more row
     * @throws CourseException after the stop button; the runs that were finished are kept
     */
    public SeedStudy add(String variant, Supplier<Training> training) {
        Given.of("name", variant);
        Given.of("training", training);
        List<Run> before = runs.getOrDefault(variant, List.of());
        // one that is complete the reader asks for anew: it is kept until there is a new run
        List<Run> done = new ArrayList<>(before.size() == seeds ? List.of() : before);
        for (int seed = done.size(); seed < seeds; seed++) {
            String what = Text.format("%s, seed %d", variant, seed);
            Training run = Given.of("training", training.get()).seed(seed);
            run.listener(TrainingListener.SILENT).fit();
            StudyStop.check(run, what);
            Run result = measure(run);
            StudyStop.check(run, what);
            done.add(result);
            runs.put(variant, done);
            String note = run.history().note();
            String more = note.isEmpty() ? "" : " (" + note + ")";
            System.out.print(Text.format("%s: test accuracy %.3f%s%n", what, result.test, more));
        }
        return this;
    }

    private Run measure(Training run) {
        return new Run(
                Training.accuracy(run.net(), run.data().train()),
                Experiment.testAccuracy(run),
                other == null ? 0 : Training.accuracy(run.net(), other),
                Arrays.stream(run.history().values(Epoch::seconds)).sum());
    }

    /**
     * The mean of a variant's test accuracies.
     *
     * @param variant its name
     * @return 0 to 1
     */
    public double mean(String variant) {
        return Spread.of(tests(variant)).mean();
    }

    /**
     * Compares the test accuracies of two variants seed by seed.
     *
     * @param variant its name
     * @param other the name of the one that it is held against
     * @return how much more the first reaches
     */
    public PairedDifference difference(String variant, String other) {
        double[] first = tests(variant);
        double[] second = tests(other);
        int both = Math.min(first.length, second.length);
        return PairedDifference.of(Arrays.copyOf(first, both), Arrays.copyOf(second, both));
    }

    private double[] tests(String variant) {
        List<Run> found = runs.get(variant);
        if (found == null) {
            throw new CourseException(
                    "There is no variant \"%s\": take one of %s.", variant, runs.keySet());
        }
        return found.stream().mapToDouble(Run::test).toArray();
    }

    /**
     * The experiment so far, as mean ± standard deviation over the seeds; behind the last ± stands
     * the standard error of the difference.
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
            Tables.add(table, column(otherName, 3, Run::other), 2);
        }
        Tables.add(table, column("seconds", 1, Run::seconds), 3);
        if (runs.size() > 1) {
            String title = "test accuracy against " + runs.keySet().iterator().next();
            List<double[]> all = runs.keySet().stream().map(this::tests).toList();
            Tables.add(table, PairedDifference.column(title, all), 4);
        }
        return table;
    }

    private StringColumn column(String name, int digits, ToDoubleFunction<Run> value) {
        return StringColumn.create(
                name,
                runs.values().stream()
                        .map(variant -> variant.stream().mapToDouble(value).toArray())
                        .map(values -> Spread.of(values).text(digits)));
    }

    @Override
    public String toString() {
        return TableView.text(table());
    }
}
