package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.OwnPicturesChecksTest.counting;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.experiments.PairedDifference;
import convnets.models.LeNet;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import convnets.nn.WindowSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An exercise has more than one right answer: each check accepts those that are written otherwise
 * than the solution, and refuses, with the right hint, wrong ones that look nearly like it.
 */
class OtherFormsTest {

    private static void notBegun(Verdict verdict) {
        Assertions.assertEquals(Outcome.NOT_BEGUN, verdict.outcome(), verdict.toString());
    }

    /** The loops in another order, with places more or fewer. */
    private static float[][] laid(float[][] x, float[][] k, int stride, int more) {
        int height = (x.length - k.length) / stride + 1 + more;
        int width = (x[0].length - k[0].length) / stride + 1 + more;
        float[][] map = new float[height][width];
        for (int j = 0; j < k[0].length; j++) {
            for (int i = 0; i < k.length; i++) {
                for (int column = 0; column < width; column++) {
                    for (int row = 0; row < height; row++) {
                        map[row][column] += k[i][j] * x[row * stride + i][column * stride + j];
                    }
                }
            }
        }
        return map;
    }

    @Test
    void convolutionsAsLoops() {
        right(ConvolutionChecks.loops((x, k) -> laid(x, k, 1, 0)));
        wrong("one too few", ConvolutionChecks.loops((x, k) -> laid(x, k, 1, -1)));
        wrong("this number", ConvolutionChecks.loops((x, k) -> laid(x, upsideDown(k), 1, 0)));
        wrong("at least one number", ConvolutionChecks.loops((x, k) -> new float[0][]));
        wrong("gives null", ConvolutionChecks.loops((x, k) -> null));
        right(ConvolutionChecks.strided((x, k, s) -> laid(x, k, s, 0)));
        wrong("inside the picture", ConvolutionChecks.strided((x, k, s) -> rows(x, k, s)));
        wrong(" and s = ", ConvolutionChecks.strided((x, k, s) -> laid(x, k, s, 1)));
        wrong("gives null", ConvolutionChecks.strided((x, k, s) -> null));
    }

    private static float[][] upsideDown(float[][] kernel) {
        List<float[]> rows = new ArrayList<>(List.of(kernel));
        Collections.reverse(rows);
        return rows.toArray(float[][]::new);
    }

    /** A stride in one direction only. */
    private static float[][] rows(float[][] x, float[][] k, int stride) {
        float[][] map = WindowSums.of(x, k, 1);
        return IntStream.range(0, map.length)
                .filter(i -> i % stride == 0)
                .mapToObj(i -> map[i])
                .toArray(float[][]::new);
    }

    private static float[][] framed(float[][] x, int p, float frame, int top, int left) {
        float[][] padded = new float[x.length + 2 * p][x[0].length + 2 * p];
        Arrays.stream(padded).forEach(row -> Arrays.fill(row, frame));
        for (int i = 0; i < x.length; i++) {
            System.arraycopy(x[i], 0, padded[i + top], left, x[i].length);
        }
        return padded;
    }

    @Test
    void padding() {
        right(ConvolutionChecks.padded((x, p) -> framed(x, p, 0, p, p)));
        wrong("(0, 0)", ConvolutionChecks.padded((x, p) -> framed(x, p, 0, 2 * p, 2 * p)));
        wrong("(0, 0)", ConvolutionChecks.padded((x, p) -> framed(x, p, 0, p - 1, p)));
        wrong("be zeros", ConvolutionChecks.padded((x, p) -> framed(x, p, 1, p, p)));
        wrong("four sides", ConvolutionChecks.padded((x, p) -> framed(x, 1, 0, 1, 1)));
        right(LeNetChecks.padding(k -> k >> 1));
        right(LeNetChecks.padding(k -> (k - 1) / 2.0));
        wrong("kernel itself", LeNetChecks.padding(k -> k - 1 / 2));
        wrong("one too few", LeNetChecks.padding(k -> (k - 3) / 2));
    }

