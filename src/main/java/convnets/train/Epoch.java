package convnets.train;

import convnets.Text;

/**
 * What one pass over the training pictures gave.
 *
 * @param number of the epoch, counted from 1
 * @param loss mean cross-entropy over the epoch's batches, in nats, each before its update
 * @param trainAccuracy share of training pictures answered rightly during the epoch, 0 to 1
 * @param testAccuracy share of test pictures answered rightly after it, 0 to 1
 * @param seconds that the training itself took: no testing, no drawing
 * @param examplesPerSecond training pictures divided by those seconds
 */
public record Epoch(
        int number,
        double loss,
        double trainAccuracy,
        double testAccuracy,
        double seconds,
        double examplesPerSecond) {

    private static final double ROUNDING = 1e-5;

    /** MXNet finds a little less than no loss, −1.4e-6, where a net is quite sure and right. */
    static double loss(double found) {
        return found > -ROUNDING && found < 0 ? 0 : found;
    }

    /** Whether all of its numbers are in their ranges. */
    boolean isPossible() {
        return isFrom0(loss(loss))
                && isFrom0(trainAccuracy)
                && trainAccuracy <= 1
                && isFrom0(testAccuracy)
                && testAccuracy <= 1
                && isFrom0(seconds)
                && isFrom0(examplesPerSecond);
    }

    private static boolean isFrom0(double number) {
        return number >= 0 && number < Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return Text.format(
                "epoch %d: loss %.3f, train accuracy %.3f, test accuracy %.3f, %,.0f examples/sec",
                number, loss, trainAccuracy, testAccuracy, examplesPerSecond);
    }
}
