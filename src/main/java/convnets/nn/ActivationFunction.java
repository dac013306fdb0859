package convnets.nn;

import java.util.function.DoubleBinaryOperator;

/** The activation functions, each with the name that DJL gives its block and with its formula. */
public enum ActivationFunction {
    /** The rectifier, max(0, x). */
    RELU("ReLU", (x, a) -> Math.max(0, x)),
    /** The rectifier, cut at 6. */
    RELU6("ReLU6", (x, a) -> Math.min(6, Math.max(0, x))),
    /** The logistic function, 1 / (1 + e<sup>−x</sup>). */
    SIGMOID("sigmoid", (x, a) -> logistic(x)),
    /** The hyperbolic tangent. */
    TANH("Tanh", (x, a) -> Math.tanh(x)),
    /** LeNet-5's, 1.7159 tanh(2x / 3). */
    SCALED_TANH("scaledTanh", (x, a) -> ScaledTanh.AMPLITUDE * Math.tanh(ScaledTanh.SLOPE * x)),
    /** ln(1 + e<sup>x</sup>). */
    SOFTPLUS("softPlus", (x, a) -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)))),
    /** x / (1 + |x|). */
    SOFTSIGN("softSign", (x, a) -> x / (1 + Math.abs(x))),
    /** x, or αe<sup>x</sup> − α below 0, times a factor. */
    SELU("SELU", (x, a) -> 1.0507 * (x > 0 ? x : 1.67326 * Math.expm1(x))),
    /** x times the share of a normal distribution below x. */
    GELU(
            "GELU",
            (x, a) -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
    /** x tanh(ln(1 + e<sup>x</sup>)); DJL 0.36 takes log<sub>2</sub> in place of ln. */
    MISH("Mish", (x, a) -> x * Math.tanh(Math.log1p(Math.exp(x)))),
    /** x, or αx below 0. */
    LEAKY_RELU("LeakyReLU", (x, a) -> x > 0 ? x : a * x),
    /** x, or αe<sup>x</sup> − α below 0. */
    ELU("ELU", (x, a) -> x > 0 ? x : a * Math.expm1(x)),
    /** x · sigmoid(βx). */
    SWISH("Swish", (x, a) -> x * logistic(a * x)),
    /** x, or αx below 0, where α is learned. */
    PRELU("PReLU", (x, a) -> x > 0 ? x : a * x);

    private final String label;
    private final DoubleBinaryOperator formula;

    ActivationFunction(String label, DoubleBinaryOperator formula) {
        this.label = label;
        this.formula = formula;
    }

    /**
     * Its name in tables.
     *
     * @return as DJL writes it, such as {@code ReLU}
     */
    public String label() {
        return label;
    }

    /**
     * Computes one value.
     *
     * @param x the input
     * @param parameter α or β; of no use to a function without one
     * @return the output
     */
    public double of(double x, double parameter) {
        return formula.applyAsDouble(x, parameter);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
