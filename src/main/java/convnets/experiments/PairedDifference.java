package convnets.experiments;

import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import tech.tablesaw.api.StringColumn;

/**
 * How much more one variant of a training reaches than another, compared seed by seed: what a seed
 * does to both alike cancels out. The spread of each variant alone says nothing of that.
 *
 * @param mean of the differences over the seeds
 * @param standardError of that mean: the differences' standard deviation divided by √n
 * @param seeds the number n of seeds that both were trained with
 * @see <a href="https://en.wikipedia.org/wiki/Paired_difference_test">the paired difference
 *     test</a>
 */
public record PairedDifference(double mean, double standardError, int seeds) {

    /** The share of studies with nothing to show that say "more" or "less" all the same. */
    private static final double WRONG = 0.05;

    /** What a difference says. */
    public enum Verdict {
        /** The first is above the other, by more than its seeds would show by chance. */
        MORE("more"),
        /** The first is below the other, by more than its seeds would show by chance. */
        LESS("less"),
        /** If there is a difference, these seeds do not show it. */
        NOT_SHOWN("not shown");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * Compares pairs.
     *
     * @param first a value for each seed
     * @param other the values of the same seeds, in the same order
     * @return first minus other
     * @throws CourseException if there are fewer than two pairs
     */
    public static PairedDifference of(double[] first, double[] other) {
        Given.of("list of values", first);
        Given.of("list of values", other);
        if (first.length < 2 || first.length != other.length) {
            throw new CourseException(
                    "A difference needs 2 or more seeds that both have: here are %d and %d.",
                    first.length, other.length);
        }
        double[] differences =
                IntStream.range(0, first.length).mapToDouble(i -> first[i] - other[i]).toArray();
        Spread spread = Spread.of(differences);
        double standardError = spread.deviation() / Math.sqrt(differences.length);
        return new PairedDifference(spread.mean(), standardError, differences.length);
    }

    /** The same for those seeds that both have. */
    static PairedDifference of(Map<Long, Double> first, Map<Long, Double> other) {
        Set<Long> both = both(first, other);
        return of(
                both.stream().mapToDouble(first::get).toArray(),
                both.stream().mapToDouble(other::get).toArray());
    }

    /** The seeds that both have. */
    static Set<Long> both(Map<Long, Double> first, Map<Long, Double> other) {
        Set<Long> both = new TreeSet<>(first.keySet());
        both.retainAll(other.keySet());
        return both;
    }

    /** How much more each list of values has than the first, as far as both go; else nothing. */
    static StringColumn column(String name, List<double[]> all) {
        double[] first = all.get(0);
        StringColumn column = StringColumn.create(name);
        for (double[] values : all) {
            int both = Math.min(values.length, first.length);
            column.append(
                    values == first || both < 2
                            ? ""
                            : of(Arrays.copyOf(values, both), Arrays.copyOf(first, both))
                                    .toString());
        }
        return column;
    }

    /**
     * How many standard errors a difference must be to be shown. If there were none, one study in
     * twenty would come as far by chance. With few seeds the standard error itself is a guess, so
     * it takes more of them.
     *
     * @param seeds 2 or more
     * @return Student's t, 95 %, two-sided: 12.71 for two seeds, 4.30 for three, 2.78 for five
     * @throws CourseException if there are fewer than two seeds
     * @see <a href="https://en.wikipedia.org/wiki/Student%27s_t-distribution">Student's t</a>
     */
    public static double enough(int seeds) {
        if (seeds < 2) {
            throw new CourseException("A difference needs 2 or more seeds, not %d.", seeds);
        }
        return new TDistribution(seeds - 1).inverseCumulativeProbability(1 - WRONG / 2);
    }

    /**
     * Judges the difference.
     *
     * @return not shown, unless it is more than {@linkplain #enough enough} standard errors
     */
    public Verdict verdict() {
        double enough = enough(seeds) * standardError;
        return mean > enough ? Verdict.MORE : mean < -enough ? Verdict.LESS : Verdict.NOT_SHOWN;
    }

    /** Such as {@code +0.010 ± 0.002 (5 seeds): more}, with the standard error behind the ±. */
    @Override
    public String toString() {
        return Text.format(
                "%s ± %.3f (%d seeds): %s",
                Text.signed("%+.3f", mean), standardError, seeds, verdict());
    }
}
