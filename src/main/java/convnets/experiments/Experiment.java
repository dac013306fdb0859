package convnets.experiments;

import convnets.Text;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingSettings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
     * @param experiment its name
     * @param series the kind of net
     * @param variant what is done to it
     * @param seeds it is trained with the seeds 0, 1, …, so many
     * @param measured says what is measured
     * @param trained all that decides on the trained net, but the seed
     * @param training makes a new training
     * @param accuracy measures it after the training
     */
    record Case(
            String experiment,
            String series,
            String variant,
            int seeds,
            String measured,
            String trained,
            Supplier<Training> training,
            ToDoubleFunction<Training> accuracy) {

        /** All that decides on the number, but the seed: equal settings, equal numbers. */
        String settings() {
            return measured + "; " + trained;
        }

        @Override
        public String toString() {
            return Text.format("%s: %s, %s", experiment, series, variant);
        }
    }

    final String name;
    private final int seeds;
    final List<Case> cases = new ArrayList<>();

    /** Variants whose pictures are not on this computer: what is stored of them stays. */
    final Set<String> elsewhere = new HashSet<>();

    /** An experiment without pairs yet, each of which will be trained with so many seeds. */
    Experiment(String name, int seeds) {
        this.name = name;
        this.seeds = seeds;
    }

    /** Adds a pair whose test accuracy is measured. */
    Experiment add(String series, String variant, Supplier<Training> training) {
        return add(series, variant, training, "test accuracy", Experiment::testAccuracy);
    }

    /** Adds a pair of which something else is measured, which the words must say. */
    Experiment add(
            String series,
            String variant,
            Supplier<Training> training,
            String words,
            ToDoubleFunction<Training> accuracy) {
        String trained =
                training.get()
                        .settings()
                        .line(Setting.NAME, Setting.SEED, Setting.DEVICES, Setting.MACHINE);
        cases.add(new Case(name, series, variant, seeds, words, trained, training, accuracy));
        return this;
    }

    /** A training that diverged has left the net as it is: its answers count. */
    static double testAccuracy(Training run) {
        return run.history().ending() == History.Ending.DIVERGED
                ? Training.accuracy(run.net(), run.data().test())
                : run.history().last().testAccuracy();
    }
}
