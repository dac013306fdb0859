package convnets.exercises;

import ai.djl.nn.Block;
import convnets.data.ImageData;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Training;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** Trainings that were never done, to try what the checks say of them. */
final class Histories {

    private Histories() {}

    /** A training whose epochs had these test accuracies, with a loss that has come to rest. */
    static Training trained(Block net, ImageData data, double... accuracies) {
        return trained(Training.of(net, data), accuracies);
    }

    /** The same with the settings of a training that was prepared. */
    static Training trained(Training prepared, double... accuracies) {
        List<Epoch> epochs = new ArrayList<>();
        for (double accuracy : accuracies) {
            epochs.add(new Epoch(epochs.size() + 1, 0.5, accuracy, accuracy, 1, 1000));
        }
        return with(prepared, epochs);
    }

    /** A training that was prepared, with these epochs. */
    static Training with(Training prepared, List<Epoch> epochs) {
        return with(
                prepared, new History(prepared.settings(), epochs, History.Ending.FINISHED, ""));
    }

    /** Only a training itself may say what happened in it. */
    private static Training with(Training prepared, History history) {
        try {
            Field field = Training.class.getDeclaredField("history");
            field.setAccessible(true);
            field.set(prepared, history);
            return prepared;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static Training ended(Training run, History.Ending ending) {
        History done = run.history();
        History history = new History(done.settings(), done.epochs(), ending, "");
        return with(Training.of(run.net(), run.data()), history);
    }

    /** The same run, with a loss that still halves in each epoch. */
    static Training falling(Training run) {
        List<Epoch> epochs = run.history().epochs().stream().map(Histories::falling).toList();
        History history =
                new History(run.history().settings(), epochs, History.Ending.FINISHED, "");
        return with(Training.of(run.net(), run.data()), history);
    }

    private static Epoch falling(Epoch e) {
        double loss = Math.pow(0.5, e.number());
        return new Epoch(e.number(), loss, e.trainAccuracy(), e.testAccuracy(), 1, 1000);
    }
}