    @Test
    void grayIsWhatALayerGivesForAColor() {
        float[] mixture = {.299f, .587f, .114f};
        right(ConvolutionChecks.gray(mixing(mixture)));
        wrong("Three weights, in order", ConvolutionChecks.gray(mixing(.587f, .299f, .114f)));
        wrong("Three weights, in order", ConvolutionChecks.gray(mixing(0, 1, 0)));
        Block brightest = LambdaBlock.singleton(x -> x.max(new int[] {1}, true));
        wrong("Three weights, in order", ConvolutionChecks.gray(brightest));
        wrong(": 36 values, which is too", ConvolutionChecks.gray(LambdaBlock.singleton(x -> x)));
    }

    private static Block mixing(float... weights) {
        return LambdaBlock.singleton(
                x -> {
                    Shape shape = new Shape(1, 3, 1, 1);
                    NDArray three = HostArrays.array(x.getManager(), weights, shape);
                    return x.mul(three).sum(new int[] {1}, true);
                });
    }

    @Test
    void theSecretKernelWithRowsAndColumnsExchanged() {
        float[][] exchanged = KernelGrids.transposed(ConvolutionChecks.SECRET);
        wrong("rows and columns exchanged", ConvolutionChecks.secret(exchanged));
        float[][] broken = new float[3][3];
        broken[0][0] = Float.NaN;
        wrong("without end", ConvolutionChecks.secret(broken));
    }

    @Test
    void sizesAndCosts() {
        right(ConvolutionCounts.pixels((m, k, s) -> m * s + k - s));
        right(ConvolutionCounts.pixels((m, k, s) -> (m - 1L) * s + k));
        wrong("one too few", ConvolutionCounts.pixels((m, k, s) -> (m - 1) * s + k - 1));
        wrong("one pixel fewer", ConvolutionCounts.pixels((m, k, s) -> m * s + k - 1));
        wrong("Draw a row", ConvolutionCounts.pixels((m, k, s) -> m * s + k + 3));
        right(ConvolutionCounts.macs((n, i, o, k, p, s) -> macs(places(n, k, p, s), i, o, k)));
        wrong(
                "The first place takes no step",
                ConvolutionCounts.macs(
                        (n, i, o, k, p, s) -> macs(places(n, k, p, s) - 1, i, o, k)));
        wrong(
                "The first place takes no step",
                ConvolutionCounts.macs(
                        (n, i, o, k, p, s) -> macs((n - k + 2 * p + 1) / s, i, o, k)));
        wrong(
                "steps of s pixels",
                ConvolutionCounts.macs((n, i, o, k, p, s) -> macs(places(n, k, p, 1), i, o, k)));
        right(AlexNetCostChecks.side((n, k, p, s) -> places(n, k, p, s)));
        right(AlexNetCostChecks.side((n, k, p, s) -> Math.floorDiv(n + 2 * p - k, s) + 1));
        wrong("round down", AlexNetCostChecks.side((n, k, p, s) -> rounded(n + 2 * p - k, s) + 1));
        right(ConvolutionCounts.layers(n -> (int) places(n, 3, 0, 2) + (n % 2 == 0 ? 1 : 0)));
        right(ConvolutionCounts.layers(n -> Math.ceil((n - 1) / 2.0)));
        wrong("Right for odd", ConvolutionCounts.layers(n -> (n - 1) / 2.0));
        wrong("Right for even", ConvolutionCounts.layers(n -> (int) rounded(n, 2)));
        wrong("One layer sees 3", ConvolutionCounts.layers(n -> n - 1));
        wrong(
                "overflows",
                VggCostChecks.windows(
                        (n, c) -> (2 * n + 1) * (2 * n + 1) * c * c, (n, c) -> 9L * n * c * c));
    }

    private static long rounded(long a, long b) {
        return Math.round((double) a / b);
    }

    /** Counts the places one by one. */
    private static long places(long n, long k, long p, long s) {
        long places = 0;
        for (long at = -p; at + k <= n + p; at += s) {
            places++;
        }
        return places;
    }

