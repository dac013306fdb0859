package convnets.exercises;

import java.util.function.IntBinaryOperator;

/** A 3×3 kernel, row by row, that is laid on small pictures. */
record EdgeKernel(float[] weights) {

    /** What it gives; brightness goes from a place, −1, −1 (upper left) to 1, 1, to a number. */
    double answer(IntBinaryOperator brightness) {
        double sum = 0;
        double largest = 0;
        for (int i = 0; i < 9; i++) {
            largest = Math.max(largest, Math.abs(weights[i]));
            sum += weights[i] * brightness.applyAsInt(i % 3 - 1, i / 3 - 1);
        }
        return Math.abs(sum) < 1e-5 * largest ? 0 : sum; // but for rounding
    }

    /** For a picture that grows brighter to the right. */
    double right() {
        return answer((x, y) -> x);
    }

    /** For a picture that grows brighter downward. */
    double down() {
        return answer((x, y) -> y);
    }

    /** Whether an edge between above and below gets an answer, in the upper half or the lower. */
    boolean hasUnevenRows() {
        return answer((x, y) -> y > 0 ? 1 : 0) != 0 || answer((x, y) -> y < 0 ? 1 : 0) != 0;
    }

    /**
     * Whether an edge to the left of the middle answers with another sign than one to the right.
     */
    boolean changesSign() {
        return answer((x, y) -> x > 0 ? 1 : 0) * answer((x, y) -> x < 0 ? 0 : 1) < 0;
    }
}
