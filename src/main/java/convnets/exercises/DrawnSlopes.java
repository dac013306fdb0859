package convnets.exercises;

import convnets.Text;
import java.util.Arrays;

/** What Adam gets, one slope after the other; none is so small that its ε counts. */
record DrawnSlopes(double size, double rate, double[] values) {

    static DrawnSlopes of(double size) {
        double[] values = Draw.doubles(6, size);
        Arrays.setAll(values, i -> values[i] + Math.copySign(size / 5, values[i]));
        return new DrawnSlopes(size, Draw.between(2, 9) / 100.0, values);
    }

    /** The same with another rate. */
    DrawnSlopes at(double other) {
        return new DrawnSlopes(size, other, values);
    }

    /** The steps by the rule, or by a part of it, at the learning rate. */
    double[] steps(boolean corrected, boolean root) {
        double[] steps = new double[values.length];
        double m = 0;
        double s = 0;
        for (int t = 1; t <= values.length; t++) {
            double slope = values[t - 1];
            m = 0.9 * m + 0.1 * slope;
            s = 0.999 * s + 0.001 * slope * slope;
            double mean = corrected ? m / (1 - Math.pow(0.9, t)) : m;
            double squares = corrected ? s / (1 - Math.pow(0.999, t)) : s;
            steps[t - 1] = rate * mean / ((root ? Math.sqrt(squares) : squares) + 1e-8);
        }
        return steps;
    }

    @Override
    public String toString() {
        return Text.format("six slopes of about %s", Text.number(size));
    }
}
