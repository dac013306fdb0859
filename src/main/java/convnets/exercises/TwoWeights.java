package convnets.exercises;

import convnets.Text;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Two weights, an input and a target. */
record TwoWeights(double w1, double w2, double x, double y) {

    static TwoWeights drawn() {
        double[] four = Draw.doubles(4, 2);
        return new TwoWeights(four[0], four[1], four[2], four[3]);
    }

    /** Both slopes, by a slope of the sigmoid where it puts out h. */
    double[] slopes(double ofSquare, Function<Double, Double> ofActivation) {
        return slopes(1 / (1 + Math.exp(-w1 * x)), ofSquare, ofActivation);
    }

    /** The chapter's activation, which is not the exercise's. */
    double tanh() {
        return Math.tanh(w1 * x);
    }

    /** The same for what an activation has put out. */
    double[] slopes(double h, double ofSquare, Function<Double, Double> ofActivation) {
        double error = ofSquare * (w2 * h - y);
        return new double[] {error * w2 * ofActivation.apply(h) * x, error * h};
    }

    double[] right() {
        return slopes(2, h -> h * (1 - h));
    }

    @Override
    public String toString() {
        Object[] four =
                DoubleStream.of(w1, w2, x, y).mapToObj(v -> Text.signed("%.2f", v)).toArray();
        return Text.format("w₁ = %s, w₂ = %s, x = %s, y = %s", four);
    }
}