    private static long macs(long side, int in, int out, int k) {
        return side * side * in * out * k * k;
    }

    /** Slopes by differences, of any loss. */
    private static double[] slopes(Function<double[], Double> loss, double... at) {
        return IntStream.range(0, at.length)
                .mapToDouble(i -> (loss.apply(with(at, i, 1e-5)) - loss.apply(with(at, i, -1e-5))))
                .map(difference -> difference / 2e-5)
                .toArray();
    }

    private static double[] with(double[] values, int i, double added) {
        double[] changed = values.clone();
        changed[i] += added;
        return changed;
    }

    @Test
    void slopesByDifferences() {
        Function<double[], Double> entropy =
                z -> Math.log(DoubleStream.of(z).map(Math::exp).sum()) - z[0];
        right(LearningChecks.logits((z, c) -> turned(slopes(entropy, turned(z, c)), -c)));
        wrong(
                "the second one right",
                LearningChecks.logits((z, c) -> turned(slopes(entropy, turned(z, c + 1)), -c - 1)));
        right(LearningChecks.backward((w1, w2, x, y) -> slopes(w -> squared(w, x, y), w1, w2)));
        wrong(
                "sign",
                LearningChecks.backward((w1, w2, x, y) -> slopes(w -> -squared(w, x, y), w1, w2)));
        wrong(
                "too few",
                LearningChecks.backward(
                        (w1, w2, x, y) -> Arrays.copyOf(slopes(w -> squared(w, x, y), w1, w2), 1)));
        wrong(
                "one pixel on paper",
                LearningChecks.slope((w, x, y) -> 2 * x[0] * (w * x[0] - y[0])));
    }

    private static double squared(double[] w, double x, double y) {
        return Math.pow(w[1] / (1 + Math.exp(-w[0] * x)) - y, 2);
    }

    /** The values with another one in front, the others behind it in a ring. */
    private static double[] turned(double[] values, int by) {
        int n = values.length;
        return IntStream.range(0, n).mapToDouble(i -> values[Math.floorMod(i + by, n)]).toArray();
    }

    private static double[] softmax(double[] z, double subtracted, double base) {
        double[] powers = DoubleStream.of(z).map(v -> Math.pow(base, v - subtracted)).toArray();
        double sum = DoubleStream.of(powers).sum();
        return DoubleStream.of(powers).map(v -> v / sum).toArray();
    }

    @Test
    void softmaxInOtherWords() {
        right(
                LearningChecks.softmax(
                        z -> {
                            double max = DoubleStream.of(z).max().orElseThrow();
                            double sum = DoubleStream.of(z).map(v -> Math.exp(v - max)).sum();
                            double log = max + Math.log(sum);
                            return DoubleStream.of(z).map(v -> Math.exp(v - log)).toArray();
                        }));
        wrong(
                "subtract the largest",
                LearningChecks.softmax(
                        z -> softmax(z, DoubleStream.of(z).average().orElseThrow(), Math.E)));
        wrong(
                "logits of 2, 1 and 0",
                LearningChecks.softmax(z -> softmax(z, DoubleStream.of(z).max().orElseThrow(), 2)));
        wrong(
                "logits of 2, 1 and 0",
                LearningChecks.softmax(z -> softmax(new double[z.length], 0, 2)));
    }

    @Test
    void stepsAndUnits() {
        right(LearningChecks.steps(n -> n[2] * (int) places(n[0] + n[1] - 1, n[1], 0, n[1])));
        right(LearningChecks.steps(n -> n[2] * Math.ceil((double) n[0] / n[1])));
        wrong("round up", LearningChecks.steps(n -> n[2] * n[0] / (double) n[1]));
        wrong("fit exactly", LearningChecks.steps(n -> n[2] * (n[0] / n[1] + 1)));
        wrong("left at the end", LearningChecks.steps(n -> n[2] * (int) rounded(n[0], n[1])));
        right(xor(new double[] {1, 1, 1, 1}, new double[] {0, -1}, 1, -2, 0));
        right(xor(new double[] {1, -1, -1, 1}, new double[2], .2, .2, .4));
        wrong("No corner is above", xor(new double[] {1, -1, -1, 1}, new double[2], .5, .5, 0));
        wrong("alike", xor(new double[] {1, 0, 0, 0}, new double[2], 1, 0, 0));
    }

