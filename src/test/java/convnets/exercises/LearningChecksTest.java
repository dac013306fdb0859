package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.exercises.LearningChecks.Backward;
import convnets.exercises.LearningChecks.Slope;
import convnets.exercises.Verdict.Outcome;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningChecksTest {

    private static double mean(double[] x, Function<Integer, Double> each) {
        return IntStream.range(0, x.length).mapToDouble(each::apply).average().orElse(0);
    }

    @Test
    void slope() {
        right(LearningChecks.slope((w, x, y) -> mean(x, i -> 2 * x[i] * (w * x[i] - y[i]))));
        double h = 1e-5; // a finite difference is no formula, and as right
        Slope tried =
                (w, x, y) ->
                        (mean(x, i -> Math.pow((w + h) * x[i] - y[i], 2))
                                        - mean(x, i -> Math.pow((w - h) * x[i] - y[i], 2)))
                                / (2 * h);
        right(LearningChecks.slope(tried));
        assertEquals(Outcome.NOT_BEGUN, LearningChecks.slope((w, x, y) -> 0).outcome());
        wrong("Half", LearningChecks.slope((w, x, y) -> mean(x, i -> x[i] * (w * x[i] - y[i]))));
        wrong(
                "factor is missing",
                LearningChecks.slope((w, x, y) -> mean(x, i -> 2 * (w * x[i] - y[i]))));
        wrong(
                "sum over",
                LearningChecks.slope(
                        (w, x, y) -> x.length * mean(x, i -> 2 * x[i] * (w * x[i] - y[i]))));
        wrong(
                "loss itself",
                LearningChecks.slope((w, x, y) -> mean(x, i -> Math.pow(w * x[i] - y[i], 2))));
        wrong(
                "sign",
                LearningChecks.slope((w, x, y) -> mean(x, i -> -2 * x[i] * (w * x[i] - y[i]))));
        wrong("Your code stops", LearningChecks.slope((w, x, y) -> x[x.length]));
        wrong("null", LearningChecks.slope(null));
    }

    private static double[] descended(double[] x, double[] y, int steps, boolean both) {
        double w = 0;
        double b = 0;
        for (int step = 0; step < steps; step++) {
            double ww = w;
            double bb = b;
            w -= 0.5 * mean(x, i -> 2 * x[i] * (ww * x[i] + bb - y[i]));
            b -= both ? 0.5 * mean(x, i -> 2 * (ww * x[i] + bb - y[i])) : 0;
        }
        return new double[] {w, b};
    }

    @Test
    void fit() {
        right(LearningChecks.fit((x, y) -> descended(x, y, 5000, true)));
        right(LearningChecks.fit((x, y) -> exact(x, y)));
        assertEquals(Outcome.NOT_BEGUN, LearningChecks.fit((x, y) -> new double[2]).outcome());
        wrong("without b", LearningChecks.fit((x, y) -> descended(x, y, 5000, false)));
        wrong("other way around", LearningChecks.fit((x, y) -> swapped(exact(x, y))));
        wrong("Print the loss", LearningChecks.fit((x, y) -> descended(x, y, 20, true)));
        wrong("too few", LearningChecks.fit((x, y) -> new double[] {exact(x, y)[0]}));
        wrong("null", LearningChecks.fit((x, y) -> null));
    }

    private static double[] exact(double[] x, double[] y) {
        double w = (y[1] - y[0]) / (x[1] - x[0]);
        return new double[] {w, y[0] - w * x[0]};
    }

    private static double[] swapped(double[] two) {
        return new double[] {two[1], two[0]};
    }

    private static double[] soft(double[] z, double subtracted) {
        double[] e = Arrays.stream(z).map(v -> Math.exp(v - subtracted)).toArray();
        return Arrays.stream(e).map(v -> v / Arrays.stream(e).sum()).toArray();
    }

    private static double max(double[] z) {
        return Arrays.stream(z).max().orElse(0);
    }

    private static double[] changed(double[] values, int place, double added) {
        values[place] += added;
        return values;
    }

    @Test
    void softmax() {
        right(LearningChecks.softmax(z -> soft(z, max(z))));
        right(LearningChecks.softmax(z -> soft(z, max(z) + 1)));
        assertEquals(
                Outcome.NOT_BEGUN, LearningChecks.softmax(z -> new double[z.length]).outcome());
        wrong("some thousand", LearningChecks.softmax(z -> soft(z, 0)));
        wrong(
                "far below 0",
                LearningChecks.softmax(
                        z -> soft(z, Arrays.stream(z).map(Math::abs).max().orElse(0))));
        wrong(
                "divide by their sum",
                LearningChecks.softmax(
                        z -> Arrays.stream(z).map(v -> Math.exp(v - max(z))).toArray()));
        wrong(
                "logarithms",
                LearningChecks.softmax(
                        z -> Arrays.stream(soft(z, max(z))).map(Math::log).toArray()));
        wrong(
                "soft.",
                LearningChecks.softmax(
                        z -> Arrays.stream(z).map(v -> v == max(z) ? 1 : 0).toArray()));
    }

    @Test
    void logits() {
        right(LearningChecks.logits((z, r) -> changed(soft(z, 0), r, -1)));
        assertEquals(
                Outcome.NOT_BEGUN, LearningChecks.logits((z, r) -> new double[z.length]).outcome());
        wrong("probabilities", LearningChecks.logits((z, r) -> soft(z, 0)));
        wrong(
                "steps, not the slopes",
                LearningChecks.logits(
                        (z, r) ->
                                Arrays.stream(changed(soft(z, 0), r, -1)).map(v -> -v).toArray()));
        wrong("below 0", LearningChecks.logits((z, r) -> changed(soft(z, 0), r, 1)));
        wrong(
                "The other classes",
                LearningChecks.logits((z, r) -> changed(new double[z.length], r, -1)));
    }

    @Test
    void steps() {
        right(LearningChecks.steps(n -> n[2] * ((n[0] + n[1] - 1) / n[1])));
        right(LearningChecks.steps(n -> n[2] * (int) Math.ceil((double) n[0] / n[1])));
        assertEquals(Outcome.NOT_BEGUN, LearningChecks.steps(n -> 0).outcome());
        wrong("that are left", LearningChecks.steps(n -> n[2] * (n[0] / n[1])));
        wrong("one epoch", LearningChecks.steps(n -> (n[0] + n[1] - 1) / n[1]));
        wrong("into the next epoch", LearningChecks.steps(n -> (n[0] * n[2] + n[1] - 1) / n[1]));
        wrong("into the next epoch", LearningChecks.steps(n -> n[0] * n[2] / n[1]));
        wrong("whole batch", LearningChecks.steps(n -> n[0] * n[2]));
        wrong("every input", LearningChecks.steps(n -> 157));
    }

    private static double[] back(
            double w1, double w2, double x, double y, Function<Double, Double> f) {
        double h = 1 / (1 + Math.exp(-w1 * x));
        double o = 2 * (w2 * h - y);
        return new double[] {o * w2 * f.apply(h) * x, o * h};
    }

    @Test
    void backward() {
        Backward asked = (w1, w2, x, y) -> back(w1, w2, x, y, h -> h * (1 - h));
        right(LearningChecks.backward(asked));
        assertEquals(
                Outcome.NOT_BEGUN,
                LearningChecks.backward((a, b, c, d) -> new double[2]).outcome());
        wrong(
                "slope of tanh",
                LearningChecks.backward((a, b, c, d) -> back(a, b, c, d, h -> 1 - h * h)));
        wrong("is missing", LearningChecks.backward((a, b, c, d) -> back(a, b, c, d, h -> 1.0)));
        wrong(
                "changed places",
                LearningChecks.backward((a, b, c, d) -> swapped(asked.slopes(a, b, c, d))));
        wrong(
                "half as large",
                LearningChecks.backward(
                        (a, b, c, d) ->
                                Arrays.stream(asked.slopes(a, b, c, d)).map(v -> v / 2).toArray()));
        wrong(
                "last factor",
                LearningChecks.backward(
                        (a, b, c, d) ->
                                new double[] {
                                    asked.slopes(a, b, c, d)[0] / c, asked.slopes(a, b, c, d)[1]
                                }));
    }

    private static double[] adam(
            double[] slopes, double rate, double decay, double epsilon, boolean root) {
        double m = 0;
        double s = 0;
        double[] steps = new double[slopes.length];
        for (int t = 1; t <= slopes.length; t++) {
            m = 0.9 * m + 0.1 * slopes[t - 1];
            s = 0.999 * s + 0.001 * slopes[t - 1] * slopes[t - 1];
            double mean = m / (1 - decay * Math.pow(0.9, t));
            double squares = s / (1 - decay * Math.pow(0.999, t));
            steps[t - 1] = rate * mean / ((root ? Math.sqrt(squares) : squares) + epsilon);
        }
        return steps;
    }

    @Test
    void adam() {
        BiFunction<double[], Double, double[]> asked = (s, rate) -> adam(s, rate, 1, 1e-8, true);
        right(LearningChecks.adam(asked));
        right(LearningChecks.adam((s, rate) -> adam(s, rate, 1, 0, true)));
        assertEquals(
                Outcome.NOT_BEGUN,
                LearningChecks.adam((s, rate) -> new double[s.length]).outcome());
        wrong("begin at 0", LearningChecks.adam((s, rate) -> adam(s, rate, 0, 1e-8, true)));
        wrong("take its root", LearningChecks.adam((s, rate) -> adam(s, rate, 1, 1e-8, false)));
        wrong(
                "over the squares",
                LearningChecks.adam(
                        (s, rate) -> Arrays.stream(s).map(v -> rate * v / Math.sqrt(v)).toArray()));
        wrong(
                "plain SGD",
                LearningChecks.adam((s, rate) -> Arrays.stream(s).map(v -> rate * v).toArray()));
    }
}
