package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.Text;
import convnets.cost.LayerTable;
import java.util.function.Supplier;

/** Holds a trained net against a budget of parameters and of work. */
final class BudgetCheck {

    private static final long PARAMETERS = 100_000;
    private static final long MACS = 5_000_000;

    /** Measured with the seeds 0, 1 and 2, four epochs of 4,000 pictures: 0.830, 0.813, 0.819. */
    private static final double FLOOR = 0.78;

    private BudgetCheck() {}

    static Verdict of(Supplier<OldTrained> answer) {
        return OldTrained.learned(Check.of(ComparisonChecks.BUDGET), answer)
                .mistake(
                        () ->
                                table(answer.get()).parameters() > PARAMETERS
                                        && mostlyDense(answer.get()),
                        "It has too many parameters, and more than half of them are in the dense"
                                + " layers: pool once more before them, or end as NiN does.")
                .atMost(
                        "parameters",
                        PARAMETERS,
                        () -> table(answer.get()).parameters(),
                        "A convolution has k · k · c_in · c_out: fewer channels at the end.")
                .mistake(
                        () -> answer.get().side() > 28 && table(answer.get()).macs() > MACS,
                        "It does too much work, on enlarged pictures: with half the pixels on a"
                                + " side, a convolution costs a quarter.")
                .atMost(
                        "MACs",
                        MACS,
                        () -> table(answer.get()).macs(),
                        "The work is done where the maps are large: fewer channels at the"
                                + " beginning, or pool earlier.")
                .atLeast(
                        "test accuracy",
                        FLOOR,
                        () -> answer.get().last().testAccuracy(),
                        "Is the budget used? Two or three convolutions of 3×3 pixels, ReLU,"
                                + " max-pooling and Adam reach it.")
                .verdict(
                        () ->
                                Text.format(
                                        "%,d parameters, %,d MACs, and an accuracy of %.3f.",
                                        table(answer.get()).parameters(),
                                        table(answer.get()).macs(),
                                        answer.get().last().testAccuracy()));
    }

    private static LayerTable table(OldTrained answer) {
        long side = answer.side();
        return LayerTable.of(answer.net(), new Shape(1, 1, side, side));
    }

    private static boolean mostlyDense(OldTrained answer) {
        return 2 * answer.denseParameters() > answer.parameters();
    }
}