    private static Verdict xor(double[] weights, double[] biases, double... output) {
        return LearningTrainingChecks.xor(weights, biases, output);
    }

    /** Adam as PyTorch writes it, with the number of the first step. */
    private static double[] adam(double[] slopes, double rate, int first) {
        double[] steps = new double[slopes.length];
        double m = 0;
        double v = 0;
        for (int i = 0; i < slopes.length; i++) {
            m += .1 * (slopes[i] - m);
            v += .001 * (slopes[i] * slopes[i] - v);
            double root = Math.sqrt(v) / Math.sqrt(1 - Math.pow(.999, i + first));
            steps[i] = rate / (1 - Math.pow(.9, i + first)) * m / (root + 1e-8);
        }
        return steps;
    }

    @Test
    void adamInOtherWords() {
        right(LearningChecks.adam((slopes, rate) -> adam(slopes, rate, 1)));
        wrong(
                "first step is number 1",
                LearningChecks.adam((slopes, rate) -> adam(slopes, rate, 0)));
        wrong("sign", LearningChecks.adam((slopes, rate) -> adam(slopes, -rate, 1)));
        wrong("rate has no effect", LearningChecks.adam((slopes, rate) -> adam(slopes, .1, 1)));
        wrong("rate has no effect", LearningChecks.adam((slopes, rate) -> adam(slopes, .001, 1)));
        wrong("rate has no effect", LearningChecks.adam((slopes, rate) -> adam(slopes, .3, 1)));
        wrong(
                "Print m and s",
                LearningChecks.adam(
                        (s, rate) -> DoubleStream.of(s).map(v -> rate * Math.signum(v)).toArray()));
    }

    /** Goes through the map once, and keeps the largest value of each window. */
    static float[] pooled(float[] map, int side, float begin) {
        float[] pooled = new float[map.length / 4];
        Arrays.fill(pooled, begin);
        for (int i = 0; i < map.length; i++) {
            int at = i / side / 2 * (side / 2) + i % side / 2;
            pooled[at] = Math.max(pooled[at], map[i]);
        }
        return pooled;
    }

    @Test
    void poolingAsALoop() {
        right(LeNetChecks.maxPoolingLoop((m, n) -> pooled(m, n, -Float.MAX_VALUE)));
        right(LeNetChecks.maxPoolingLoop((m, n) -> pooled(m, n, Float.NEGATIVE_INFINITY)));
        wrong(
                "Float.MIN_VALUE",
                LeNetChecks.maxPoolingLoop((m, n) -> pooled(m, n, Float.MIN_VALUE)));
        wrong(
                "begin at 0",
                LeNetChecks.maxPoolingLoop((m, n) -> pooled(m, n, (float) Double.MIN_VALUE)));
        wrong("on paper", LeNetChecks.maxPoolingLoop((m, n) -> pooled(m, n, -1)));
        wrong("0 values, which is too few", LeNetChecks.maxPoolingLoop((m, n) -> new float[0]));
        wrong(
                "cut off",
                LeNetChecks.maxPoolingLoop(
                        (m, n) -> {
                            float[] pooled = pooled(m, n, -9);
                            IntStream.range(0, pooled.length)
                                    .forEach(i -> pooled[i] = (int) pooled[i]);
                            return pooled;
                        }));
    }

