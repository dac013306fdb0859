package convnets.train;

import convnets.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One training with several seeds: a single run may be lucky.
 *
 * @param accuracies the test accuracy after the last epoch, for the seeds 0, 1, …
 */
public record Seeds(double[] accuracies) {

    /**
     * Runs a training once for each seed, without a live picture.
     *
     * @param training with all its settings; its net keeps the last run's weights
     * @param count of the seeds, 1 or more
     * @return the accuracies
     */
    public static Seeds of(Training training, int count) {
        if (count < 1) {
            throw new Problem("A training needs 1 seed or more, not %d.", count);
        }
        double[] accuracies = new double[count];
        training.listener(TrainingListener.SILENT);
        for (int seed = 0; seed < count; seed++) {
            accuracies[seed] = training.seed(seed).fit().history().last().testAccuracy();
        }
        return new Seeds(accuracies);
    }

    /**
     * The average.
     *
     * @return of the accuracies
     */
    public double mean() {
        return Arrays.stream(accuracies).average().orElse(0);
    }

    /**
     * How far the seeds are apart.
     *
     * @return the largest accuracy minus the smallest
     */
    public double spread() {
        return Arrays.stream(accuracies).max().orElse(0)
                - Arrays.stream(accuracies).min().orElse(0);
    }

    @Override
    public String toString() {
        return Arrays.stream(accuracies)
                .mapToObj(a -> String.format(Locale.ROOT, "%.3f", a))
                .collect(
                        Collectors.joining(
                                ", ",
                                String.format(
                                        Locale.ROOT,
                                        "test accuracy %.3f on average over %d seeds: ",
                                        mean(),
                                        accuracies.length),
                                ""));
    }
}
