package convnets.exercises;

import convnets.Text;
import convnets.nn.Layers;
import convnets.nn.Nets;
import java.util.List;

/** Compares a formula for the side of a map with what the layers themselves say. */
final class SideCheck {

    /** n, k, p, s: AlexNet's first layers, and others that tell the plausible formulas apart. */
    private static final List<long[]> CASES =
            List.of(
                    new long[] {224, 11, 0, 4},
                    new long[] {224, 11, 1, 4},
                    new long[] {224, 11, 2, 4},
                    new long[] {54, 3, 0, 2},
                    new long[] {26, 5, 2, 1},
                    new long[] {26, 3, 0, 2},
                    new long[] {7, 7, 0, 1},
                    new long[] {10, 1, 0, 3});

    private SideCheck() {}

    static Verdict of(Side side) {
        Check check =
                Check.of(AlexNetChecks.SIDE)
                        .mistake(() -> same(side, (n, k, p, s) -> 0), "It returns 0 as yet.")
                        .mistake(
                                () -> same(side, (n, k, p, s) -> (n + 2 * p - k) / s),
                                "One is missing: before its first step the window stands at the"
                                        + " edge, and that place counts too.")
                        .mistake(
                                () -> same(side, (n, k, p, s) -> (n + p - k) / s + 1),
                                "The padding is added on both sides.")
                        .mistake(
                                () -> same(side, (n, k, p, s) -> (n + 2 * p) / s + 1),
                                "The window must stay inside: its own k pixels are no steps.")
                        .mistake(
                                () -> same(side, (n, k, p, s) -> n + 2 * p - k + 1),
                                "The stride is missing.")
                        .mistake(
                                () -> same(side, (n, k, p, s) -> (n + 2 * p - k + s - 1) / s + 1),
                                "Pixels that do not fill a step are left out: round down, not up.");
        for (long[] c : CASES) {
            check.equal(
                    Text.format("side for n = %d, k = %d, p = %d, s = %d", c[0], c[1], c[2], c[3]),
                    layer(c),
                    () -> value(side, c),
                    "How many steps of s fit, and how many places are that?");
        }
        return check.verdict(
                "54, 54 and 55 for AlexNet's first layer: with a padding of 0 or 1 the last pixels"
                        + " do not fill a step of 4.");
    }

    private static boolean same(Side one, Side other) {
        return CASES.stream().allMatch(c -> value(one, c) == value(other, c));
    }

    private static long value(Side side, long[] c) {
        return side.of(c[0], c[1], c[2], c[3]);
    }

    private static long layer(long[] c) {
        var conv = Layers.conv(1, (int) c[1]).pad((int) c[2]).stride((int) c[3]);
        return Nets.outputShape(conv, 1, 1, c[0], c[0]).get(2);
    }
}