    @Test
    void lossesAndClasses() {
        right(LeNetChecks.firstLoss(-Math.log(1 / 1000.0), 1 / Math.sqrt(Math.E)));
        wrong("in percent", LeNetChecks.firstLoss(Math.log(1000), 100 * Math.exp(-.5)));
        wrong("undoes", LeNetChecks.firstLoss(Math.log(1000), 1 - Math.exp(-.5)));
        right(LeNetChecks.classes(c -> lenet(c).parameters(), 716));
        right(LeNetChecks.classes(c -> 60_856 + 85.0 * c, 716L));
        wrong("one too many", LeNetChecks.classes(c -> lenet(c).parameters(), 717));
        wrong("too small", LeNetChecks.classes(c -> lenet(c).parameters(), 60_856 / 85.0));
    }

    private static LayerTable lenet(int classes) {
        return LayerTable.of(LeNet.settings().classes(classes).block(), new Shape(1, 1, 28, 28));
    }

    /** Half of LeNet's price, with layers of these kinds. */
    private static SequentialBlock half(Function<Block, Block> layer, Block... end) {
        return sequential(
                        layer.apply(Djl.conv(3, 5, 2)),
                        Djl.maxPool(2, 2),
                        layer.apply(Djl.conv(8, 5, 0)),
                        Djl.maxPool(2, 2),
                        Djl.flatten(),
                        layer.apply(Djl.dense(80)),
                        Djl.dense(10))
                .addAll(end);
    }

    private static Function<Block, Block> followedBy(UnaryOperator<NDArray> function) {
        return layer -> sequential(layer, Djl.lambda(function));
    }

    @Tag("slow")
    @Test
    void netsOfTheReadersOwnClasses() {
        right(LeNetChecks.halfThePrice(half(Djl::withRelu)));
        right(LeNetChecks.halfThePrice(half(layer -> new Djl.Own(layer, NDArray::tanh))));
        right(LeNetChecks.halfThePrice(half(followedBy(Activation::relu))));
        right(LeNetChecks.halfThePrice(half(followedBy(x -> Activation.leakyRelu(x, .1f)))));
        wrong("one behind it", LeNetChecks.halfThePrice(half(layer -> new Djl.Own(layer, x -> x))));
        wrong("one behind it", LeNetChecks.halfThePrice(half(followedBy(x -> x.mul(2)))));
        wrong("softmax at the end", LeNetChecks.halfThePrice(half(Djl::withRelu, relu())));
        wrong(
                "softmax at the end",
                LeNetChecks.halfThePrice(sequential(half(Djl::withRelu), LeNetVariants.softmax())));
    }

    /** Functions behind the dense layers do not bend what the convolutions give. */
    @Test
    void activationFunctionsStandBehindTheConvolutions() {
        wrong(
                "one behind it",
                LeNetChecks.halfThePrice(
                        sequential(
                                conv(3, 5).pad(2),
                                maxPool(2),
                                conv(8, 5),
                                maxPool(2),
                                flatten(),
                                relu(),
                                dense(80),
                                relu(),
                                dense(10))));
    }

    @Test
    void whatStandsBehindTheLastLayerIsNamed() {
        Block[] pools = {maxPool(2), maxPool(2)};
        wrong(
                "behind its last layer",
                LeNetChecks.maxPooling(
                        LeNetVariants.lenet(() -> sigmoid(), pools[0], pools[1], relu())));
        wrong(
                "behind its last layer",
                LeNetChecks.threeFaults(
                        LeNetVariants.lenet(
                                () -> sigmoid(),
                                Djl.avgPool(),
                                Djl.avgPool(),
                                LeNetVariants.softmax())));
    }

    private static SequentialBlock dropping(Function<Block, Block> layer, float rate) {
        return sequential(
                layer.apply(Djl.conv(6, 5, 2)),
                Djl.avgPool(),
                layer.apply(Djl.conv(16, 5, 0)),
                Djl.avgPool(),
                Djl.flatten(),
                layer.apply(Djl.dense(120)),
                Djl.dropout(rate),
                layer.apply(Djl.dense(84)),
                Djl.dropout(rate),
                Djl.dense(10));
    }

