package convnets.train;

import convnets.Text;
import convnets.data.Augmentation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was trained and how. Two trainings with equal settings give the same numbers; where only the
 * hardware differs, nearly the same.
 *
 * @param name of the net, in a few words
 * @param net its layers
 * @param data what it learned from and was tested on
 * @param augmentation how the training pictures were changed; null if they were not
 * @param firstWeights the rule for the first weights
 * @param optimizer how the weights were updated
 * @param batchSize pictures in a step
 * @param epochs passes over the training pictures, in all
 * @param seed of everything random
 * @param hardware what computed it
 */
public record TrainingSettings(
        String name,
        NetDescription net,
        DataIdentity data,
        Augmentation augmentation,
        String firstWeights,
        OptimizerSettings optimizer,
        int batchSize,
        int epochs,
        int seed,
        Hardware hardware) {

    /** The settings one by one, as they are compared and named. */
    public enum Setting {
        /** The net's name, which decides on no number. */
        NAME("net", TrainingSettings::name),
        /** The net itself. */
        LAYERS("layers", TrainingSettings::net),
        /** The pictures. */
        DATA("data", TrainingSettings::data),
        /** The random changes of the pictures. */
        AUGMENTATION("augmentation", TrainingSettings::augmentation),
        /** The rule for the first weights. */
        FIRST_WEIGHTS("first weights", TrainingSettings::firstWeights),
        /** The rule of the update, without its step size. */
        OPTIMIZER("optimizer", settings -> settings.optimizer().withRate(0)),
        /** The step size. */
        LEARNING_RATE("learning rate", settings -> settings.optimizer().learningRate()),
        /** Pictures in a step. */
        BATCH_SIZE("batch size", TrainingSettings::batchSize),
        /** Passes over the training pictures. */
        EPOCHS("epochs", TrainingSettings::epochs),
        /** The seed. */
        SEED("seed", TrainingSettings::seed),
        /** The engine and the devices that computed it. */
        DEVICES("device", settings -> settings.hardware().words()),
        /** The computer. */
        MACHINE("machine", settings -> settings.hardware().machine());

        private final String title;
        private final Function<TrainingSettings, Object> value;

        Setting(String title, Function<TrainingSettings, Object> value) {
            this.title = title;
            this.value = value;
        }

        private Object of(TrainingSettings settings) {
            return value.apply(settings);
        }
    }

    /**
     * Compares two trainings.
     *
     * @param other the settings of another training
     * @param ignored what may differ
     * @return the first difference in words, such as {@code learning rate: 0.01, not 0.5}; empty if
     *     there is none
     */
    public String difference(TrainingSettings other, Setting... ignored) {
        return chosen(ignored).stream()
                .filter(setting -> !Objects.equals(setting.of(this), setting.of(other)))
                .findFirst()
                .map(setting -> words(setting, setting.of(this), setting.of(other)))
                .orElse("");
    }

    /** A file might have lost some of it, or hold what no training takes. */
    boolean isWhole() {
        return optimizer != null
                && hardware != null
                && chosen(Setting.AUGMENTATION).stream().allMatch(s -> s.of(this) != null)
                && optimizer.learningRate() > 0
                && batchSize > 0
                && epochs > 0;
    }

    private static String words(Setting setting, Object here, Object there) {
        String one = Objects.toString(here, "none");
        return Text.format("%s: %s, not %s", setting.title, one, Objects.toString(there, "none"));
    }

    private static Set<Setting> chosen(Setting... ignored) {
        Set<Setting> chosen = EnumSet.allOf(Setting.class);
        Arrays.asList(ignored).forEach(chosen::remove);
        return chosen;
    }

    /**
     * Writes the settings out.
     *
     * @param ignored what is left out
     * @return one line: each setting that is there, with its title
     */
    public String line(Setting... ignored) {
        return chosen(ignored).stream()
                .filter(setting -> setting.of(this) != null)
                .map(setting -> setting.title + " " + setting.of(this))
                .collect(Collectors.joining("; "));
    }

    /** All of it in one line. */
    @Override
    public String toString() {
        return line();
    }
}
