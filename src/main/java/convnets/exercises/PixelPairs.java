package convnets.exercises;

import convnets.Text;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A weight and two rows of pixels. */
record PixelPairs(double w, double[] x, double[] y) {

    static PixelPairs drawn(int pixels) {
        double w = Draw.doubles(1, 1)[0];
        return new PixelPairs(w, Draw.doubles(pixels, 1), Draw.doubles(pixels, 1));
    }

    /** The mean over the pixels, or what else the function makes of one pixel. */
    double mean(BiFunction<Double, Double, Double> each) {
        return sum(each) / x.length;
    }

    double sum(BiFunction<Double, Double, Double> each) {
        return IntStream.range(0, x.length).mapToDouble(i -> each.apply(x[i], y[i])).sum();
    }

    /** What was added to each pixel, if the factor is w. */
    double added() {
        return y[0] - w * x[0];
    }

    /** The best factor if nothing may be added. */
    double alone() {
        return sum((x, y) -> x * y) / sum((x, y) -> x * x);
    }

    @Override
    public String toString() {
        return Text.count(x.length, "pixel");
    }
}
