package convnets.exercises;

import convnets.look.Shift;
import java.util.stream.IntStream;

/**
 * A line in the chart of accuracy against shift, from the middle outward.
 *
 * @param shift that was measured
 * @param x 1 to the right, −1 to the left, else 0
 * @param y 1 downward, −1 upward, else 0
 */
record ShiftLine(Shift shift, int x, int y) {

    /** What is read from it: the first shift at which less than half of the answers are right. */
    Step half(String what, double found) {
        return Formula.number(what, found)
                .right("look", first())
                .wrong("side", -new ShiftLine(shift, -x, -y).first())
                .wrong("line", new ShiftLine(shift, y, x).first())
                .wrong("half", first() - shift.step());
    }

    /** The reach if there is none. */
    private int first() {
        return IntStream.rangeClosed(0, shift.reach() / shift.step())
                .map(i -> i * shift.step())
                .filter(by -> shift.at(x * by, y * by) < 0.5)
                .findFirst()
                .orElse(shift.reach());
    }
}
