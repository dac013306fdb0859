package convnets.train;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.nn.Nets;
import convnets.train.History.Ending;
import convnets.train.TrainingSettings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;

/** A training on disk: its history in one file, and the net's weights in another beside it. */
final class Checkpoint {

    private Checkpoint() {}

    /** Writes both. Whatever else bears one of the two names is left as it is. */
    static void save(Training run, Path file) {
        History history = run.history();
        if (Files.exists(file)) {
            History.load(file);
        }
        try {
            Nets.save(run.net(), weights(file));
            history.save(file);
        } catch (CourseException problem) {
            throw new CourseException(
                    "%s The net and its history are still in memory: save(Path.of(…)) keeps them"
                            + " elsewhere.",
                    problem.getMessage());
        }
    }

    /** The saved history, if that training can go on with these settings. */
    static History resumable(Path file, TrainingSettings settings) {
        History saved = History.load(file);
        String difference =
                saved.settings()
                        .difference(
                                settings,
                                Setting.NAME,
                                Setting.EPOCHS,
                                Setting.DEVICES,
                                Setting.MACHINE);
        if (!difference.isEmpty()) {
            throw new CourseException(
                    "Cannot resume from %s: it is of another training (%s).", file, difference);
        }
        if (saved.ending() == Ending.DIVERGED) {
            throw new CourseException(
                    "Cannot resume from %s: that training diverged. Train anew, with a smaller"
                            + " learning rate.",
                    file);
        }
        return saved;
    }

    static void loadWeights(Path file, Training run) {
        Shape picture = run.data().train().shape(1);
        Nets.load(run.net(), weights(file), run.devices.get(0), picture);
    }

    private static Path weights(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        return file.resolveSibling(name + ".weights");
    }
}
