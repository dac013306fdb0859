package convnets.exercises;

import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingSettings;
import java.util.List;
import java.util.function.Supplier;

/**
 * A training that was an exercise, as the checks look at it.
 *
 * @param history what happened
 * @param net with its weights
 */
record OldTrained(History history, Block net) {

    /** Chance is 0.1 with ten classes; what has learned anything is above this. */
    private static final double GUESSING = 0.2;

    /**
     * Takes a training.
     *
     * @throws convnets.CourseException if it was not started
     */
    static OldTrained of(Training run) {
        return new OldTrained(run.history(), run.net());
    }

    Epoch last() {
        return history.last();
    }

    TrainingSettings settings() {
        return history.settings();
    }

    /** Height and width of the pictures as the net got them. */
    long side() {
        return settings().data().train().height();
    }

    /** Weights and biases. */
    long parameters() {
        return sizes(List.of(net));
    }

    /** Weights and biases of the dense layers. */
    long denseParameters() {
        return sizes(Nets.layers(net).stream().filter(Linear.class::isInstance).toList());
    }

    private static long sizes(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> block.getParameters().values().stream())
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    /** Refuses a training that did not get anywhere. */
    static Check learned(Check check, Supplier<OldTrained> answer) {
        return check.mistake(
                        () -> answer.get().history().ending() == History.Ending.DIVERGED,
                        "The loss is no longer a number: take a smaller learning rate.")
                .mistake(
                        () -> answer.get().history().ending() == History.Ending.STOPPED,
                        "The training was stopped: let it run to its end.")
                .mistake(
                        () -> answer.get().last().testAccuracy() < GUESSING,
                        "It has learned nothing: this is the accuracy of guessing. Begin with"
                                + " weights(he()) and a learning rate that suits the optimizer.");
    }
}
