package convnets.exercises;

import convnets.Text;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Tries a formula for the number of seeds that tells two nets apart. */
final class SeedsCheck {

    /** Difference and standard deviation; none gives a whole number before rounding. */
    private static final List<double[]> CASES =
            List.of(
                    new double[] {0.006, 0.007},
                    new double[] {0.021, 0.015},
                    new double[] {0.0011, 0.007},
                    new double[] {0.005, 0.02});

    private SeedsCheck() {}

    static Verdict of(DoubleBinaryOperator seeds) {
        Check check =
                Check.of(ComparisonChecks.SEEDS)
                        .mistake(() -> same(seeds, (d, s) -> 0), "It returns 0 as yet.")
                        .mistake(
                                () -> same(seeds, (d, s) -> exact(8, d, s)),
                                "There is no part of a seed: round up.")
                        .mistake(
                                () -> same(seeds, (d, s) -> Math.floor(exact(8, d, s))),
                                "Rounded down, it is a little less than two standard errors: round"
                                        + " up.")
                        .mistake(
                                () -> fits(seeds, 4),
                                "Both means have an error: the variances s²/n of the two add.")
                        .mistake(
                                () -> fits(seeds, 2),
                                "That is one standard error of the difference; two are asked.")
                        .mistake(
                                () -> same(seeds, (d, s) -> Math.ceil(Math.sqrt(exact(8, d, s)))),
                                "The error falls with the square root of n: solve for n, and"
                                        + " square.");
        for (double[] c : CASES) {
            check.equal(
                    Text.format("seeds for a difference of %s and a spread of %s", c[0], c[1]),
                    Math.ceil(exact(8, c[0], c[1])),
                    () -> seeds.applyAsDouble(c[0], c[1]),
                    "d = 2 · √(s²/n + s²/n): solve it for n, and round up.");
        }
        return check.verdict(
                () ->
                        Text.format(
                                "Two nets that are 0.006 apart, with a spread of 0.007, need %.0f"
                                        + " seeds each, not three.",
                                seeds.applyAsDouble(0.006, 0.007)));
    }

    private static double exact(double factor, double difference, double spread) {
        return factor * spread * spread / (difference * difference);
    }

    private static boolean fits(DoubleBinaryOperator seeds, double factor) {
        return same(seeds, (d, s) -> Math.ceil(exact(factor, d, s)));
    }

    private static boolean same(DoubleBinaryOperator one, DoubleBinaryOperator other) {
        return CASES.stream()
                .allMatch(
                        c ->
                                Math.abs(
                                                one.applyAsDouble(c[0], c[1])
                                                        - other.applyAsDouble(c[0], c[1]))
                                        < 1e-6);
    }
}
