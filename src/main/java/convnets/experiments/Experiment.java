package convnets.experiments;

import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingSettings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * An experiment with two factors: some kinds of net (the series), and what is done to each (the
 * variants). Each pair is trained with several seeds, and one accuracy is measured of each run.
 */
final class Experiment {

    /**
     * One pair of the two factors.
     *
     * @param series the kind of net
     * @param variant what is done to it
     * @param seeds it is trained with the seeds 0, 1, …, so many
     * @param settings all that decides on the number, but the seed: equal settings, equal numbers
     * @param training makes a new training
     * @param accuracy measures it after the training
     */
    record Case(
            String series,
            String variant,
            int seeds,
            String settings,
            Supplier<Training> training,
            ToDoubleFunction<Training> accuracy) {}

    final String name;
    final List<Case> cases = new ArrayList<>();

    Experiment(String name) {
        this.name = name;
    }

    /** Adds a pair whose test accuracy is measured. */
    Experiment add(String series, String variant, int seeds, Supplier<Training> training) {
        return add(series, variant, seeds, training, "test accuracy", Experiment::testAccuracy);
    }

    /** Adds a pair of which something else is measured, which the words must say. */
    Experiment add(
            String series,
            String variant,
            int seeds,
            Supplier<Training> training,
            String words,
            ToDoubleFunction<Training> accuracy) {
        String settings =
                words
                        + "; "
                        + training.get()
                                .settings()
                                .line(Setting.NAME, Setting.SEED, Setting.DEVICES, Setting.MACHINE);
        cases.add(new Case(series, variant, seeds, settings, training, accuracy));
        return this;
    }

    /** A training that diverged has left the net as it is: its answers count. */
    static double testAccuracy(Training run) {
        return run.history().ending() == History.Ending.DIVERGED
                ? Training.accuracy(run.net(), run.data().test())
                : run.history().last().testAccuracy();
    }
}
