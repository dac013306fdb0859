package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.conv;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.WindowSums;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Answers to chapters 01 to 04 as a class gives them: right ones of another build, and wrong ones
 * that must be told their own mistake and no other.
 */
class EarlyChaptersAnswersTest {

    /** A grid from a rule for each place. */
    private static float[][] grid(int height, int width, Draw.Value value) {
        return Draw.grid(height, width, value);
    }

    private static int clamped(int i, int size) {
        return Math.max(0, Math.min(size - 1, i));
    }

    /** The picture where it belongs, in a frame of something else than zeros. */
    @Test
    void aFrameIsOfZeros() {
        wrong(
                "there are to be zeros",
                ConvolutionChecks.padded(
                        (x, p) ->
                                grid(
                                        x.length + 2 * p,
                                        x[0].length + 2 * p,
                                        (i, j) ->
                                                x[clamped(i - p, x.length)][
                                                        clamped(j - p, x[0].length)])));
        wrong(
                "there are to be zeros",
                ConvolutionChecks.padded(
                        (x, p) -> {
                            float[][] framed = WindowSums.padded(x, p);
                            framed[0][0] = 1;
                            return framed;
                        }));
        wrong(
                "where the last one",
                ConvolutionChecks.padded(
                        (x, p) -> {
                            float[][] framed = WindowSums.padded(x, p);
                            framed[x.length + p - 1] = new float[framed[0].length];
                            return framed;
                        }));
    }

    @Test
    void rowsAndColumnsOfAGridAreExchanged() {
        wrong(
                "changed places",
                ConvolutionChecks.padded(
                        (x, p) -> new float[x[0].length + 2 * p][x.length + 2 * p]));
        wrong(
                "changed places",
                ConvolutionChecks.loops(
                        (x, k) ->
                                new float[x[0].length - k[0].length + 1][x.length - k.length + 1]));
        wrong(
                "Row 0 of a grid, counted from 0, is null",
                ConvolutionChecks.loops((x, k) -> new float[x.length - k.length + 1][]));
    }

    @Test
    void stridesThatAreTakenHalfway() {
        // the map of a stride of 1 with zeros between: as large, and yet the stride has an effect
        wrong(
                "as large as with a stride of 1",
                ConvolutionChecks.strided(
                        (x, k, s) -> {
                            float[][] map = WindowSums.of(x, k, 1);
                            return grid(
                                    map.length,
                                    map[0].length,
                                    (i, j) -> i % s + j % s == 0 ? map[i][j] : 0);
                        }));
        wrong(
                "Work out this number",
                ConvolutionChecks.strided(
                        (x, k, s) -> {
                            float[][] right = WindowSums.of(x, k, s);
                            float[][] map = WindowSums.of(x, k, 1);
                            return grid(right.length, right[0].length, (i, j) -> map[i * s][j]);
                        }));
        wrong(
                "chapter's formula",
                ConvolutionChecks.strided(
                        (x, k, s) -> new float[(x.length + s - 1) / s][(x[0].length + s - 1) / s]));
    }

    @Test
    void pixelsOfARow() {
        wrong("needs all of its k", ConvolutionCounts.pixels((m, k, s) -> (m - 1) * s));
        wrong("one pixel fewer", ConvolutionCounts.pixels((m, k, s) -> m * s + k - 1));
        right(
                ConvolutionCounts.pixels(
                        (m, k, s) ->
                                IntStream.iterate(k, n -> n + 1)
                                        .filter(n -> (n - k) / s + 1 == m)
                                        .findFirst()
                                        .getAsInt()));
    }

    private static long macs(long side, long weights) {
        return side * side * weights;
    }

    @Test
    void whatAConvolutionCosts() {
        wrong(
                "one MAC",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) ->
                                2 * macs((n - k + 2 * p) / s + 1, (long) in * out * k * k)));
        wrong(
                "takes steps of s",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) -> macs(n - k + 2 * p + 1, (long) in * out * k * k)));
        wrong(
                "k rows of k",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) ->
                                macs((n - k + 2 * p) / s + 1, (long) in * out * k)));
        wrong(
                "multiply the two numbers",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) ->
                                macs((n - k + 2 * p) / s + 1, (long) (in + out) * k * k)));
    }

    @Test
    void aPixelBecomesOneNumber() {
        float[][] red = {{0, 0, 0}, {0, .299f, 0}, {0, 0, 0}};
        float[][] green = {{0, 0, 0}, {0, .587f, 0}, {0, 0, 0}};
        float[][] blue = {{0, 0, 0}, {0, .114f, 0}, {0, 0, 0}};
        Shape color = new Shape(1, 3, 28, 28);
        Block shrinks = Nets.initialize(conv(1, 3), Init.kernels(red, green, blue), 0, color);
        wrong("Each pixel becomes one number", ConvolutionChecks.gray(shrinks));
        wrong("Each pixel becomes one number", ConvolutionChecks.gray(Djl.lambda(x -> x.mul(2))));
    }

    /** One step down the slopes of 1.9, at a rate. */
    private static float[][] step(float rate) {
        Random random = new Random(1);
        float[][] noise = grid(20, 20, (i, j) -> random.nextBoolean() ? 1 : -1);
        float[][] slope = WindowSums.of(noise, ConvolutionChecks.secretMap(noise), 1);
        return grid(3, 3, (i, j) -> rate * 2 * slope[i][j]);
    }

    /** Who walks downhill in steps too large moves away, too. */
    @Test
    void stepsAwayFromTheSecret() {
        wrong("steps are too large", ConvolutionChecks.secret(step(.005f)));
        wrong("against the slope", ConvolutionChecks.secret(step(-.002f)));
    }

    @Test
    void roundingUpTheOtherSides() {
        wrong("odd ones", ConvolutionCounts.layers(n -> (n + 1) / 2));
        wrong("no int be divided", ConvolutionCounts.layers(n -> (int) Math.ceil((n - 1) / 2)));
    }

    /** A sum that begins outside of the method, as cells of a notebook invite to. */
    @Test
    void whatLivesOnFromCallToCall() {
        double[] sum = {0};
        wrong(
                "asked twice, your code gives two answers",
                LearningChecks.slope(
                        (w, x, y) -> {
                            for (int i = 0; i < x.length; i++) {
                                sum[0] += 2 * (w * x[i] - y[i]) * x[i];
                            }
                            return sum[0] / x.length;
                        }));
        int[] steps = {0};
        wrong(
                "asked twice, your code gives two answers",
                LearningChecks.steps(n -> steps[0] += n[2] * ((n[0] + n[1] - 1) / n[1])));
    }

    @Test
    void zerosThatWereNotLeftStanding() {
        wrong(
                "1 / 2 is 0",
                LearningChecks.slope(
                        (w, x, y) ->
                                1 / x.length * sum(x, i -> 2 * (w * x[(int) i] - y[(int) i]))));
        wrong("1 / 2 is 0", LeNetChecks.padding(k -> 1 / 2 * (k - 1)));
    }

    private static double sum(double[] x, DoubleUnaryOperator of) {
        return IntStream.range(0, x.length).mapToDouble(i -> of.applyAsDouble(i)).sum();
    }

    /** Infinite for every input, and yet the input has an effect. */
    @Test
    void aDescentThatGoesUp() {
        wrong(
                "with the slopes",
                LearningChecks.fit(
                        (x, y) -> {
                            double w = 0;
                            double b = 0;
                            for (int i = 0; i < 9000; i++) {
                                double error = w * x[i % x.length] + b - y[i % x.length];
                                w += error * x[i % x.length];
                                b += error;
                            }
                            return new double[] {w, b};
                        }));
    }
}
