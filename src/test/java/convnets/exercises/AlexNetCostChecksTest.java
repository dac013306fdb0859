package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;

import convnets.exercises.Verdict.Outcome;
import org.junit.jupiter.api.Test;

class AlexNetCostChecksTest {

    private static final long CONV_WEIGHTS = 11_616 + 614_400 + 884_736 + 1_327_104 + 884_736;
    private static final long CONV_BIASES = 96 + 256 + 384 + 384 + 256;
    private static final long DENSE_WEIGHTS = 26_214_400 + 16_777_216 + 40_960;
    private static final long DENSE_BIASES = 4096 + 4096 + 10;
    private static final long CONV = 4 * (CONV_WEIGHTS + CONV_BIASES);
    private static final long DENSE = 4 * (DENSE_WEIGHTS + DENSE_BIASES);

    @Test
    void memory() {
        right(AlexNetCostChecks.memory(CONV, DENSE));
        assertEquals(Outcome.NOT_BEGUN, AlexNetCostChecks.memory(0, 0).outcome());
        wrong("That is the number of values", AlexNetCostChecks.memory(CONV / 4, DENSE));
        wrong("The biases are missing", AlexNetCostChecks.memory(4 * CONV_WEIGHTS, DENSE));
        wrong("The biases", AlexNetCostChecks.memory(CONV, 4 * DENSE_WEIGHTS));
        wrong("not 8", AlexNetCostChecks.memory(CONV, 2 * DENSE));
        wrong("one gray channel", AlexNetCostChecks.memory(CONV + 4 * 2 * 11_616, DENSE));
        wrong("10 classes", AlexNetCostChecks.memory(CONV, DENSE + 4 * 990 * 4097));
        wrong("activations", AlexNetCostChecks.memory(CONV + 4 * 600_448, DENSE));
        wrong("bytes of the convolutions: 7 is too small", AlexNetCostChecks.memory(7, DENSE));
    }

    @Test
    void work() {
        long conv = 33_872_256 + 415_334_400 + 127_401_984 + 191_102_976 + 127_401_984;
        right(AlexNetCostChecks.work(conv, DENSE_WEIGHTS));
        assertEquals(Outcome.NOT_BEGUN, AlexNetCostChecks.work(0, 0).outcome());
        wrong("number of parameters", AlexNetCostChecks.work(CONV_WEIGHTS, DENSE_WEIGHTS));
        wrong("number of parameters", AlexNetCostChecks.work(CONV_WEIGHTS + CONV_BIASES, 1));
        wrong("counts once", AlexNetCostChecks.work(2 * conv, 2 * DENSE_WEIGHTS));
        wrong("no multiply-add", AlexNetCostChecks.work(conv, DENSE_WEIGHTS + DENSE_BIASES));
        long atInput =
                11_616L * 224 * 224
                        + 614_400L * 26 * 26
                        + (884_736L + 1_327_104 + 884_736) * 12 * 12;
        wrong("used once", AlexNetCostChecks.work(conv, DENSE_WEIGHTS + conv));
        wrong("not of the map read", AlexNetCostChecks.work(atInput, DENSE_WEIGHTS));
        wrong("MACs of the convolutions: 7 is too small", AlexNetCostChecks.work(7, DENSE_WEIGHTS));
    }

    @Test
    void side() {
        right(AlexNetCostChecks.side((n, k, p, s) -> (n - k + 2 * p) / s + 1));
        right(AlexNetCostChecks.side((n, k, p, s) -> (n - k + 2 * p + s) / s));
        assertEquals(Outcome.NOT_BEGUN, AlexNetCostChecks.side((n, k, p, s) -> 0).outcome());
        wrong("One is missing", AlexNetCostChecks.side((n, k, p, s) -> (n - k + 2 * p) / s));
        wrong("both sides", AlexNetCostChecks.side((n, k, p, s) -> (n - k + p) / s + 1));
        wrong("stay inside", AlexNetCostChecks.side((n, k, p, s) -> (n + 2 * p) / s + 1));
        wrong("stride is missing", AlexNetCostChecks.side((n, k, p, s) -> n - k + 2 * p + 1));
        wrong(
                "round down",
                AlexNetCostChecks.side(
                        (n, k, p, s) -> (long) Math.ceil((n - k + 2.0 * p) / s) + 1));
        wrong("padding has no effect", AlexNetCostChecks.side((n, k, p, s) -> (n - k) / s + 1));
        wrong(
                "after the division",
                AlexNetCostChecks.side((n, k, p, s) -> (n + 2 * p - k + 1) / s));
        wrong("no effect", AlexNetCostChecks.side((n, k, p, s) -> 3));
    }

    @Test
    void slide() {
        right(AlexNetCostChecks.slide(50_844_008.0 / 61_706, 1_009_945_728.0 / 416_520));
        right(AlexNetCostChecks.slide(824, 2425));
        wrong("slide's own", AlexNetCostChecks.slide(11, 250));
        assertEquals(Outcome.NOT_BEGUN, AlexNetCostChecks.slide(11, 250).outcome());
        wrong("three channels and 1000 classes", AlexNetCostChecks.slide(757.9, 2252.3));
        wrong("0.6 million", AlexNetCostChecks.slide(50.8 / 0.6, 2424.7));
        wrong("4 million", AlexNetCostChecks.slide(824, 252.5));
        wrong("upside down", AlexNetCostChecks.slide(1 / 824.0, 1 / 2425.0));
    }

    @Test
    void groups() {
        right(AlexNetCostChecks.groups(307_456, 663_936, 442_624));
        wrong("conv 2: It is not cut", AlexNetCostChecks.groups(614_656, 663_936, 442_624));
        wrong("conv 4: The biases", AlexNetCostChecks.groups(307_456, 663_552, 442_624));
        wrong("conv 5: A bias belongs", AlexNetCostChecks.groups(307_456, 663_936, 442_496));
        wrong("conv 2: A bias belongs", AlexNetCostChecks.groups(307_201, 663_936, 442_624));
        wrong("one of the two groups", AlexNetCostChecks.groups(153_728, 331_968, 221_312));
        wrong("a quarter", AlexNetCostChecks.groups(153_856, 663_936, 442_624));
    }
}
