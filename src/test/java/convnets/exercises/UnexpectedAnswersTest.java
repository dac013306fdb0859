package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.Histories.trained;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.experiments.PairedDifference;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.nn.WindowSums;
import convnets.train.Training;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Each check accepts the right answers of readers who think in another way than the solution, and
 * says to a beginner which slip it was.
 */
class UnexpectedAnswersTest {

    private static final ImageData CLOTHES = FashionMnist.sample();

    private static void notBegun(Verdict verdict) {
        Assertions.assertEquals(Outcome.NOT_BEGUN, verdict.outcome(), verdict.toString());
    }

    /** Changes the array that it is given, and gives it back. */
    private static float[][] turnedInPlace(float[][] kernel) {
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[0].length; j++) {
                int mirror = kernel.length - 1 - i;
                if (i < mirror || i == mirror && j < kernel[0].length - 1 - j) {
                    float kept = kernel[i][j];
                    kernel[i][j] = kernel[mirror][kernel[0].length - 1 - j];
                    kernel[mirror][kernel[0].length - 1 - j] = kept;
                }
            }
        }
        return kernel;
    }

    @Test
    void loops() {
        right(ConvolutionChecks.loops((x, k) -> WindowSums.of(x, k, 1)));
        wrong(
                "OutOfMemoryError",
                ConvolutionChecks.loops((x, k) -> new float[Integer.MAX_VALUE][]));
        wrong(
                "half a turn",
                ConvolutionChecks.loops((x, k) -> WindowSums.of(x, turnedInPlace(k), 1)));
        right(
                ConvolutionChecks.loops(
                        (x, k) -> {
                            float[][] map = WindowSums.of(x, k, 1);
                            turnedInPlace(k); // whatever became of it
                            Arrays.fill(x[0], 0);
                            return map;
                        }));
        right(
                ConvolutionChecks.padded(
                        (x, p) ->
                                IntStream.range(-p, x.length + p)
                                        .mapToObj(i -> row(x, i, p))
                                        .toArray(float[][]::new)));
    }

    private static float[] row(float[][] x, int i, int p) {
        float[] row = new float[x[0].length + 2 * p];
        if (i >= 0 && i < x.length) {
            System.arraycopy(x[i], 0, row, p, x[i].length);
        }
        return row;
    }

    @Test
    void costsThatOverflow() {
        wrong(
                "overflows",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) -> {
                            int side = (n - k + 2 * p) / s + 1;
                            return side * side * in * out * k * k;
                        }));
        wrong(
                "make the first factor a long",
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) -> {
                            int side = (n - k + 2 * p) / s + 1;
                            return (long) (side * side * in * out) * k * k;
                        }));
        right(
                ConvolutionCounts.macs(
                        (n, in, out, k, p, s) ->
                                (long)
                                        (Math.pow(Math.floor((n + 2.0 * p - k) / s) + 1, 2)
                                                * in
                                                * out
                                                * k
                                                * k)));
        wrong("overflows", VggCostChecks.sizes(32, side -> 512 * 4096 * (side / 32) * (side / 32)));
        right(
                VggCostChecks.sizes(
                        32, side -> Math.round(Math.pow(Math.floor(side / 32.0), 2) * (1 << 21))));
    }

    private static Block gray(Block net, float... weights) {
        Nets.initialize(net, Init.glorot(), 0, new Shape(1, 3, 28, 28));
        NDArray array = LentWeights.parameters(net).get(0).getArray();
        float[] all = new float[(int) array.size()];
        int each = all.length / 3;
        for (int i = 0; i < all.length; i++) {
            all[i] =
                    weights.length == 3
                            ? (i % each == each / 2 ? weights[i / each] : 0)
                            : weights[0];
        }
        HostArrays.set(array, all);
        return net;
    }

    @Test
    void grayPictures() {
        right(ConvolutionChecks.gray(gray(conv(1, 1), .299f, .587f, .114f)));
        right(ConvolutionChecks.gray(gray(conv(1, 1).withoutBias(), .299f, .587f, .114f)));
        right(ConvolutionChecks.gray(gray(conv(1, 3).pad(1), .299f, .587f, .114f)));
        right(
                ConvolutionChecks.gray(
                        Djl.lambda(
                                x -> {
                                    NDArray all = x.transpose(0, 2, 3, 1);
                                    NDArray shares =
                                            x.getManager()
                                                    .create(new float[] {.299f, .587f, .114f});
                                    return all.mul(shares).sum(new int[] {3}, true);
                                })));
        Block smeared = gray(conv(1, 3).pad(1), .299f, .587f, .114f);
        NDArray weights = LentWeights.parameters(smeared).get(0).getArray();
        float[] everywhere = new float[27];
        for (int i = 0; i < 27; i++) {
            everywhere[i] = List.of(.299f, .587f, .114f).get(i / 9);
        }
        HostArrays.set(weights, everywhere);
        wrong("too large", ConvolutionChecks.gray(smeared));
        wrong(
                "gray",
                ConvolutionChecks.gray(
                        sequential(gray(conv(1, 1), .299f, .587f, .114f), globalAvgPool())));
        wrong("exchanged", ConvolutionChecks.gray(gray(conv(1, 1), .114f, .587f, .299f)));
    }

    @Test
    void cornersOfTheExclusiveOr() {
        double[] signs = {1, -1, -1, 1};
        double[] none = {0, 0};
        right(LearningTrainingChecks.xor(signs, none, new double[] {1, 1, 0}));
        right(LearningTrainingChecks.xor(signs, none, new double[] {9, .7, .49}));
        double[] huge = {1e308, 1e308, 1e308, 1e308}; // for (1, 1) infinite less infinite
        wrong(
                "or no number",
                LearningTrainingChecks.xor(
                        huge, new double[] {0, -1e308}, new double[] {1, -1, 0}));
        wrong("exactly ½", LearningTrainingChecks.xor(signs, none, new double[] {1, 1, .5}));
        wrong("No corner", LearningTrainingChecks.xor(signs, none, new double[] {.5, .5, 0}));
        wrong(
                "other way around",
                LearningTrainingChecks.xor(signs, none, new double[] {-1, -1, 1}));
        wrong("No corner", LearningTrainingChecks.xor(signs, none, new double[] {0, 0, -1}));
    }

    @Test
    void searchesForTheLargest() {
        right(LeNetChecks.maxPoolingLoop((m, n) -> OtherFormsTest.pooled(m, n, -Float.MAX_VALUE)));
        right(
                LeNetChecks.maxPoolingLoop(
                        (m, n) -> OtherFormsTest.pooled(m, n, Float.NEGATIVE_INFINITY)));
        wrong("very low", LeNetChecks.maxPoolingLoop((m, n) -> OtherFormsTest.pooled(m, n, -1000)));
        wrong(
                "very low",
                LeNetChecks.maxPoolingLoop(
                        (m, n) -> OtherFormsTest.pooled(m, n, Integer.MIN_VALUE)));
        wrong(
                "must not begin at 0",
                LeNetChecks.maxPoolingLoop((m, n) -> OtherFormsTest.pooled(m, n, 0)));
        wrong(
                "MIN_VALUE",
                LeNetChecks.maxPoolingLoop((m, n) -> OtherFormsTest.pooled(m, n, Float.MIN_VALUE)));
        right(
                NinCostChecks.where(
                        (m, w) -> {
                            int at =
                                    IntStream.range(0, m.length)
                                            .boxed()
                                            .max(Comparator.comparingDouble(i -> m[i]))
                                            .orElseThrow();
                            return new int[] {at / w, at % w};
                        }));
        wrong(
                "very low",
                NinCostChecks.where(
                        (m, w) -> {
                            int at = 0;
                            float best = -999;
                            for (int i = 0; i < m.length; i++) {
                                at = m[i] > best ? i : at;
                                best = Math.max(best, m[i]);
                            }
                            return new int[] {at / w, at % w};
                        }));
    }

    @Test
    void halfThePrice() {
        right(
                LeNetChecks.halfThePrice(
                        sequential(
                                Djl.withRelu(Djl.conv(3, 5, 2)),
                                Djl.maxPool(2, 2),
                                Djl.withRelu(Djl.conv(8, 5, 0)),
                                Djl.maxPool(2, 2),
                                Djl.withRelu(conv(60, 5)), // a dense layer, as in 1998
                                flatten(),
                                dense(10))));
        wrong(
                "behind each convolution",
                LeNetChecks.halfThePrice(
                        sequential(
                                conv(3, 5),
                                relu(),
                                conv(4, 5).stride(2),
                                relu(),
                                maxPool(2),
                                maxPool(2),
                                flatten(),
                                dense(60),
                                relu(),
                                dense(10))));
        wrong(
                "more dense layers",
                LeNetChecks.halfThePrice(
                        sequential(
                                conv(3, 5),
                                sigmoid(),
                                avgPool(2),
                                conv(6, 5),
                                sigmoid(),
                                avgPool(2),
                                flatten(),
                                dense(10))));
    }

    @Test
    void picturesThatMove() {
        Training prepared =
                Training.of(large(), CLOTHES.first(2000, 1000).resized(56))
                        .augment(Augmentation.shift(4));
        right(AlexNetChecks.invariance(trained(prepared, .8), () -> .7));
    }

    private static Block large() {
        return sequential(conv(4, 5).stride(2), relu(), maxPool(4), flatten(), dense(10));
    }

    @Test
    void crossings() {
        Table measured =
                Table.create(
                        IntColumn.create("epoch", 1, 2, 3, 4, 5, 6),
                        DoubleColumn.create("train accuracy", .1, .5, .6, .7, .8, .9),
                        DoubleColumn.create("test accuracy", .4, .3, .7, .71, .75, .76));
        right(AlexNetChecks.byHeart(measured, 5));
        wrong("does not answer better", AlexNetChecks.byHeart(measured, 4));
        wrong("highest", AlexNetChecks.byHeart(measured, 6));
        wrong("too large", AlexNetChecks.byHeart(measured, 7));
    }

    private static SequentialBlock vgg(Block[] ones, Block... ending) {
        SequentialBlock net = new SequentialBlock();
        int[] channels = {64, 128, 256, 512, 512};
        for (int i = 0; i < 5; i++) {
            net.add(Djl.withRelu(Djl.conv(channels[i], 3, 1)));
            net.add(conv(channels[i], 3).pad(1)).add(Djl.relu());
            if (i >= 2 && ones.length > 0) {
                net.add(ones[i - 2]).add(Djl.relu());
            }
            net.add(Djl.maxPool(2, 2));
        }
        return net.addAll(List.of(ending));
    }

    private static Block[] ones(int window) {
        return new Block[] {
            Djl.conv(256, window, window / 2),
            Djl.conv(512, window, window / 2),
            Djl.conv(512, window, window / 2)
        };
    }

    private static Block[] ending(Block first) {
        return new Block[] {
            first, dense(4096), relu(), dropout(.5), dense(4096), relu(), dropout(.5), dense(10)
        };
    }

    @Test
    void windowsOfOnePixel() {
        right(
                VggChecks.mixed(
                        vgg(
                                new Block[] {
                                    new Djl.AtEachPixel(256), new Djl.AtEachPixel(512), conv(512, 1)
                                },
                                ending(flatten()))));
        // On a picture of 32×32 pixels the mean of each map would be the map.
        wrong("layer 14", VggChecks.mixed(vgg(ones(1), ending(globalAvgPool()))));
        wrong("no 1×1 convolution", VggChecks.mixed(vgg(ones(3), ending(flatten()))));
    }

    @Test
    void endingsOfAFamily() {
        SequentialBlock mean = new SequentialBlock();
        int[] counts = {2, 2, 3, 3, 3};
        int[] channels = {64, 128, 256, 512, 512};
        for (int i = 0; i < 5; i++) {
            mean.add(Vgg.vggBlock(counts[i], channels[i]));
        }
        mean.addAll(List.of(ending(globalAvgPool())));
        wrong("too few", VggChecks.family(mean, Vgg.block(19)));
    }

    private static SequentialBlock threes(Block... ending) {
        SequentialBlock net = new SequentialBlock();
        int[][] blocks = {{96, 11, 4, 0}, {256, 5, 1, 2}, {384, 3, 1, 1}, {10, 3, 1, 1}};
        for (int[] b : blocks) {
            net.add(Djl.withRelu(Djl.conv(b[0], b[1], b[3], b[2])))
                    .add(Djl.withRelu(Djl.conv(b[0], 3, 1)))
                    .add(conv(b[0], 3).pad(1))
                    .add(relu());
            if (b[0] != 10) {
                net.add(maxPool(3).stride(2));
            }
        }
        return net.addAll(List.of(ending));
    }

    @Test
    void endingsOfWindowsOfThree() {
        right(NinChecks.threes(threesWithDropout()));
        wrong("asked for", NinChecks.threes(threes(flatten())));
        // PyTorch takes a maximum over one axis only
        Block highest = Djl.lambda(x -> x.max(new int[] {3}).max(new int[] {2}));
        wrong("something else", NinChecks.threes(threes(highest)));
    }

    private static SequentialBlock threesWithDropout() {
        SequentialBlock net = threes(Djl.globalAvgPool());
        List<Block> layers = Nets.layers(net);
        SequentialBlock with = new SequentialBlock();
        for (int i = 0; i < layers.size(); i++) {
            with.add(layers.get(i));
            if (i == layers.size() - 6) {
                with.add(dropout(.5));
            }
        }
        return with;
    }

    @Test
    void noDenseLayersInANin() {
        Block hidden =
                sequential(
                        conv(24, 5).stride(2),
                        relu(),
                        maxPool(2),
                        conv(48, 1),
                        relu(),
                        conv(10, 6),
                        flatten());
        wrong("dense", NinChecks.tuned(trained(hidden, CLOTHES.first(2000, 1000), .8)));
        right(
                NinChecks.tuned(
                        trained(
                                sequential(
                                        Nin.ninBlock(24, 5, 2, 2),
                                        maxPool(2),
                                        conv(10, 1),
                                        globalAvgPool()),
                                CLOTHES.first(2000, 1000),
                                .8)));
    }

    @Test
    void answersThatChangeWhatTheyAreGiven() {
        right(NinMapChecks.evidence((m, c) -> m.divi(m.getShape().slice(2).size()).get(0).get(c)));
        right(
                NinMapChecks.shuffled(
                        (ending, maps, shuffled) -> {
                            NDArray change = Nets.forward(ending, shuffled);
                            float most =
                                    change.subi(Nets.forward(ending, maps)).abs().max().getFloat();
                            maps.muli(0);
                            shuffled.muli(0);
                            return most;
                        }));
        right(
                ConfusionChecks.balanced(
                        counts -> {
                            double sum = 0;
                            for (int i = 0; i < counts.length; i++) {
                                int hits = counts[i][i];
                                Arrays.sort(counts[i]);
                                sum += 1.0 * hits / Arrays.stream(counts[i]).sum();
                            }
                            return sum / counts.length;
                        }));
    }

    private static final List<String> NAMES =
            List.of(
                    "LeNet",
                    "LeNet, ReLU, max",
                    "AlexNet ÷ 8",
                    "NiN ÷ 4",
                    "AlexNet ÷ 4",
                    "VGG-11 ÷ 8");

    private static Table nets() {
        return Table.create(
                StringColumn.create("net", NAMES),
                LongColumn.create(
                        "parameters", 61_706, 61_706, 344_290, 133_798, 1_361_594, 543_786),
                LongColumn.create(
                        "MACs", 416_520, 416_520, 1_803_952, 4_968_424, 6_264_672, 10_130_432),
                DoubleColumn.create("accuracy", .764, .825, .821, .819, .846, .852));
    }

    @Test
    void fronts() {
        Table nets = nets();
        wrong(
                "no column \"MACs\" of numbers",
                ComparisonChecks.front(nets.rejectColumns("MACs"), NAMES));
        Table sorted = nets.sortAscendingOn("MACs").sortDescendingOn("accuracy");
        double[] least = {Double.POSITIVE_INFINITY};
        List<String> front =
                sorted.stream()
                        .filter(row -> row.getLong("MACs") < least[0])
                        .peek(row -> least[0] = row.getLong("MACs"))
                        .map(row -> row.getString("net"))
                        .collect(Collectors.toList());
        right(ComparisonChecks.front(nets, front));
        right(ComparisonChecks.front(nets, Arrays.asList(front.toArray(String[]::new))));
        right(
                ComparisonChecks.front(
                        nets,
                        List.copyOf(
                                new LinkedHashSet<>(
                                        List.of(front.get(2), front.get(1), front.get(0))))));
        right(
                ComparisonChecks.front(
                        nets, List.of("VGG-11 ÷ 8 ", " AlexNet ÷ 4", "LeNet, ReLU, max")));
        right(
                ComparisonChecks.front(
                        nets,
                        List.of("VGG-11 ÷ 8", "VGG-11 ÷ 8", "AlexNet ÷ 4", "LeNet, ReLU, max")));
        wrong("is beaten", ComparisonChecks.front(nets, NAMES));
        wrong(
                "is beaten",
                ComparisonChecks.front(nets, List.of("LeNet", "AlexNet ÷ 4", "VGG-11 ÷ 8")));
        wrong(
                "A net is missing",
                ComparisonChecks.front(nets, List.of("AlexNet ÷ 4", "VGG-11 ÷ 8")));
        wrong(
                "against parameters",
                ComparisonChecks.front(nets, List.of("LeNet, ReLU, max", "VGG-11 ÷ 8")));
        wrong("A net is missing", ComparisonChecks.front(nets, List.of("VGG-11 ÷ 8")));
        wrong(
                "no net",
                ComparisonChecks.front(nets, List.of("VGG-11", "AlexNet ÷ 4", "LeNet, ReLU, max")));
        notBegun(ComparisonChecks.front(nets, List.of()));
    }

    @Test
    void letters() {
        right(LeNetTrainingChecks.curves("b", " A ", "C"));
        right(LeNetTrainingChecks.curves("B.", "(A)", "\"C\""));
        right(LeNetTrainingChecks.curves("curve B", "Curve A", "c"));
        right(NinCostChecks.dead("net B", "C"));
        wrong("not A", LeNetTrainingChecks.curves("A", "B", "C"));
        wrong("sigmoids", LeNetTrainingChecks.curves("C", "A", "B"));
        wrong("ReLU at 0.9", LeNetTrainingChecks.curves("B", "A", "A"));
        wrong("\"D\" is none of the answers", LeNetTrainingChecks.curves("D", "A", "B"));
        wrong("not C", NinCostChecks.dead("C", "B"));
        wrong("not A", NinCostChecks.dead("A", "C"));
        wrong("not A", NinCostChecks.dead("B", "A"));
        wrong("not B", NinCostChecks.dead("B", "B"));
        notBegun(NinCostChecks.dead("", ""));
        notBegun(LeNetTrainingChecks.curves("", "", ""));
    }

    @Test
    void leaksAndPeople() {
        right(OwnPicturesChecks.leaked(UnexpectedAnswersTest::byText));
        right(OwnPicturesChecks.leaked(UnexpectedAnswersTest::byLoops));
        wrong("leaked", OwnPicturesChecks.leaked((a, b) -> byText(b, a)));
        right(OwnPicturesChecks.person(f -> f.replaceAll("-\\d+\\.jpg$", "")));
        right(OwnPicturesChecks.person(f -> f.replaceAll("\\d", "")));
        right(OwnPicturesChecks.person(f -> f.split("-\\d")[0].toUpperCase(java.util.Locale.ROOT)));
        wrong("hyphen", OwnPicturesChecks.person(f -> f.substring(0, f.indexOf('-'))));
        wrong("last hyphen", OwnPicturesChecks.person(f -> f.substring(0, f.length() - 6)));
    }

    private static int byText(Images train, Images test) {
        Set<String> known = new HashSet<>();
        train.forEach(p -> known.add(Arrays.toString(p.pixels())));
        return (int) test.stream().filter(p -> known.contains(Arrays.toString(p.pixels()))).count();
    }

    private static int byLoops(Images train, Images test) {
        Map<Integer, Boolean> leaked = new HashMap<>();
        for (int i = 0; i < test.size(); i++) {
            for (int j = 0; j < train.size() && !leaked.containsKey(i); j++) {
                if (Arrays.compare(test.get(i).pixels(), train.get(j).pixels()) == 0) {
                    leaked.put(i, true);
                }
            }
        }
        return leaked.size();
    }

    /** Numbers are drawn anew at each check, and some sums of them come near 0. */
    @RepeatedTest(200)
    void formulasInFloatsWhateverIsDrawn() {
        right(
                LearningChecks.slope(
                        (w, x, y) -> {
                            float sum = 0;
                            for (int i = 0; i < x.length; i++) {
                                sum += ((float) w * (float) x[i] - (float) y[i]) * (float) x[i];
                            }
                            return 2 * sum / x.length;
                        }));
        right(
                LearningChecks.logits(
                        (z, y) -> {
                            double[] slopes = softmaxInFloats(z);
                            slopes[y] = (float) slopes[y] - 1f;
                            return slopes;
                        }));
        right(LearningChecks.softmax(UnexpectedAnswersTest::softmaxInFloats));
        right(
                LearningChecks.backward(
                        (w1, w2, x, y) -> {
                            float h = 1 / (1 + (float) Math.exp(-w1 * x));
                            float off = 2 * ((float) w2 * h - (float) y);
                            return new double[] {
                                off * (float) w2 * h * (1 - h) * (float) x, off * h
                            };
                        }));
        right(ComparisonChecks.standardError(UnexpectedAnswersTest::errorInFloats));
    }

    private static double[] softmaxInFloats(double[] z) {
        float largest = (float) DoubleStream.of(z).max().orElseThrow();
        float sum = 0;
        for (double v : z) {
            sum += (float) Math.exp((float) v - largest);
        }
        double[] p = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            p[i] = (float) Math.exp((float) z[i] - largest) / sum;
        }
        return p;
    }

    private static double errorInFloats(double[] accuracies) {
        float sum = 0;
        for (double a : accuracies) {
            sum += (float) a;
        }
        float mean = sum / accuracies.length;
        float squares = 0;
        for (double a : accuracies) {
            squares += ((float) a - mean) * ((float) a - mean);
        }
        return Math.sqrt(squares / (accuracies.length - 1) / accuracies.length);
    }

    @Test
    void formulasInFloatsAndLoops() {
        right(
                LearningChecks.slope(
                        (w, x, y) -> {
                            float sum = 0;
                            for (int i = 0; i < x.length; i++) {
                                sum += (float) (2 * (w * x[i] - y[i]) * x[i]);
                            }
                            return sum / x.length;
                        }));
        right(
                LearningChecks.softmax(
                        z -> {
                            double m = DoubleStream.of(z).max().orElseThrow();
                            double log =
                                    m
                                            + Math.log(
                                                    DoubleStream.of(z)
                                                            .map(v -> Math.exp(v - m))
                                                            .sum());
                            for (int i = 0; i < z.length; i++) {
                                z[i] = Math.exp(z[i] - log);
                            }
                            return z;
                        }));
        right(LearningChecks.steps(n -> (int) Math.ceil(n[0] / (double) n[1]) * n[2]));
        right(
                LearningChecks.steps(
                        n -> {
                            int steps = 0;
                            for (int e = 0; e < n[2]; e++) {
                                for (int i = 0; i < n[0]; i += n[1]) {
                                    steps++;
                                }
                            }
                            return steps;
                        }));
        right(ConvolutionCounts.layers(n -> (int) Math.ceil((n - 1) / 2.0)));
        right(
                ConvolutionCounts.layers(
                        n -> {
                            int layers = 0;
                            while (2 * layers + 1 < n) {
                                layers++;
                            }
                            return layers;
                        }));
        right(LeNetChecks.padding(k -> k >> 1));
        right(LeNetChecks.classes(c -> 60_856 + 85 * c, (int) Math.ceil(60_856 / 85.0)));
        right(AlexNetCostChecks.side((n, k, p, s) -> (n - k + 2 * p + s) / s));
        right(ConvolutionCounts.pixels((p, k, s) -> p * s + k - s));
        right(ComparisonChecks.standardError(UnexpectedAnswersTest::deviation));
        right(ComparisonChecks.seeds(UnexpectedAnswersTest::seeds));
        right(
                PaperChecks.connections(
                        LongStream.of(122_304, 5_880, 151_600, 2_000, 48_120, 10_164, 840)
                                .toArray()));
    }

    /** Few seeds are looked up; for many there is a formula. */
    private static double seeds(double d, double s) {
        double ratio = 2 * s * s / (d * d);
        int n = (int) Math.max(2, 3.8 * ratio); // with however many seeds, 1.96 is not enough
        while (n <= Math.pow(PairedDifference.enough(n), 2) * ratio) {
            n++;
        }
        return n;
    }

    private static double deviation(double[] x) {
        double sum = 0;
        double squares = 0;
        for (double value : x) {
            sum += value;
            squares += value * value;
        }
        double variance = (squares - sum * sum / x.length) / (x.length - 1);
        return Math.sqrt(variance / x.length);
    }

    @Test
    void layersOfArrays() {
        try (NDManager manager = HostArrays.newManager()) {
            Shape shape = new Shape(2, 64, 8, 8);
            NDArray x = HostArrays.array(manager, Draw.floats((int) shape.size()), shape);
            Block one = Nets.initialize(conv(10, 1), Init.glorot(), 0, shape);
            HostArrays.set(
                    LentWeights.parameters(one).get(1).getArray(),
                    new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
            NDArray weight = LentWeights.parameters(one).get(0).getArray().reshape(10, 64);
            NDArray bias = LentWeights.parameters(one).get(1).getArray();
            NDArray right =
                    weight.matMul(x.transpose(1, 0, 2, 3).reshape(64, 128))
                            .reshape(10, 2, 8, 8)
                            .transpose(1, 0, 2, 3)
                            .add(bias.reshape(1, 10, 1, 1));
            right(NinMapChecks.pointwise(right, one, x));
            NDArray crossed = right.transpose(0, 1, 3, 2);
            wrong("laid out", NinMapChecks.pointwise(crossed, one, x));
        }
    }

    @Test
    void dropsInPlace() {
        right(
                AlexNetChecks.drop(
                        (values, rate, random) -> {
                            for (int i = 0; i < values.length; i++) {
                                values[i] *= random.nextFloat() < 1 - rate ? 1 / (1 - rate) : 0;
                            }
                            return values;
                        }));
        wrong(
                "same",
                AlexNetChecks.drop(
                        (values, rate, random) -> {
                            float[] kept = values.clone();
                            for (int i = 0; i < kept.length; i++) {
                                kept[i] = i % 100 < 100 * rate ? 0 : (float) (kept[i] / (1 - rate));
                            }
                            return kept;
                        }));
    }

    @Test
    void edges() {
        right(InsideChecks.edges(new float[] {-.3f, .1f, .2f, -.3f, .1f, .2f, -.3f, .1f, .2f}));
        right(
                InsideChecks.edges(
                        new float[] {-1 / 3f, 0, 1 / 3f, -1 / 3f, 0, 1 / 3f, -1 / 3f, 0, 1 / 3f}));
        right(InsideChecks.edges(new float[] {0, 0, 0, -1, 0, 1, 0, 0, 0}));
        float[] loud = {-300.3f, 100.1f, 200.2f, -300.3f, 100.1f, 200.2f, -300.3f, 100.1f, 200.2f};
        right(InsideChecks.edges(loud));
        right(InsideChecks.edges(new float[] {-1e-6f, 0, 1e-6f, 0, 0, 0, 0, 0, 0}));
        right(InsideChecks.edges(new float[] {-3e4f, 0, 3e4f, -1e5f, 0, 1e5f, -3e4f, 0, 3e4f}));
        wrong("add up to 0", InsideChecks.edges(new float[] {-1, 0, 2, -1, 0, 2, -1, 0, 2}));
        wrong("swap left", InsideChecks.edges(new float[] {1, 0, -1, 2, 0, -2, 1, 0, -1}));
        wrong("by a quarter", InsideChecks.edges(new float[] {-1, -2, -1, 0, 0, 0, 1, 2, 1}));
        wrong("add up to 0", InsideChecks.edges(new float[] {-1e-7f, 0, 2e-7f, 0, 0, 0, 0, 0, 0}));
    }

    @Test
    void stringsOfPairs() {
        for (String pair : List.of("AB", "BA", "A B", "b,a", "A and B", "A-B")) {
            right(ConfusionChecks.reading("C", "E", pair));
        }
        wrong("less often", ConfusionChecks.reading("C", "E", "CE"));
        wrong("few pictures", ConfusionChecks.reading("E", "C", "AB"));
        Assertions.assertEquals(
                4,
                Stream.of("C", "c", " C", "c ")
                        .filter(c -> ConfusionChecks.reading(c, "E", "AB").passed())
                        .count());
    }
}