    @Test
    void dropoutBetweenTheReadersOwnClasses() {
        right(AlexNetChecks.dropouts(dropping(Djl::withRelu, .2f)));
        right(AlexNetChecks.dropouts(dropping(followedBy(x -> x.maximum(0)), .4f)));
        wrong("missing behind layer 3", AlexNetChecks.dropouts(dropping(Djl::withRelu, 0)));
        right(AlexNetChecks.dropouts(droppingByAFunction(.5f)));
        wrong("missing behind layer 4", AlexNetChecks.dropouts(droppingByAFunction(0)));
        wrong(
                "computes something else",
                AlexNetChecks.dropouts(dropping(followedBy(NDArray::tanh), .4f)));
    }

    private static Block droppingByAFunction(float rate) {
        return sequential(
                new Djl.OwnConv(6, 1, 5, 1, Activation::relu),
                avgPool(2),
                Djl.withRelu(conv(16, 5)),
                avgPool(2),
                flatten(),
                new Djl.DroppingDense(120, .5f),
                new Djl.DroppingDense(84, rate),
                dense(10));
    }

    private static float[] dropped(float[] values, double rate, Random random, double becomes) {
        float[] left = new float[values.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = random.nextFloat() < rate ? 0 : (float) becomes;
        }
        return left;
    }

    @Test
    void dropoutByHand() {
        right(
                AlexNetChecks.drop(
                        (v, p, random) -> {
                            float[] left = dropped(v, p, random, 1 / (1 - p));
                            IntStream.range(0, v.length).forEach(i -> left[i] *= v[i]);
                            return left;
                        }));
        wrong(
                "of the value that stood there",
                AlexNetChecks.drop((v, p, random) -> dropped(v, p, random, v[0] / (1 - p))));
        wrong(
                "mean of all",
                AlexNetChecks.drop((v, p, random) -> dropped(v, p, random, 1 / (1 - p))));
        wrong("no effect", AlexNetChecks.drop((v, p, random) -> dropped(v, .5, random, v[0] * 2)));
        wrong(
                "same values every time",
                AlexNetChecks.drop((v, p, random) -> dropped(v, p, new Random(3), v[0] / (1 - p))));
        wrong(
                "same values every time",
                AlexNetChecks.drop(
                        (v, p, random) -> {
                            float[] left = dropped(v, 0, random, v[0] / (1 - p));
                            Arrays.fill(left, 0, (int) (p * left.length), 0);
                            return left;
                        }));
    }

    @Test
    void edgesAndDistances() {
        right(InsideChecks.edges(new float[] {-1, 0, 1, -1, 0, 1, -1, 0, 1}));
        right(InsideChecks.edges(new float[] {0, 0, 0, 0, -1, 1, 0, 0, 0}));
        wrong("does not answer", InsideChecks.edges(new float[] {-1, 0, 1, 0, 0, 0, 1, 0, -1}));
        wrong("over all of them", PaperChecks.distance((x, w) -> distance(x, w, 0, 1), 3));
        wrong("over all of them", PaperChecks.distance((x, w) -> distance(x, w, 1, 0), 3));
        right(PaperChecks.distance((x, w) -> distance(x, w, 0, 0), 3));
    }

    private static double distance(float[] x, float[] w, int from, int without) {
        float sum = 0;
        for (int i = from; i < x.length - without; i++) {
            sum += (x[i] - w[i]) * (x[i] - w[i]);
        }
        return sum;
    }

    @Test
    void movedPictures() {
        right(InsideChecks.mover((p, w, x, y) -> scattered(p, w, x, y)));
        wrong("one of the two", InsideChecks.mover((p, w, x, y) -> scattered(p, w, x, -y)));
        wrong("one of the two", InsideChecks.mover((p, w, x, y) -> scattered(p, w, -x, y)));
        wrong("2×3 pixels", InsideChecks.mover((p, w, x, y) -> p));
    }

    /** Each pixel looks for its new place, where the chapter's loop looks for the old one. */
    private static float[] scattered(float[] picture, int width, int right, int down) {
        float[] moved = new float[picture.length];
        for (int i = 0; i < picture.length; i++) {
            int column = i % width + right;
            int row = i / width + down;
            if (column >= 0 && column < width && row >= 0 && row < picture.length / width) {
                moved[row * width + column] = picture[i];
            }
        }
        return moved;
    }

