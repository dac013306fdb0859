package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.Text;
import convnets.cost.LayerTable;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Checks the trainings of chapter 05, of the first 2,000 training and 1,000 test pictures of the
 * bundled sample. The floors leave room below what the solutions reach with the seeds 0, 1 and 2.
 */
final class AlexNetRuns {

    /** AlexNet ÷ 8 has 344,290 parameters at 67×67 pixels. */
    private static final long LIGHT = 150_000;

    /** Measured: 0.768, 0.752, 0.726; with AlexNet ÷ 16 0.743 and 0.761, with ÷ 8 0.712. */
    private static final double SIMPLER_FLOOR = 0.68;

    private static final long MOST_MACS = 10_000_000;

    /** Measured: 0.751, 0.792, 0.812; LeNet with sigmoids 0.68. */
    private static final double SMALL_FLOOR = 0.7;

    /** Measured: 0.728, 0.722, 0.713; without moved training pictures 0.515. */
    private static final double MOVED_FLOOR = 0.62;

    /** Measured on 100 pictures: train accuracy 1.000 with all three, gaps 0.340, 0.340, 0.370. */
    private static final double LEARNED_BY_HEART = 0.9;

    private static final double GAP = 0.2;

    private static final Shape PIXELS = new Shape(1, 1, 28, 28);

    private AlexNetRuns() {}

    static Verdict simpler(Supplier<OldTrained> answer) {
        return OldTrained.learned(Check.of(AlexNetChecks.SIMPLER), answer)
                .mistake(
                        () -> heavy(answer.get()) && mostlyDense(answer.get()),
                        "It is still too large, and more than half of its parameters are in the"
                                + " dense layers: begin with these.")
                .atMost(
                        "parameters",
                        LIGHT,
                        () -> answer.get().parameters(),
                        "Fewer channels, fewer units, or one layer less.")
                .atLeast(
                        "test accuracy",
                        SIMPLER_FLOOR,
                        () -> answer.get().last().testAccuracy(),
                        "Is it too narrow now? Or try another learning rate.")
                .verdict(
                        () ->
                                Text.format(
                                        "%,d parameters reach %.3f.",
                                        answer.get().parameters(),
                                        answer.get().last().testAccuracy()));
    }

    private static boolean heavy(OldTrained answer) {
        return answer.parameters() > LIGHT;
    }

    private static boolean mostlyDense(OldTrained answer) {
        return 2 * answer.denseParameters() > answer.parameters();
    }

    static Verdict smallImages(Supplier<OldTrained> answer) {
        return OldTrained.learned(Check.of(AlexNetChecks.SMALL_IMAGES), answer)
                .mistake(
                        () -> answer.get().side() != PIXELS.get(2),
                        "It was trained on enlarged pictures: it is to take them as they are, so"
                                + " leave resized out.")
                .mistake(
                        () -> Counting.layers(answer.get().net(), PIXELS, "conv") == 0,
                        "There is no convolution in it.")
                .mistake(
                        () -> Counting.layers(answer.get().net(), PIXELS, "sigmoid") > 0,
                        "Sigmoids are what AlexNet left behind: take ReLU.")
                .atMost(
                        "MACs",
                        MOST_MACS,
                        () -> LayerTable.of(answer.get().net(), PIXELS).macs(),
                        "Pool earlier, or take fewer channels where the maps are large.")
                .atLeast(
                        "test accuracy",
                        SMALL_FLOOR,
                        () -> answer.get().last().testAccuracy(),
                        "Small windows, three or four convolutions, and He's weights.")
                .verdict(
                        () ->
                                Text.format(
                                        "%.3f, with %,d MACs and without enlarging a picture.",
                                        answer.get().last().testAccuracy(),
                                        LayerTable.of(answer.get().net(), PIXELS).macs()));
    }

    static Verdict invariance(Supplier<OldTrained> answer, DoubleSupplier moved) {
        return OldTrained.learned(Check.of(AlexNetChecks.INVARIANCE), answer)
                .mistake(
                        () -> answer.get().settings().augmentation() == null,
                        "The training pictures all stand still: see augment, where chapter 05 takes the parts away one by one.")
                .mistake(
                        () -> answer.get().settings().augmentation().pixels() == 0,
                        "They are mirrored, but not moved, and the test pictures move.")
                .atLeast(
                        "accuracy on moved pictures",
                        MOVED_FLOOR,
                        moved,
                        "Move the training pictures as far as the others, up to 4 pixels, and give"
                                + " it a few epochs more: it has more to learn.")
                .verdict(
                        () ->
                                Text.format(
                                        "%.3f on moved pictures, %.3f on those that stand still.",
                                        moved.getAsDouble(), answer.get().last().testAccuracy()));
    }

    static Verdict overfit(Supplier<OldTrained> answer) {
        return Check.of(AlexNetChecks.OVERFIT)
                .mistake(
                        () -> convolutions(answer.get()) != 5,
                        "It is to be an AlexNet, with its five convolutions.")
                .mistake(
                        () -> answer.get().settings().augmentation() != null,
                        "Pictures that change in each epoch cannot be learned by heart: leave"
                                + " augment out.")
                .atLeast(
                        "train accuracy",
                        LEARNED_BY_HEART,
                        () -> answer.get().last().trainAccuracy(),
                        "It does not know its training pictures by heart, which is what"
                                + " overfitting means: fewer pictures, more epochs, no dropout.")
                .atLeast(
                        "gap",
                        GAP,
                        () -> gap(answer.get()),
                        "It has learned something of use to the test pictures: give it fewer"
                                + " training pictures.")
                .verdict(() -> Text.format("A gap of %.3f.", gap(answer.get())));
    }

    private static long convolutions(OldTrained answer) {
        Shape picture = new Shape(1, 1, answer.side(), answer.side());
        return Counting.layers(answer.net(), picture, "conv");
    }

    private static double gap(OldTrained answer) {
        return answer.last().trainAccuracy() - answer.last().testAccuracy();
    }
}
