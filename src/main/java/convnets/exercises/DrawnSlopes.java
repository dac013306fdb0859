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

    /** What becomes of the two means, as they are, in step t, counted from 1. */
    interface Rule {
        double step(double m, double s, int t);
    }

    /** What a mean that began at 0 would be, had it begun at the first value. */
    static double corrected(double mean, double beta, int t) {
        return mean / (1 - Math.pow(beta, t));
    }

    static double step(double mean, double squares) {
        return mean / (Math.sqrt(squares) + 1e-8);
    }

    /** The steps at the learning rate. */
    double[] steps(Rule rule) {
        return steps(0.9, 0.999, false, rule);
    }

    /** The same with two other numbers, or with means that are overwritten by their corrections. */
    double[] steps(double beta1, double beta2, boolean overwritten, Rule rule) {
        double[] steps = new double[values.length];
        double m = 0;
        double s = 0;
        for (int t = 1; t <= values.length; t++) {
            double slope = values[t - 1];
            m = beta1 * m + (1 - beta1) * slope;
            s = beta2 * s + (1 - beta2) * slope * slope;
            m = overwritten ? corrected(m, beta1, t) : m;
            s = overwritten ? corrected(s, beta2, t) : s;
            steps[t - 1] = rate * rule.step(m, s, t);
        }
        return steps;
    }

    @Override
    public String toString() {
        return Text.format("six slopes of about %s", Text.number(size));
    }
}