    private static SequentialBlock block(int n, Function<Block, Block> layer, int channels) {
        SequentialBlock block = new SequentialBlock();
        IntStream.range(0, n).forEach(i -> block.add(layer.apply(Djl.conv(channels, 3, 1))));
        return block.add(Djl.maxPool(2, 2));
    }

    @Test
    void blocksOfTheReadersOwnClasses() {
        right(VggChecks.block((n, c) -> block(n, Djl::withRelu, c)));
        right(VggChecks.block((n, c) -> block(n, followedBy(Activation::relu), c)));
        right(
                VggChecks.block(
                        (n, c) ->
                                block(n - 1, followedBy(Activation::relu), c, Djl.conv(c, 3, 1))));
        wrong("too many layers", VggChecks.block((n, c) -> block(n + 1, Djl::withRelu, c)));
        wrong("second argument", VggChecks.block((n, c) -> block(c, Djl::withRelu, n)));
        wrong("something else", VggChecks.block((n, c) -> block(n, followedBy(NDArray::tanh), c)));
    }

    /** The last convolution pools before it bends, which is the same. */
    private static SequentialBlock block(
            int n, Function<Block, Block> layer, int channels, Block last) {
        SequentialBlock block = new SequentialBlock();
        IntStream.range(0, n).forEach(i -> block.add(layer.apply(Djl.conv(channels, 3, 1))));
        return block.add(last).add(Djl.maxPool(2, 2)).add(Djl.relu());
    }

    @Test
    void fieldsAndSizes() {
        right(VggCostChecks.field(net -> fromTheEnd(net, 1, true)));
        wrong("block by hand", VggCostChecks.field(net -> fromTheEnd(net, 0, true)));
        wrong("block by hand", VggCostChecks.field(net -> fromTheEnd(net, 1, false)));
        right(VggCostChecks.sizes(32, side -> 512L * 4096 * halved(side, 5) * halved(side, 5)));
        wrong("no effect", VggCostChecks.sizes(32, side -> 102_760_448L));
    }

    private static int fromTheEnd(Block net, int overlap, boolean reversed) {
        List<SlidingWindow> windows = new ArrayList<>(Nets.windows(net));
        if (reversed) {
            Collections.reverse(windows);
        }
        int field = 1;
        for (SlidingWindow window : windows) {
            field = (field - overlap) * window.stride() + window.kernelSize();
        }
        return field;
    }

    private static int halved(int side, int times) {
        return times == 0 ? side : halved(side / 2, times - 1);
    }

    @Test
    void places() {
        right(NinCostChecks.where((m, w) -> place(best(m, (a, b) -> a >= b), w)));
        wrong("2×3 values", NinCostChecks.where((m, w) -> place(best(m, (a, b) -> a < b), w)));
        wrong(
                "2×3 values",
                NinCostChecks.where(
                        (m, w) -> place(best(m, (a, b) -> Math.abs(a) > Math.abs(b)), w)));
        wrong(
                "one too many",
                NinCostChecks.where(
                        (m, w) -> {
                            int[] place = place(best(m, (a, b) -> a > b), w);
                            return new int[] {place[0] + 1, place[1] + 1};
                        }));
    }

    private static int best(float[] map, BiFunction<Float, Float, Boolean> better) {
        return IntStream.range(0, map.length)
                .reduce((a, b) -> better.apply(map[b], map[a]) ? b : a)
                .orElseThrow();
    }

    private static int[] place(int i, int width) {
        return new int[] {i / width, i % width};
    }

