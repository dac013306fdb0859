package convnets.experiments;

import convnets.CourseException;
import convnets.Text;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

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

    /** So many standard errors are taken for a difference. */
    private static final int ENOUGH = 2;

    /** What a difference says. */
    public enum Verdict {
        /** The first is above the other by more than two standard errors. */
        MORE("more"),
        /** The first is below the other by more than two standard errors. */
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

    /** How many seeds both have. */
    static int shared(Map<Long, Double> first, Map<Long, Double> other) {
        return both(first, other).size();
    }

    private static Set<Long> both(Map<Long, Double> first, Map<Long, Double> other) {
        Set<Long> both = new TreeSet<>(first.keySet());
        both.retainAll(other.keySet());
        return both;
    }

    /**
     * Judges the difference.
     *
     * @return not shown, unless it is more than two standard errors
     */
    public Verdict verdict() {
        double enough = ENOUGH * standardError;
        return mean > enough ? Verdict.MORE : mean < -enough ? Verdict.LESS : Verdict.NOT_SHOWN;
    }

    /** Such as {@code +0.010 ± 0.002 (5 seeds): more}, with the standard error behind the ±. */
    @Override
    public String toString() {
        return Text.format("%+.3f ± %.3f (%d seeds): %s", mean, standardError, seeds, verdict());
    }
}
