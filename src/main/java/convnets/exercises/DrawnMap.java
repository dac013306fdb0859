package convnets.exercises;

import convnets.Text;
import java.util.function.Function;

/**
 * A map of numbers that is drawn anew at each check.
 *
 * @param values row by row
 * @param width of a row
 */
record DrawnMap(float[] values, int width) {

    /** Values around a number, up to 1 above and below it. */
    static DrawnMap of(int height, int width, float around) {
        float[] drawn = Draw.floats(height * width);
        return new DrawnMap(Draw.each(drawn.length, i -> drawn[i] + around), width);
    }

    int height() {
        return values.length / width;
    }

    /** Each 2×2 window by a rule, which gets its values: upper left, right, lower left, right. */
    float[] pooled(Function<float[], Number> rule) {
        int half = width / 2;
        return Draw.each(
                height() / 2 * half,
                i -> {
                    int at = 2 * (i / half) * width + 2 * (i % half);
                    int below = at + width;
                    float[] window = {values[at], values[at + 1], values[below], values[below + 1]};
                    return rule.apply(window).doubleValue();
                });
    }

    /** Rows become columns. */
    DrawnMap turned() {
        float[] turned = Draw.each(values.length, i -> values[i % height() * width + i / height()]);
        return new DrawnMap(turned, height());
    }

    /** Where the largest value is; the first place if none is above the number to begin with. */
    int brightest(float begin) {
        float best = begin;
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > best) {
                best = values[i];
                at = i;
            }
        }
        return at;
    }

    @Override
    public String toString() {
        return Text.format("a %d×%d map", height(), width);
    }
}
