package convnets.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationFunctionTest {

    /** The last column is from the formulas of the functions' papers, computed elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "RELU, -2, 0, 0",
        "RELU, 3, 0, 3",
        "RELU6, -2, 0, 0",
        "RELU6, 3, 0, 3",
        "RELU6, 8, 0, 6",
        "SIGMOID, 0, 0, 0.5",
        "SIGMOID, 2, 0, 0.88079708",
        "TANH, 1, 0, 0.76159416",
        "SCALED_TANH, 1.5, 0, 1.30681941",
        "SOFTPLUS, 0, 0, 0.69314718",
        "SOFTPLUS, 2, 0, 2.12692801",
        "SOFTSIGN, -3, 0, -0.75",
        "SOFTSIGN, 1, 0, 0.5",
        "SELU, 2, 0, 2.1014",
        "SELU, -1, 0, -1.11132754",
        "GELU, 1, 0, 0.84119199",
        "MISH, 1, 0, 0.86509839",
        "LEAKY_RELU, -2, 0.1, -0.2",
        "LEAKY_RELU, 3, 0.1, 3",
        "ELU, -1, 0.5, -0.31606028",
        "ELU, 2, 0.5, 2",
        "SWISH, 1, 2, 0.88079708",
        "SWISH, -1, 2, -0.11920292",
        "SWISH, 2, 0.5, 1.46211716",
        "SOFTPLUS, 1000, 0, 1000",
        "PRELU, -4, 0.25, -1",
        "PRELU, 3, 0.25, 3"
    })
    void isItsFormula(ActivationFunction function, double x, double parameter, double value) {
        assertEquals(value, function.of(x, parameter), 1e-7);
    }
}
