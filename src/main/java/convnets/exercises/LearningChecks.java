package convnets.exercises;

import static convnets.exercises.DrawnSlopes.corrected;
import static convnets.exercises.DrawnSlopes.step;

import convnets.exercises.Draw.Given;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Checks the exercises of chapter 02, Learning, that ask for a formula. */
public final class LearningChecks {

    /** Each check tries so many cases. */
    private static final int CASES = 6;

    /** A float of some thousand has no more than four digits behind the point. */
    private static final double FLOATS = 1e-3;

    private static final DrawnSlopes.Rule ADAM = adam(0.9, 0.999);
    private static final DrawnSlopes.Rule ROOTLESS =
            (m, q, t) -> corrected(m, 0.9, t) / (corrected(q, 0.999, t) + 1e-8);

    /** The way back through one unit and one weight behind it. */
    @FunctionalInterface
    public interface Backward {

        /**
         * Works out both slopes of (w₂ · σ(w₁ · x) − y)².
         *
         * @param w1 the first weight
         * @param w2 the second weight
         * @param x the input
         * @param y the target
         * @return the slope for w₁, then the slope for w₂
         */
        double[] slopes(double w1, double w2, double x, double y);
    }

    /** The slope of a loss over pixels. */
    @FunctionalInterface
    public interface Slope {

        /**
         * Works out the slope of the mean of (w · x − y)².
         *
         * @param w the weight
         * @param x pixels
         * @param y pixels, as many
         * @return the slope for w
         */
        double of(double w, double[] x, double[] y);
    }

    private LearningChecks() {}

    /**
     * 2.1: the slope of the mean squared error, by formula.
     *
     * @param slope the reader's
     * @return what is said of it
     */
    public static Verdict slope(Slope slope) {
        List<PixelPairs> cases = Draw.some(CASES, i -> PixelPairs.drawn(4 + i));
        Function<PixelPairs, Double> right = p -> p.mean((x, y) -> 2 * x * (p.w() * x - y));
        Check check = Check.of("2.1", slope);
        check.formula("the slope", cases, p -> slope.of(p.w(), p.x().clone(), p.y().clone()))
                .within(1e-5, 1)
                .right("look", right)
                .wrong("half", p -> right.apply(p) / 2)
                .wrong("factor", p -> p.mean((x, y) -> 2 * (p.w() * x - y)))
                .wrong("sum", p -> right.apply(p) * p.x().length)
                .wrong("loss", p -> p.mean((x, y) -> (p.w() * x - y) * (p.w() * x - y)));
        return check.verdict();
    }

    /**
     * 2.2: brightness and contrast found by gradient descent.
     *
     * @param fit from pixels before and after to the factor and what was added
     * @return what is said of it
     */
    public static Verdict fit(BiFunction<double[], double[], double[]> fit) {
        List<PixelPairs> cases =
                Draw.some(CASES, () -> light(Draw.between(50, 130), Draw.between(15, 40)));
        Check check = Check.of("2.2", fit);
        check.formula("w and b", cases, p -> fit.apply(p.x().clone(), p.y().clone()))
                .within(0.02)
                .right("look", p -> new double[] {p.w(), p.added()})
                .wrong("turned", p -> new double[] {p.added(), p.w()})
                .wrong("alone", p -> new double[] {p.alone(), 0});
        return check.verdict();
    }

    /** Contrast and brightness are given in percent. */
    private static PixelPairs light(int contrast, int brightness) {
        double w = contrast / 100.0;
        double b = brightness / 100.0;
        double[] x = Arrays.stream(Draw.doubles(40, 0.5)).map(v -> v + 0.5).toArray();
        return new PixelPairs(w, x, Arrays.stream(x).map(v -> w * v + b).toArray());
    }

    /**
     * 2.3: a softmax that never overflows.
     *
     * @param softmax from logits to probabilities
     * @return what is said of it
     */
    public static Verdict softmax(Function<double[], double[]> softmax) {
        Check check = Check.of("2.3", softmax);
        Function<Logits, double[]> given = s -> softmax.apply(s.z().clone());
        check.formula("the probabilities", Draw.some(CASES, i -> Logits.of(0, 3)), given)
                .within(FLOATS, 1)
                .right("look", Logits::softmax)
                .wrong("sum", s -> s.exponentials(1))
                .wrong("count", s -> s.exponentials(s.z().length))
                .wrong("shares", Logits::shares)
                .wrong("logarithms", s -> Arrays.stream(s.softmax()).map(Math::log).toArray())
                .wrong("hard", s -> s.with(0, s.largest(), 1));
        check.mistake("below", () -> hasNaN(softmax, -3000, -3000) && !hasNaN(softmax, 3000, 0));
        check.formula("the probabilities", Draw.some(3 * CASES, Logits::large), given)
                .within(FLOATS, 1)
                .right("large", Logits::softmax)
                .wrong("large", s -> new double[s.z().length]); // in place of no number
        return check.verdict();
    }

    private static boolean hasNaN(Function<double[], double[]> rule, double... values) {
        return Arrays.stream(Answer.of(() -> rule.apply(values))).anyMatch(Double::isNaN);
    }

