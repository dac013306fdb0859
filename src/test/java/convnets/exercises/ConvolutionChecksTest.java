package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.ConvolutionChecks.BLUR;
import static convnets.exercises.ConvolutionChecks.HORIZONTAL;
import static convnets.exercises.ConvolutionChecks.SECRET;
import static convnets.exercises.ConvolutionChecks.SHARPEN;
import static convnets.exercises.ConvolutionChecks.TURNED;
import static convnets.exercises.ConvolutionChecks.VERTICAL;
import static convnets.exercises.KernelGrids.transposed;
import static convnets.exercises.KernelGrids.turned;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.convolutional.Conv2d;
import convnets.data.FashionMnist;
import convnets.exercises.Verdict.Outcome;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.WindowSums;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvolutionChecksTest {

    @Test
    void whichKernel() {
        right(ConvolutionChecks.whichKernel(HORIZONTAL, TURNED, BLUR, VERTICAL, SHARPEN));
        wrong("colors", ConvolutionChecks.whichKernel(HORIZONTAL, VERTICAL, BLUR, TURNED, SHARPEN));
        wrong("across", ConvolutionChecks.whichKernel(VERTICAL, TURNED, BLUR, HORIZONTAL, SHARPEN));
        wrong(
                "no sharp line",
                ConvolutionChecks.whichKernel(HORIZONTAL, TURNED, SHARPEN, VERTICAL, BLUR));
        wrong(
                "even area",
                ConvolutionChecks.whichKernel(SHARPEN, TURNED, BLUR, VERTICAL, HORIZONTAL));
        wrong("one map", ConvolutionChecks.whichKernel(HORIZONTAL, TURNED, BLUR, BLUR, SHARPEN));
        wrong("five maps", ConvolutionChecks.whichKernel(HORIZONTAL));
        wrong("null", ConvolutionChecks.whichKernel(HORIZONTAL, null, BLUR, VERTICAL, SHARPEN));
        Verdict empty = ConvolutionChecks.whichKernel(BLUR, BLUR, BLUR, BLUR, BLUR);
        assertEquals(Outcome.NOT_BEGUN, empty.outcome());
        String maps = ConvolutionChecks.maps(FashionMnist.sample().test().image(77)).toString();
        assertEquals(6, maps.split(";").length, maps);
    }

    @Test
    void loops() {
        right(ConvolutionChecks.loops((x, k) -> WindowSums.of(x, k, 1)));
        Verdict stub = ConvolutionChecks.loops((x, k) -> WindowSums.of(x, transposed(k), 1));
        wrong("Which weight meets which pixel", stub);
        assertEquals(Outcome.NOT_BEGUN, stub.outcome());
        wrong("half a turn", ConvolutionChecks.loops((x, k) -> WindowSums.of(x, turned(k), 1)));
        wrong("stops with", ConvolutionChecks.loops(ConvolutionChecksTest::bothExchanged));
        wrong(
                "rows and columns",
                ConvolutionChecks.loops((x, k) -> transposed(WindowSums.of(x, k, 1))));
        wrong("rows and columns", ConvolutionChecks.loops((x, k) -> x));
    }

    /** Right for square kernels only. */
    private static float[][] bothExchanged(float[][] x, float[][] k) {
        float[][] map = new float[x.length - k.length + 1][x[0].length - k[0].length + 1];
        for (int row = 0; row < map.length; row++) {
            for (int column = 0; column < map[0].length; column++) {
                for (int i = 0; i < k.length; i++) {
                    for (int j = 0; j < k[0].length; j++) {
                        map[row][column] += k[j][i] * x[row + j][column + i];
                    }
                }
            }
        }
        return map;
    }

    @Test
    void toTheRight() {
        float[][] right = {{0, 0, 0}, {1, 0, 0}, {0, 0, 0}};
        right(ConvolutionChecks.toTheRight(right));
        wrong("to the left", ConvolutionChecks.toTheRight(turned(right)));
        wrong("downward", ConvolutionChecks.toTheRight(transposed(right)));
        wrong("upward", ConvolutionChecks.toTheRight(turned(transposed(right))));
        wrong(
                "identity",
                ConvolutionChecks.toTheRight(new float[][] {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}));
        wrong(
                "adds two",
                ConvolutionChecks.toTheRight(new float[][] {{0, 0, 0}, {1, 1, 0}, {0, 0, 0}}));
        wrong("white pixel", ConvolutionChecks.toTheRight(VERTICAL));
        wrong("three rows", ConvolutionChecks.toTheRight(new float[][] {{1, 0}}));
        assertEquals(Outcome.NOT_BEGUN, ConvolutionChecks.toTheRight(new float[3][3]).outcome());
    }

    @Test
    void padded() {
        right(ConvolutionChecks.padded(WindowSums::padded));
        wrong("old size", ConvolutionChecks.padded((x, p) -> x));
        wrong(
                "missing",
                ConvolutionChecks.padded(
                        (x, p) -> new float[x.length + 2 * p][x[0].length + 2 * p]));
        wrong(
                "grows by p in all",
                ConvolutionChecks.padded((x, p) -> new float[x.length + p][x[0].length + p]));
        wrong("upper left corner", ConvolutionChecks.padded(ConvolutionChecksTest::inTheCorner));
        wrong(
                "four sides",
                ConvolutionChecks.padded((x, p) -> new float[x.length + 2 * p][x[0].length]));
        wrong("gives null", ConvolutionChecks.padded((x, p) -> null));
    }

    private static float[][] inTheCorner(float[][] x, int p) {
        float[][] padded = new float[x.length + 2 * p][x[0].length + 2 * p];
        for (int row = 0; row < x.length; row++) {
            System.arraycopy(x[row], 0, padded[row], 0, x[row].length);
        }
        return padded;
    }

    @Test
    void strided() {
        right(ConvolutionChecks.strided(WindowSums::of));
        wrong("no effect", ConvolutionChecks.strided((x, k, s) -> WindowSums.of(x, k, 1)));
        wrong(
                "first one takes no step",
                ConvolutionChecks.strided(ConvolutionChecksTest::onePlaceLess));
        wrong("multiply the place", ConvolutionChecks.strided(ConvolutionChecksTest::onePixel));
        wrong(
                "map for a picture",
                ConvolutionChecks.strided((x, k, s) -> WindowSums.of(x, turned(k), s)));
    }

    private static float[][] onePlaceLess(float[][] x, float[][] k, int s) {
        float[][] map = WindowSums.of(x, k, s);
        return Arrays.stream(map)
                .limit(map.length - 1)
                .map(row -> Arrays.copyOf(row, row.length - 1))
                .toArray(float[][]::new);
    }

    private static float[][] onePixel(float[][] x, float[][] k, int s) {
        float[][] strided = WindowSums.of(x, k, s);
        float[][] map = WindowSums.of(x, k, 1);
        return Arrays.stream(map)
                .limit(strided.length)
                .map(row -> Arrays.copyOf(row, strided[0].length))
                .toArray(float[][]::new);
    }

    @Test
    void gray() {
        right(ConvolutionChecks.gray(mix(0.299f, 0.587f, 0.114f)));
        right(ConvolutionChecks.gray(djls()));
        wrong("plain mean", ConvolutionChecks.gray(mix(1 / 3f, 1 / 3f, 1 / 3f)));
        wrong("exchanged", ConvolutionChecks.gray(mix(0.114f, 0.587f, 0.299f)));
        wrong("white would come out as 3", ConvolutionChecks.gray(mix(1, 1, 1)));
        wrong("percent", ConvolutionChecks.gray(mix(29.9f, 58.7f, 11.4f)));
        wrong("no weights yet", ConvolutionChecks.gray(conv(1, 1)));
        wrong(
                "a gray picture is (1, 1, 3, 4)",
                ConvolutionChecks.gray(sequential(mix(0.299f, 0.587f, 0.114f), flatten())));
        assertEquals(Outcome.NOT_BEGUN, ConvolutionChecks.gray(mix(0, 0, 0)).outcome());
        Block lambda = LambdaBlock.singleton(x -> x.mean(new int[] {1}, true), "mean");
        wrong("plain mean", ConvolutionChecks.gray(lambda));
    }

    private static Block mix(float red, float green, float blue) {
        float[][] r = {{red}};
        float[][] g = {{green}};
        float[][] b = {{blue}};
        return Nets.initialize(conv(1, 1), Init.kernels(r, g, b), 0, new Shape(1, 3, 2, 2));
    }

    private static Block djls() {
        Conv2d layer = Conv2d.builder().setFilters(1).setKernelShape(new Shape(1, 1)).build();
        float[][][] weights = {{{0.299f}}, {{0.587f}}, {{0.114f}}};
        return Nets.initialize(layer, Init.kernels(weights), 0, new Shape(1, 3, 2, 2));
    }

    @Test
    void secret() {
        right(ConvolutionChecks.secret(learned(0.001f, 60)));
        right(ConvolutionChecks.secret(SECRET));
        wrong("turned", ConvolutionChecks.secret(turned(SECRET)));
        wrong(
                "wrong sign",
                ConvolutionChecks.secret(WindowSums.of(SECRET, new float[][] {{-1}}, 1)));
        wrong("Not there yet", ConvolutionChecks.secret(learned(0.0001f, 10)));
        wrong("without end", ConvolutionChecks.secret(learned(0.01f, 60)));
        wrong("walk against", ConvolutionChecks.secret(learned(-0.001f, 2)));
        wrong("three rows", ConvolutionChecks.secret(new float[2][2]));
        assertEquals(Outcome.NOT_BEGUN, ConvolutionChecks.secret(new float[3][3]).outcome());
    }

    /** The chapter's way, on the noise of the exercise. */
    private static float[][] learned(float rate, int steps) {
        Random random = new Random(1);
        float[][] noise = new float[20][20];
        for (float[] row : noise) {
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextBoolean() ? 1 : -1;
            }
        }
        float[][] wanted = ConvolutionChecks.secretMap(noise);
        float[][] kernel = new float[3][3];
        for (int step = 0; step < steps; step++) {
            float[][] errors = WindowSums.of(noise, kernel, 1);
            for (int row = 0; row < errors.length; row++) {
                for (int column = 0; column < errors[0].length; column++) {
                    errors[row][column] -= wanted[row][column];
                }
            }
            float[][] slope = WindowSums.of(noise, errors, 1);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    kernel[i][j] -= rate * 2 * slope[i][j];
                }
            }
        }
        return kernel;
    }

    @Test
    void pixels() {
        right(ConvolutionCounts.pixels((m, k, s) -> (m - 1) * s + k));
        wrong("last one needs all", ConvolutionCounts.pixels((m, k, s) -> m * s));
        wrong("one step fewer", ConvolutionCounts.pixels((m, k, s) -> m * s + k));
        wrong("stride of 1", ConvolutionCounts.pixels((m, k, s) -> m + k - 1));
        wrong("do not overlap", ConvolutionCounts.pixels((m, k, s) -> m * k));
        wrong("changed places", ConvolutionCounts.pixels((m, k, s) -> (m - 1) * k + s));
        wrong("one too many", ConvolutionCounts.pixels((m, k, s) -> (m - 1) * s + k + 1));
        assertEquals(Outcome.NOT_BEGUN, ConvolutionCounts.pixels((m, k, s) -> 0).outcome());
    }

    @Test
    void macs() {
        right(ConvolutionCounts.macs((n, i, o, k, p, s) -> work(n, i, o, k, p, s)));
        wrong(
                "reads all input",
                ConvolutionCounts.macs((n, i, o, k, p, s) -> work(n, 1, o, k, p, s)));
        wrong(
                "one output channel",
                ConvolutionCounts.macs((n, i, o, k, p, s) -> work(n, i, 1, k, p, s)));
        wrong("These are the weights", ConvolutionCounts.macs((n, i, o, k, p, s) -> i * o * k * k));
        wrong(
                "fewer places",
                ConvolutionCounts.macs((n, i, o, k, p, s) -> (long) i * o * k * k * n * n));
        wrong(
                "padding is missing",
                ConvolutionCounts.macs((n, i, o, k, p, s) -> work(n, i, o, k, 0, s)));
        wrong(
                "on both sides",
                ConvolutionCounts.macs((n, i, o, k, p, s) -> work(n + p, i, o, k, 0, s)));
        wrong(
                "one row",
                ConvolutionCounts.macs(
                        (n, i, o, k, p, s) -> (long) i * o * k * k * ((n - k + 2 * p) / s + 1)));
        wrong(
                "no MAC",
                ConvolutionCounts.macs(
                        (n, i, o, k, p, s) ->
                                work(n, i, o, k, p, s) * (i * k * k + 1) / (i * k * k)));
    }

    private static long work(int n, int in, int out, int k, int p, int s) {
        long side = (n - k + 2 * p) / s + 1;
        return in * out * k * k * side * side;
    }

    @Test
    void layers() {
        right(ConvolutionCounts.layers(n -> n / 2));
        right(ConvolutionCounts.layers(n -> (int) Math.ceil((n - 1) / 2.0)));
        wrong("round up", ConvolutionCounts.layers(n -> (n - 1) / 2));
        wrong("overlap", ConvolutionCounts.layers(n -> (n + 2) / 3));
        wrong("on each side", ConvolutionCounts.layers(n -> n - 2));
        wrong("one too many", ConvolutionCounts.layers(n -> n / 2 + 1));
        wrong("same for every input", ConvolutionCounts.layers(n -> 14));
    }
}