    @Test
    void comparisons() {
        right(ComparisonChecks.layers(last(Row::parameters), last(Row::macs)));
        wrong("smallest", ComparisonChecks.layers(last(row -> -row.parameters()), last(Row::macs)));
        right(ComparisonChecks.seeds((d, s) -> tried(d, s)));
        wrong("one too many", ComparisonChecks.seeds((d, s) -> tried(d, s) + 1));
        wrong("d and s are taken for each other", ComparisonChecks.seeds((d, s) -> tried(s, d)));
        right(ComparisonChecks.standardError(v -> deviation(v) / Math.sqrt(v.length)));
        wrong(
                "0.7 and 0.9",
                ComparisonChecks.standardError(v -> deviation(v) / Math.sqrt(v.length - 1)));
    }

    /** Of layers with as many, the last. */
    private static Function<LayerTable, Row> last(ToLongFunction<Row> cost) {
        return table ->
                table.rows().stream()
                        .reduce((a, b) -> cost.applyAsLong(b) >= cost.applyAsLong(a) ? b : a)
                        .orElseThrow();
    }

    private static double tried(double difference, double deviation) {
        int seeds = 2;
        while (difference < PairedDifference.enough(seeds) * deviation * Math.sqrt(2.0 / seeds)) {
            seeds++;
        }
        return seeds;
    }

    /** In one pass, as Welford does it. */
    private static double deviation(double[] values) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            double off = values[i] - mean;
            mean += off / (i + 1);
            squares += off * (values[i] - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static double recall(int[][] counts, int i) {
        return (double) counts[i][i] / IntStream.of(counts[i]).sum();
    }

    private static double precision(int[][] counts, int i) {
        return 1.0 * counts[i][i] / IntStream.range(0, counts.length).map(j -> counts[j][i]).sum();
    }

    @Test
    void confusions() {
        right(ConfusionChecks.shares(OtherFormsTest::precision, OtherFormsTest::recall));
        wrong("in percent", ConfusionChecks.shares((m, i) -> 100 * precision(m, i), (m, i) -> 1));
        wrong("divide it by", ConfusionChecks.shares((m, i) -> precision(m, 0), (m, i) -> 1));
        wrong("in percent", ConfusionChecks.tooGood((m, i) -> 100 * precision(m, i)));
        wrong(
                "mean of the recalls",
                ConfusionChecks.balanced(
                        m ->
                                IntStream.range(0, m.length)
                                        .mapToDouble(i -> recall(m, i))
                                        .reduce(1, (a, b) -> a * b)));
        right(ConfusionChecks.reading("c", "e", "A and B"));
        right(ConfusionChecks.reading(" C ", "E", "b, a"));
        right(ConfusionChecks.reading("C", "E", "AB"));
        wrong("\"ABC\" is none of the answers", ConfusionChecks.reading("C", "E", "A, B and C"));
        notBegun(ConfusionChecks.reading("C", "E", ""));
    }

    @Test
    void picturesAndPeople() {
        right(
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            Set<String> seen =
                                    train.stream()
                                            .map(OtherFormsTest::pixels)
                                            .collect(Collectors.toSet());
                            return (int)
                                    test.stream().filter(p -> seen.contains(pixels(p))).count();
                        }));
        wrong("ask once", counting((train, p) -> train.stream().anyMatch(q -> first(p, q))));
        right(OwnPicturesChecks.person(file -> file.replaceAll("\\d+\\.jpg$", "")));
        wrong(
                "last hyphen",
                OwnPicturesChecks.person(file -> file.substring(0, file.length() - 6)));
        wrong("last hyphen", OwnPicturesChecks.person(file -> file.split("-")[1]));
        wrong(
                "last hyphen",
                OwnPicturesChecks.person(
                        file -> {
                            String[] words = file.split("-");
                            return words[words.length - 2];
                        }));
    }

    private static String pixels(Picture picture) {
        return Arrays.toString(picture.pixels());
    }

    private static boolean first(Picture one, Picture other) {
        return one.pixels()[0] == other.pixels()[0];
    }

    @Test
    void readingsInOtherLetters() {
        right(LearningTrainingChecks.read(" c", "d ", "a", "B"));
        wrong("\"E\" is none of the answers", LearningTrainingChecks.read("E", "D", "A", "B"));
        notBegun(LearningTrainingChecks.read("C", "", "A", "B"));
    }
}