    /**
     * 2.4: the slopes of the cross-entropy for the logits.
     *
     * @param slopes from logits and the right class to a slope for each logit
     * @return what is said of it
     */
    public static Verdict logits(BiFunction<double[], Integer, double[]> slopes) {
        Check check = Check.of("2.4", slopes);
        List<Logits> cases = Draw.some(CASES, i -> Logits.of(0, 3));
        check.formula("the slopes", cases, s -> slopes.apply(s.z().clone(), s.right()))
                .within(1e-5, 1)
                .right("look", s -> s.with(1, s.right(), -1))
                .wrong("probabilities", Logits::softmax)
                .wrong("steps", s -> s.with(-1, s.right(), 1))
                .wrong("plus", s -> s.with(1, s.right(), 1))
                .wrong("plus", s -> s.with(1, s.right(), 1 - 2 * s.softmax()[s.right()]))
                .wrong("each", s -> s.less(1))
                .wrong("largest", s -> s.with(1, s.largest(), -1))
                .wrong("others", s -> s.with(0, s.right(), -1));
        return check.verdict();
    }

    /**
     * 2.5: how many steps a training takes.
     *
     * @param steps from pictures, batch size and epochs
     * @return what is said of it
     */
    public static Verdict steps(ToDoubleFunction<int[]> steps) {
        Function<Given, Integer> right = g -> g.at(2) * ((g.at(0) + g.at(1) - 1) / g.at(1));
        Check check = Check.of("2.5", steps);
        List<Given> cases = Draw.cases("pictures batch epochs", 50, 999, 7, 48, 2, 9);
        check.formula(
                        "steps",
                        cases,
                        g -> steps.applyAsDouble(new int[] {g.at(0), g.at(1), g.at(2)}))
                .right("look", right)
                .wrong("rest", g -> g.at(2) * (g.at(0) / g.at(1)))
                .wrong("rest", g -> (double) g.at(2) * g.at(0) / g.at(1))
                .wrong("epoch", g -> right.apply(g) / g.at(2))
                .wrong("together", g -> (g.at(0) * g.at(2) + g.at(1) - 1) / g.at(1))
                .wrong("together", g -> g.at(0) * g.at(2) / g.at(1))
                .wrong("pictures", g -> g.at(0) * g.at(2))
                .wrong("exact", g -> g.at(2) * (g.at(0) / g.at(1) + 1));
        check.mistake(
                "exact", () -> Answer.of(() -> steps.applyAsDouble(new int[] {64, 16, 3})) != 12);
        return check.verdict();
    }

    /**
     * 2.7: the way back through a sigmoid.
     *
     * @param backward the reader's
     * @return what is said of it
     */
    public static Verdict backward(Backward backward) {
        Check check = Check.of("2.7", backward);
        List<TwoWeights> cases = Draw.some(CASES, TwoWeights::drawn);
        check.formula("the slopes", cases, c -> backward.slopes(c.w1(), c.w2(), c.x(), c.y()))
                .within(1e-5, 1)
                .right("look", TwoWeights::right)
                .wrong("tanh", c -> c.slopes(2, h -> 1 - h * h))
                .wrong("missing", c -> c.slopes(2, h -> 1.0))
                .wrong("half", c -> c.slopes(1, h -> h * (1 - h)))
                .wrong("forward", c -> c.slopes(c.tanh(), 2, h -> 1 - h * h))
                .wrong("forward", c -> c.slopes(c.tanh(), 2, h -> h * (1 - h)))
                .wrong("weight", c -> new double[] {c.right()[0] / c.w2(), c.right()[1]})
                .wrong("input", c -> new double[] {c.right()[0] / c.x(), c.right()[1]})
                .wrong("turned", c -> new double[] {c.right()[1], c.right()[0]});
        return check.verdict();
    }

    /**
     * 2.8: the steps that Adam makes out of some slopes.
     *
     * @param adam from slopes and the learning rate to a step for each
     * @return what is said of it
     */
    public static Verdict adam(BiFunction<double[], Double, double[]> adam) {
        Check check = Check.of("2.8", adam);
        check.mistake("first", () -> hasNaN(slopes -> adam.apply(slopes, 0.1), 0.5))
                .mistake("squares", () -> hasNaN(slopes -> adam.apply(slopes, 0.1), -0.5));
        List<DrawnSlopes> cases = Draw.some(CASES, i -> DrawnSlopes.of(Math.pow(10, i - 3)));
        check.formula("the steps", cases, s -> adam.apply(s.values().clone(), s.rate()))
                .within(1e-3)
                .right("look", s -> s.steps(ADAM))
                .wrong("corrected", s -> s.steps((m, q, t) -> step(m, q)))
                .wrong("one", s -> s.steps((m, q, t) -> step(corrected(m, 0.9, t), q)))
                .wrong("one", s -> s.steps((m, q, t) -> step(m, corrected(q, 0.999, t))))
                .wrong("count", s -> s.steps((m, q, t) -> ADAM.step(m, q, 1)))
                .wrong("kept", s -> s.steps(0.9, 0.999, true, (m, q, t) -> step(m, q)))
                .wrong("exchanged", s -> s.steps(0.999, 0.9, false, adam(0.999, 0.9)))
                .wrong("momentum", s -> s.steps((m, q, t) -> corrected(m, 0.9, t)))
                .wrong("root", s -> s.steps(ROOTLESS))
                .wrong("rate", s -> s.at(0.3).steps(ADAM)) // the chapter's
                .wrong("rate", s -> s.at(0.1).steps(ADAM))
                .wrong("rate", s -> s.at(0.001).steps(ADAM))
                .wrong("sgd", s -> Arrays.stream(s.values()).map(v -> s.rate() * v).toArray());
        return check.verdict();
    }

    private static DrawnSlopes.Rule adam(double beta1, double beta2) {
        return (m, q, t) -> step(corrected(m, beta1, t), corrected(q, beta2, t));
    }
}
