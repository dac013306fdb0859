package convnets.exercises;

import convnets.Text;
import convnets.exercises.Step.Fault;
import convnets.train.Epoch;
import convnets.train.TrainingSettings.Setting;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Two trainings that are to differ in the batch size alone. */
record BatchSizes(Trained small, Trained large) {

    double ratio() {
        return (double) large.batchSize() / small.batchSize();
    }

    /** Refuses trainings that differ in another setting. */
    Optional<Fault> alike() {
        String differs =
                small.history()
                        .settings()
                        .difference(large.history().settings(), Setting.BATCH_SIZE, Setting.NAME);
        return Fault.unless(
                differs.isEmpty(),
                "They differ in another setting, too (%s): change the batch size alone, or you do"
                        + " not know what made the difference.",
                Text.shortened(differs, 60));
    }

    /** Whether some two epochs, or means of epochs, of the trainings have that ratio of rates. */
    boolean has(double times) {
        double[] slow = rates(small);
        double[] fast = rates(large);
        double low = fast[0] / slow[slow.length - 1];
        double high = fast[fast.length - 1] / slow[0];
        return times >= 0.99 * low && times <= 1.01 * high;
    }

    private static double[] rates(Trained run) {
        return DoubleStream.of(run.history().values(Epoch::examplesPerSecond)).sorted().toArray();
    }
}
