package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.exercises.Step.Fault;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Training;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A training that is an answer.
 *
 * @param net with its weights
 * @param data what it learned from and was tested on
 * @param history what happened; null if it was not started
 * @param tried the net as one that the reader designed
 */
record Trained(Block net, ImageData data, History history, Supplier<Designed> tried) {

    /** Below this a net of ten classes guesses. */
    private static final double GUESSING = 0.2;

    /** A loss that fell by so much in the last epoch has not come to rest. */
    private static final double FALLING = 0.93;

    Trained(Block net, ImageData data, History history) {
        this(net, data, history, Answer.once(() -> new Designed(net, data.train().shape(1))));
    }

    /** Takes a training of the reader's, which need not have run. */
    static Trained of(Training run) {
        try {
            return new Trained(run.net(), run.data(), run.history());
        } catch (CourseException | NullPointerException notStarted) {
            return new Trained(null, null, null);
        }
    }

    /**
     * Begins the check of a training: it ran, to its end, on the right pictures.
     *
     * @param answer the training
     * @param pictures says in words which pictures are asked for
     * @param allowed any of these, as they are
     */
    static Step begin(Trained answer, String pictures, Supplier<List<ImageData>> allowed) {
        return () -> {
            if (answer.history == null) {
                return answer.ran();
            }
            String words = "It learned from, or was tested on, other pictures: take %s.";
            boolean right = allowed.get().stream().anyMatch(d -> same(answer.data, d));
            return Fault.unless(right, words, pictures).or(answer::ran);
        };
    }

    /** The step that it was trained, to its end. */
    Optional<Fault> ran() {
        if (history == null) {
            return Fault.of("It is not trained yet: call fit().").map(Fault::notBegun);
        }
        return switch (history.ending()) {
            case DIVERGED ->
                    Fault.of(
                            "The loss was no longer a number: the steps are too large. Divide the"
                                    + " learning rate by 3 until it holds.");
            case STOPPED -> Fault.of("The training was stopped: let it run to its end.");
            default -> Optional.empty();
        };
    }

    /** Whether some of its training pictures are of these, moved perhaps; one may look like one. */
    boolean learnedFrom(Images images) {
        Set<ByteBuffer> theirs = images.stream().map(Trained::ink).collect(Collectors.toSet());
        return data.train().stream().map(Trained::ink).filter(theirs::contains).limit(9).count()
                > 8;
    }

    /** From the first pixel that is not 0 to the last, row by row: the same wherever it lies. */
    private static ByteBuffer ink(Picture picture) {
        byte[] pixels = picture.pixels();
        int[] inked = IntStream.range(0, pixels.length).filter(i -> pixels[i] != 0).toArray();
        return inked.length == 0
                ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(pixels, inked[0], inked[inked.length - 1] + 1 - inked[0]);
    }

    /** Whether two sets hold the same pictures with the same labels, in the same order. */
    static boolean same(ImageData one, ImageData other) {
        return same(one.train(), other.train()) && same(one.test(), other.test());
    }

    private static boolean same(Images one, Images other) {
        return one == other
                || one.size() == other.size()
                        && one.shape(1).equals(other.shape(1))
                        && IntStream.range(0, one.size()).allMatch(i -> same(one, other, i));
    }

    private static boolean same(Images one, Images other, int i) {
        Picture a = one.get(i);
        Picture b = other.get(i);
        return a.label() == b.label() && Arrays.equals(a.pixels(), b.pixels());
    }

    /** One of its pictures. */
    Shape input() {
        return data.train().shape(1);
    }

    Designed design() {
        return tried.get();
    }

    /** A net of the reader's design: ten logits, and so many convolutions that bend. */
    Step designed(int convolutions) {
        return () -> design().logits().look().or(() -> design().convolutional(convolutions).look());
    }

    /** The same run, as if its pictures had not been enlarged. */
    Trained asStored() {
        return history == null ? this : new Trained(net, data.resized(28), history);
    }

    /** Whether the training pictures were changed in each epoch. */
    boolean augmented() {
        return history.settings().augmentation() != null;
    }

    /** The step that its pictures stayed as they are, where the task says so. */
    Optional<Fault> unmoved() {
        return Fault.unless(
                !augmented(),
                "Its training pictures change in each epoch, and here they are to stay as they are:"
                        + " leave augment out.");
    }

    /** How many pictures went into a step. */
    int batchSize() {
        return history.settings().batchSize();
    }

    /** Of the best epoch: the curves jump. */
    double best() {
        return history.best().testAccuracy();
    }

    /** Of the last epoch. */
    double last() {
        return history.last().testAccuracy();
    }

    /**
     * Holds an accuracy against the exercise's floor.
     *
     * @param floor such as that of the exercise
     * @param what such as "best test accuracy"
     * @param accuracy that was reached
     * @param hint where to look if it is too low
     */
    Step reaches(double floor, String what, DoubleSupplier accuracy, String hint) {
        return () -> {
            double reached = accuracy.getAsDouble();
            if (reached >= floor) {
                return Optional.empty();
            }
            String words = low(what, floor, reached);
            if (design().parts().endsBent()) {
                return Fault.of("%s %s", words, Designed.BENT);
            }
            boolean falls = !guesses() && learnsStill();
            return Fault.of(words).map(fault -> fault.with(falls ? "" : hint));
        };
    }

    private String low(String what, double floor, double accuracy) {
        if (guesses()) {
            return "It is at chance: it has learned nothing. Look at the first weights (he() suits"
                    + " ReLU) and at the learning rate, which must suit the optimizer.";
        }
        String said = "%s: expected %s or more, found %s.%s";
        String still = learnsStill() ? " Its loss still falls: train for more epochs." : "";
        return Text.format(said, what, Text.number(floor), Text.number(accuracy), still);
    }

    /** Whether no epoch was better than chance, not even on the pictures that were learned from. */
    private boolean guesses() {
        return history.epochs().stream()
                .allMatch(
                        epoch -> Math.max(epoch.trainAccuracy(), epoch.testAccuracy()) < GUESSING);
    }

    private boolean learnsStill() {
        List<Epoch> epochs = history.epochs();
        int last = epochs.size() - 1;
        return last > 0 && epochs.get(last).loss() < FALLING * epochs.get(last - 1).loss();
    }
}
