package convnets.train;

import java.util.List;

/**
 * Where a training stands, while it runs.
 *
 * @param done the epochs completed so far
 * @param epochs how many are to come in all
 * @param batch batches done in the current epoch
 * @param batches in an epoch
 * @param loss mean loss over the current epoch so far
 * @param trainAccuracy over the current epoch so far, 0 to 1
 * @param examplesPerSecond over the current epoch so far
 */
public record Progress(
        List<Epoch> done,
        int epochs,
        int batch,
        int batches,
        double loss,
        double trainAccuracy,
        double examplesPerSecond) {

    /**
     * The epochs done so far, the current one as a fraction.
     *
     * @return 0 to {@link #epochs}
     */
    public double position() {
        return Math.min(epochs, done.size() + (double) batch / batches);
    }
}
