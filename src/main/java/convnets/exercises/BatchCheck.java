package convnets.exercises;

import convnets.Text;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.TrainingSettings.Setting;
import java.util.Arrays;
import java.util.function.Supplier;

/** Compares two trainings that differ in their batch size. */
final class BatchCheck {

    private BatchCheck() {}

    static Verdict of(Supplier<History> small, Supplier<History> large, double times) {
        return Check.of(AlexNetChecks.BATCH)
                .mistake(
                        () -> size(small.get()) == size(large.get()),
                        "Both have batches of the same size.")
                .mistake(
                        () -> size(small.get()) > size(large.get()),
                        "The first training is to be the one with the small batches.")
                .equal(
                        "other settings that differ",
                        "none",
                        () -> difference(small.get(), large.get()),
                        "Change the batch size alone, or you do not know what made the difference.")
                .atLeast(
                        "large batch / small batch",
                        8,
                        () -> (double) size(large.get()) / size(small.get()),
                        "Take sizes that lie further apart.")
                .mistake(() -> times == 0, "The ratio of the rates is not computed yet.")
                .mistake(
                        () -> times == (double) size(large.get()) / size(small.get()),
                        "That is the ratio of the batch sizes; the rates stand in the histories.")
                .mistake(
                        () ->
                                !between(small.get(), large.get(), times)
                                        && between(small.get(), large.get(), 1 / times),
                        "The ratio is upside down: the large batches' rate comes first.")
                .mistake(
                        () -> !between(small.get(), large.get(), times),
                        "No two epochs of these trainings give that ratio: divide an epoch's"
                                + " examplesPerSecond() by that of the other training.")
                .verdict(
                        () ->
                                Text.format(
                                        "Batches of %d instead of %d: %.1f times the pictures a"
                                                + " second, and a test accuracy of %.3f instead of"
                                                + " %.3f.",
                                        size(large.get()),
                                        size(small.get()),
                                        times,
                                        large.get().last().testAccuracy(),
                                        small.get().last().testAccuracy()));
    }

    private static int size(History history) {
        return history.settings().batchSize();
    }

    private static String difference(History one, History other) {
        String found =
                one.settings().difference(other.settings(), Setting.BATCH_SIZE, Setting.NAME);
        return found.isEmpty() ? "none" : found;
    }

    /** Whether some two epochs, or means of epochs, of the trainings have that ratio of rates. */
    private static boolean between(History small, History large, double times) {
        double[] slow = rates(small);
        double[] fast = rates(large);
        double low = fast[0] / slow[slow.length - 1];
        double high = fast[fast.length - 1] / slow[0];
        return times >= 0.99 * low && times <= 1.01 * high;
    }

    private static double[] rates(History history) {
        double[] rates = history.values(Epoch::examplesPerSecond);
        Arrays.sort(rates);
        return rates;
    }
}
