package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.OwnPicturesChecksTest.counting;
import static convnets.exercises.OwnPicturesChecksTest.same;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.experiments.PairedDifference;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.LayerKind;
import convnets.nn.Layers;
import convnets.nn.Nets;
import convnets.train.Epoch;
import convnets.train.History.Ending;
import convnets.train.Training;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Right answers that were refused, wrong ones that passed or were told of another mistake. */
class MisjudgedAnswersTest {

    private static float column(int[][] counts, int number) {
        float sum = 0;
        for (int[] row : counts) {
            sum += row[number];
        }
        return sum;
    }

    private static float recall(int[][] counts, int number) {
        return (float) counts[number][number] / IntStream.of(counts[number]).sum();
    }

    @Test
    void sharesInFloats() {
        right(ConfusionChecks.shares((m, c) -> m[c][c] / column(m, c), (m, c) -> recall(m, c)));
        right(ConfusionChecks.tooGood((m, c) -> m[c][c] / column(m, c)));
        right(
                ConfusionChecks.balanced(
                        m -> {
                            float sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += recall(m, i);
                            }
                            return sum / m.length;
                        }));
        wrong("mean of the recalls", ConfusionChecks.balanced(m -> recall(m, 0) / m.length));
    }

    @Test
    void lostFractionsOfAMean() {
        wrong(
                "must be a double before",
                ConfusionChecks.balanced(
                        m -> {
                            double sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += m[i][i] / IntStream.of(m[i]).sum();
                            }
                            return sum / m.length;
                        }));
        wrong(
                "must be a double before",
                ConfusionChecks.balanced(
                        m -> {
                            int sum = 0;
                            for (int i = 0; i < m.length; i++) {
                                sum += recall(m, i);
                            }
                            return (double) sum / m.length;
                        }));
        wrong(
                "fraction is lost",
                ConfusionChecks.balanced(
                        m ->
                                IntStream.range(0, m.length)
                                                .map(i -> m[i][i] / IntStream.of(m[i]).sum())
                                                .sum()
                                        / m.length));
    }

    @Test
    void pairsWithAnyMarkBetweenThem() {
        right(ConfusionChecks.reading("C", "E", "A→B"));
        right(ConfusionChecks.reading("C", "E", "B | A"));
        right(ConfusionChecks.reading("C", "E", "AB or BA"));
        wrong("\"A\" is none of the answers", ConfusionChecks.reading("C", "E", "AA"));
        wrong("\"ABC\" is none of the answers", ConfusionChecks.reading("C", "E", "ABC"));
        wrong("\"ABC\" is none", ConfusionChecks.reading("C", "E", "A→B→C"));
    }

    @Test
    void leaksCountedAnotherWay() {
        right(
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            Set<ByteBuffer> known = new HashSet<>();
                            train.forEach(p -> known.add(ByteBuffer.wrap(p.pixels())));
                            return (int)
                                    test.stream()
                                            .filter(
                                                    p ->
                                                            known.contains(
                                                                    ByteBuffer.wrap(p.pixels())))
                                            .count();
                        }));
        wrong(
                "in no training set",
                counting((train, p) -> train.stream().noneMatch(q -> same(p, q))));
        wrong(
                "count them all",
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            for (Picture p : test) {
                                for (Picture q : train) {
                                    if (same(p, q)) {
                                        return 1;
                                    }
                                }
                            }
                            return 0;
                        }));
    }

    /** Omar and Olga begin with the same letter. */
    @Test
    void peopleByFirstLettersAndByLength() {
        wrong("before the last hyphen", OwnPicturesChecks.person(f -> f.substring(0, 1)));
        wrong(
                "numbers of one digit",
                OwnPicturesChecks.person(f -> f.substring(0, f.length() - 5)));
        wrong(
                "numbers of one digit",
                OwnPicturesChecks.person(f -> f.replaceAll("-\\d\\.jpg", "")));
        right(OwnPicturesChecks.person(f -> f.split("-[0-9]")[0]));
        wrong(
                "before the last hyphen",
                OwnPicturesChecks.person(f -> f.substring(0, f.lastIndexOf('-') - 1)));
        wrong(
                "before the last hyphen",
                OwnPicturesChecks.person(f -> f.substring(0, f.lastIndexOf('-') + 2)));
        Verdict whole = OwnPicturesChecks.person(f -> f.replace(".jpg", ""));
        assertEquals(Outcome.WRONG, whole.outcome(), "another answer than the stub is a try");
        wrong("Every picture is a group", whole);
    }

    private static double searched(double[] probabilities, boolean[] right, Reaches reaches) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            int given = 0;
            int hits = 0;
            for (int j = 0; j < right.length; j++) {
                if (probabilities[j] >= sorted[i]) {
                    given++;
                    hits += right[j] ? 1 : 0;
                }
            }
            if (reaches.holds(hits, given)) {
                return sorted[i];
            }
        }
        return 1;
    }

    private interface Reaches {
        boolean holds(int hits, int given);
    }

    @Test
    void thresholdsOfLostFractionsAndOfSortedProbabilities() {
        right(ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> h >= a * n)));
        right(ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> (float) h / n >= a)));
        wrong(
                "where all answers are right",
                ConfusionChecks.threshold((p, r, a) -> searched(p, r, (h, n) -> h / n >= a)));
        wrong(
                "sorted alone",
                ConfusionChecks.threshold(
                        (p, r, a) -> {
                            Arrays.sort(p);
                            return searched(p, r, (h, n) -> h >= a * n);
                        }));
        wrong(
                "Steps of 0.01",
                ConfusionChecks.threshold(
                        (p, r, a) -> {
                            double lowest = searched(p, r, (h, n) -> h >= a * n);
                            return Arrays.stream(p).filter(t -> t < lowest).max().orElse(lowest);
                        }));
    }

    @RepeatedTest(4)
    void thresholdsInWholePercents() {
        wrong(
                "threshold",
                ConfusionChecks.threshold(
                        (p, r, a) ->
                                searched(p, r, (hits, given) -> hits * 100 / given >= a * 100)));
    }

    @Tag("slow")
    @Test
    void programsThatStop() {
        wrong(
                "stops with: java.lang.AssertionError",
                ProgramChecks.program(
                        arguments -> {
                            throw new AssertionError("no picture");
                        }));
        wrong(
                "stops with: java.io.IOException",
                ProgramChecks.program(
                        arguments -> {
                            throw new IOException("no picture");
                        }));
    }

    private static final ImageData FEW = FashionMnist.sample().first(2000, 1000);

    private static Block window(int height, int width) {
        Block layer =
                Conv2d.builder()
                        .setFilters(8)
                        .setKernelShape(new Shape(height, width))
                        .optPadding(new Shape(height / 2, width / 2))
                        .build();
        return sequential(layer, relu());
    }

    /** A window of 1×3 pixels sees neighbors; its height is not all there is to it. */
    @Tag("slow")
    @Test
    void windowsThatAreNotSquare() {
        Block ending = sequential(maxPool(4), flatten(), dense(10));
        Block flat = sequential(window(1, 3), window(3, 1), ending);
        right(AlexNetChecks.simpler(Histories.trained(flat, FEW, .9)));
        right(AlexNetChecks.smallImages(Histories.trained(flat, FEW, .9)));
        wrong(
                "less than the whole map: that is too few",
                AlexNetChecks.simpler(
                        Histories.trained(
                                sequential(window(3, 1), window(1, 1), ending), FEW, .9)));
        wrong(
                "no 1×1",
                NinChecks.tuned(
                        Histories.trained(
                                sequential(window(1, 3), window(3, 1), globalAvgPool()), FEW, .9)));
    }

    private static Verdict overfit(ImageData data, double train, double test) {
        Training prepared = Training.of(AlexNet.settings().widthDivisor(32).block(), data);
        Epoch last = new Epoch(1, 1, train, test, 1, 1);
        return AlexNetChecks.overfit(Histories.with(prepared, List.of(last)));
    }

    private static void wrongOtherThan(String words, String others, Verdict verdict) {
        wrong(words, verdict);
        assertFalse(verdict.said().contains(others), verdict.said());
    }

    @Test
    void aSmallGapIsNoChance() {
        ImageData large = FEW.first(40, 20).resized(67);
        wrongOtherThan("fewer training pictures", "at chance", overfit(large, .97, .9));
        wrongOtherThan("gap: expected 0.2 or more", "at chance", overfit(large, .9, .95));
        wrong("at chance", overfit(large, .1, .1));
        Images seen = large.train();
        ImageData same = new ImageData("", "", false, seen, seen.first(20));
        wrong("pictures that it learned from", overfit(same, 1, 1));
    }

    @Test
    void pacesOfTrainingsThatDidNotEnd() {
        Training small = paced(4, 100);
        Training large = paced(128, 500);
        right(AlexNetChecks.batch(small, large, 5));
        wrong("was stopped", AlexNetChecks.batch(Histories.ended(small, Ending.STOPPED), large, 5));
        wrong(
                "no longer a number",
                AlexNetChecks.batch(small, Histories.ended(large, Ending.DIVERGED), 5));
    }

    private static Training paced(int batch, double rate) {
        Training prepared = Training.of(LeNet.block(), FEW).batchSize(batch);
        return Histories.with(prepared, List.of(new Epoch(1, 1, .5, .5, 1, rate)));
    }

    private static Block dropping(Block... last) {
        return sequential(
                        conv(6, 5).pad(2),
                        relu(),
                        avgPool(2),
                        conv(16, 5),
                        relu(),
                        avgPool(2),
                        flatten(),
                        dense(120),
                        relu(),
                        dropout(.5),
                        dense(84),
                        relu())
                .addAll(last)
                .add(dense(10));
    }

    @Test
    void aDropoutTooMany() {
        right(AlexNetChecks.dropouts(dropping(dropout(.2))));
        wrong(
                "behind layer 4 (of those with weights), or no second one",
                AlexNetChecks.dropouts(dropping(dropout(.2), dropout(.2))));
        wrong("missing behind layer 4", AlexNetChecks.dropouts(dropping()));
    }

    private static SequentialBlock vgg(Block... ending) {
        List<Block> layers = Nets.layers(Vgg.block(11)).subList(0, VggBlocks.LAYERS);
        return sequential(layers.toArray(Block[]::new)).addAll(ending);
    }

    /** The maps have 7×7 places, so an ending may pool over all of them. */
    @Tag("slow")
    @Test
    void endingsThatPoolFarther() {
        right(VggChecks.cheaper(vgg(avgPool(7), flatten(), dense(99), relu(), dense(10))));
        right(VggChecks.cheaper(vgg(maxPool(3).stride(2), flatten(), dense(256), dense(10))));
        wrong("not (2, 10)", VggChecks.cheaper(vgg(avgPool(7), dense(10))));
        wrong("smallest image", VggChecks.cheaper(vgg(avgPool(8), flatten(), dense(10))));
    }

    @Test
    void costsOfAlexNetThatAreNearlyRight() {
        LayerTable table = LayerTable.of(AlexNet.block(), AlexNetCostChecks.GRAY);
        long conv = 4 * table.only(LayerKind.CONVOLUTION).parameters();
        long dense = 4 * table.only(LayerKind.DENSE).parameters();
        long biases = 4 * (96 + 256 + 384 + 384 + 256);
        wrong("each layer is too few", AlexNetCostChecks.memory(conv - biases + 4 * 5, dense));
        wrong(
                "each layer is too few",
                AlexNetCostChecks.memory(conv, dense - 4 * (4096 + 4096 + 10) + 4 * 3));
        long macs = table.only(LayerKind.CONVOLUTION).macs();
        long rows = 54 * 96 * 121 + 26 * 614_400 + 12L * (884_736 + 1_327_104 + 884_736);
        long ofDense = table.only(LayerKind.DENSE).macs();
        right(AlexNetCostChecks.work(macs, ofDense));
        wrong("rows and columns", AlexNetCostChecks.work(rows, ofDense));
        wrong("These are not bytes", AlexNetCostChecks.work(4 * macs, 4 * ofDense));
        wrong("These are not bytes", AlexNetCostChecks.work(macs, 4 * ofDense));
        assertEquals(Outcome.NOT_BEGUN, AlexNetCostChecks.work(macs, 0).outcome());
    }

    @Test
    void sidesThatAreNearlyRight() {
        wrong("parentheses", AlexNetCostChecks.side((n, k, p, s) -> n + 2 * p - k / s + 1));
        wrong("far edge", AlexNetCostChecks.side((n, k, p, s) -> (n + 2 * p - k - 1) / s + 1));
        wrong(
                "far edge",
                AlexNetCostChecks.side(
                        (n, k, p, s) -> {
                            long places = 0;
                            for (long x = -p; x + k < n + p; x += s) {
                                places++;
                            }
                            return places;
                        }));
        wrong("before its first step", AlexNetCostChecks.side((n, k, p, s) -> (n + 2 * p - k) / s));
    }

    @Test
    void slidesOfAnotherNet() {
        wrongOtherThan("three channels", "ten classes", AlexNetCostChecks.slide(823.6, 2262.1));
        wrongOtherThan("slide's has 1000", "gray", AlexNetCostChecks.slide(758.2, 2415));
        wrong("two groups", AlexNetCostChecks.slide(988, 1739));
        wrong("mixed up", AlexNetCostChecks.slide(2424.7, 824));
        wrong("mixed up", AlexNetCostChecks.slide(824, 824));
    }

    @Test
    void roundedRatios() {
        wrong("it is rounded", VggCostChecks.ratios(3, 16));
        wrong("it is rounded", VggCostChecks.ratios(2.9, 16));
        right(VggCostChecks.ratios(2.87, 16.42));
    }

    @Test
    void lenetsWithAnotherFunctionOrPooling() {
        Supplier<Block> none = LeNetVariants::nothing;
        for (int most : new int[] {6, 20}) {
            Block cut =
                    LeNetVariants.lenet(
                            () -> Djl.lambda(x -> x.clip(0, most)),
                            () -> sequential(Djl.lambda(x -> x.clip(0, most)), dropout(.5)),
                            avgPool(2),
                            avgPool(2));
            wrong("something else", AlexNetChecks.dropouts(cut));
        }
        wrong(
                "a sigmoid left",
                AlexNetChecks.dropouts(
                        LeNetVariants.lenet(
                                Layers::relu,
                                () -> sequential(Layers.sigmoid(), dropout(.5)),
                                avgPool(2),
                                avgPool(2))));
        wrong(
                "take the maximum",
                AlexNetChecks.dropouts(
                        LeNetVariants.lenet(
                                Layers::relu,
                                () -> sequential(relu(), dropout(.5)),
                                maxPool(2),
                                maxPool(2))));
        wrong(
                "something else",
                AlexNetChecks.dropouts(
                        LeNetVariants.lenet(Layers::relu, none, avgPool(2), avgPool(2))));
    }

    private interface Kept {
        void keep(float[] left, int from, float value);
    }

    private static Verdict drop(Kept kept) {
        return AlexNetChecks.drop(
                (values, rate, random) -> {
                    float[] left = new float[values.length];
                    for (int i = 0; i < values.length; i++) {
                        if (random.nextDouble() >= rate) {
                            kept.keep(left, i, values[i] / (float) (1 - rate));
                        }
                    }
                    return left;
                });
    }

    @Tag("slow")
    @Test
    void valuesThatDoNotStayInTheirPlace() {
        right(drop((left, from, value) -> left[from] = value));
        wrong("in its place", drop((left, from, value) -> left[left.length - 1 - from] = value));
        wrong(
                "in its place",
                AlexNetChecks.drop(
                        (values, rate, random) -> {
                            float[] left = new float[values.length];
                            int next = 0;
                            for (float value : values) {
                                if (random.nextDouble() >= rate) {
                                    left[next++] = value / (float) (1 - rate);
                                }
                            }
                            return left;
                        }));
    }

    @Test
    void sidesThatAreSquaredBeforeTheyAreRounded() {
        wrong("before it is squared", VggCostChecks.sizes(32, s -> 512L * s * s / 1024 * 4096));
        wrong("before it is squared", VggCostChecks.sizes(32, s -> 512L * (s * s / 1024) * 4096));
        right(
                VggCostChecks.sizes(
                        32, s -> (long) (512 * Math.pow(Math.floor(s / 32.0), 2) * 4096)));
    }

    /** The check draws how many are asked for: twice, or a number of one's own might be drawn. */
    @RepeatedTest(6)
    void aNumberOfOnesOwn() {
        wrong("as often as the first", VggChecks.repeated((n, c) -> Vgg.vggBlock(3, c)));
        wrong("as often as the first", VggChecks.repeated((n, c) -> Vgg.vggBlock(2, c)));
        right(VggChecks.repeated((n, c) -> Vgg.vggBlock(n, c)));
    }

    private static Verdict ones(IntFunction<SequentialBlock> block) {
        return NinChecks.ones(IntStream.of(1, 2, 3).mapToObj(block).toList());
    }

    private static SequentialBlock block(int channels, int kernel, Supplier<Block> more, int n) {
        SequentialBlock block = sequential(conv(channels, kernel).stride(4), relu());
        IntStream.range(0, n).forEach(i -> block.add(more.get()).add(relu()));
        return block;
    }

    @Tag("slow")
    @Test
    void blocksOfNinThatAreNearlyRight() {
        right(ones(n -> block(96, 11, () -> new Djl.AtEachPixel(96), n)));
        wrong("no padding and no stride", ones(n -> block(96, 11, () -> conv(96, 1).stride(4), n)));
        wrong(
                "One ReLU follows each",
                ones(
                        n -> {
                            SequentialBlock block = sequential(conv(96, 11).stride(4), relu());
                            IntStream.range(0, n).forEach(i -> block.add(conv(96, 1)));
                            return block.add(relu());
                        }));
        wrongOtherThan(
                "1×1 layer too many",
                "the same",
                ones(n -> block(96, 11, () -> conv(96, 1), n + 1)));
    }

    /** A frame of zeros around the maps, made without a word for padding. */
    private static NDArray framed(NDArray x) {
        NDArray column = x.zerosLike().get(":, :, :, 0:1");
        NDArray wide = column.concat(x, 3).concat(column, 3);
        NDArray row = wide.zerosLike().get(":, :, 0:1, :");
        return row.concat(wide, 2).concat(row, 2);
    }

    private static SequentialBlock nin(IntFunction<Block> more, Block... ending) {
        SequentialBlock net = new SequentialBlock();
        int[][] blocks = {{96, 11, 4, 0}, {256, 5, 1, 2}, {384, 3, 1, 1}, {10, 3, 1, 1}};
        for (int[] b : blocks) {
            net.add(conv(b[0], b[1]).stride(b[2]).pad(b[3])).add(relu());
            net.add(more.apply(b[0])).add(relu()).add(more.apply(b[0])).add(relu());
            if (b[0] != 10) {
                net.add(maxPool(3).stride(2));
            }
            if (b[0] == 384) {
                net.add(dropout(.5));
            }
        }
        return net.addAll(ending);
    }

    /** A block without weights that makes maps larger. */
    private static final class Frame extends AbstractBlock {
        @Override
        protected NDList forwardInternal(
                ParameterStore store,
                NDList inputs,
                boolean training,
                PairList<String, Object> more) {
            return new NDList(framed(inputs.singletonOrThrow()));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            Shape in = inputs[0];
            return new Shape[] {new Shape(in.get(0), in.get(1), in.get(2) + 2, in.get(3) + 2)};
        }
    }

    @Tag("slow")
    @Test
    void paddingThatIsAnotherLayers() {
        Block mean = globalAvgPool();
        right(NinChecks.threes(nin(c -> sequential(new Frame(), conv(c, 3)), globalAvgPool())));
        wrong("padded by 1", NinChecks.threes(nin(c -> conv(c, 3).pad(2), mean)));
        wrong("padded by 1", NinChecks.threes(nin(c -> conv(c, 3), globalAvgPool())));
        wrong(
                "padded by 1",
                NinChecks.threes(nin(c -> conv(c, 3).pad(c == 10 ? 0 : 1), globalAvgPool())));
        wrong(
                "too few",
                NinChecks.threes(
                        nin(c -> c == 10 ? conv(c, 1) : conv(c, 3).pad(1), globalAvgPool())));
    }

    @Tag("slow")
    @Test
    void endingsThatAreNotDense() {
        IntFunction<Block> one = channels -> conv(channels, 1);
        wrong("no dense layer in the net yet", NinChecks.denseEnding(nin(one)));
        wrong("no dense layer in the net yet", NinChecks.denseEnding(nin(one, avgPool(2))));
        wrong("one row for each picture", NinChecks.denseEnding(nin(one, conv(10, 5))));
        wrong("a dense layer reads", NinChecks.denseEnding(nin(one, dense(10))));
        right(NinChecks.denseEnding(nin(one, conv(10, 5), flatten())));
    }

    private static <B extends Block> B weighted(B layer, Block dense) {
        Nets.initialize(layer, Init.glorot(), 0, new Shape(1, 10, 5, 5));
        for (int i = 0; i < 2; i++) {
            HostArrays.set(
                    LentWeights.parameters(layer).get(i).getArray(),
                    LentWeights.parameters(dense).get(i).getArray().toFloatArray());
        }
        return layer;
    }

    @Test
    void whatStandsBehindASlidingLayer() {
        Block dense = sequential(flatten(), dense(10));
        Nets.initialize(dense, Init.glorot(), 1, new Shape(1, 10, 5, 5));
        Block fresh = Nets.initialize(conv(10, 5), Init.glorot(), 0, new Shape(1, 10, 5, 5));
        wrong("not the other way around", NinMapChecks.sliding(fresh, weighted(dense, fresh)));
        HostArrays.set(LentWeights.parameters(dense).get(1).getArray(), Draw.floats(10));
        right(NinMapChecks.sliding(weighted(sequential(conv(10, 5)), dense), dense));
        for (Block behind : List.of(flatten(), relu(), globalAvgPool())) {
            Block layer = weighted(sequential(conv(10, 5), behind), dense);
            wrong("convolution alone is asked for", NinMapChecks.sliding(layer, dense));
        }
    }

    private static List<SequentialBlock> family(boolean shared, Block... last) {
        return IntStream.of(1, 2, 3)
                .mapToObj(
                        n -> {
                            SequentialBlock net =
                                    sequential(Nin.ninBlock(16, 11, 4, 0), maxPool(3).stride(2));
                            SequentialBlock one = Nin.ninBlock(16, 3, 1, 1);
                            for (int i = 0; i < n; i++) {
                                net.add(shared ? one : Nin.ninBlock(16, 3, 1, 1));
                            }
                            net.add(maxPool(3).stride(2)).add(Nin.ninBlock(10, 3, 1, 1));
                            return net.add(globalAvgPool()).addAll(last);
                        })
                .toList();
    }

    @Tag("slow")
    @Test
    void familiesThatShareOrSqueeze() {
        right(NinChecks.family(family(false)));
        wrong("makes it no deeper", NinChecks.family(family(true)));
        wrong("go through a softmax", NinChecks.family(family(false, LeNetVariants.softmax())));
        Block last = sequential(conv(10, 1), globalAvgPool());
        List<SequentialBlock> tied =
                IntStream.of(1, 2, 3)
                        .mapToObj(n -> sequential(deepening(n), maxPool(3).stride(2), last))
                        .toList();
        wrong("share one set of weights", NinChecks.family(tied));
    }

    private static SequentialBlock deepening(int n) {
        SequentialBlock net = Nin.ninBlock(16, 11, 4, 0);
        IntStream.range(0, n).forEach(i -> net.add(Nin.ninBlock(16, 3, 1, 1)));
        return net.add(Nin.ninBlock(16, 3, 1, 1));
    }

    @Test
    void formulasOfNinThatAreNearlyRight() {
        wrong(
                "Only the first kernel",
                NinCostChecks.parameters((in, c, k) -> k * k * c * (in + 2 * c) + 3 * c));
        wrong(
                "Only the first kernel",
                NinCostChecks.work((in, c, k, s) -> s * s * k * k * c * (in + 2 * c)));
        wrong(
                "counts once",
                NinCostChecks.work((in, c, k, s) -> 2 * s * s * (k * k * in * c + 2 * c * c)));
        wrong(
                "each place of the map too",
                NinCostChecks.work((in, c, k, s) -> s * s * k * k * in * c + 2 * c * c));
        wrong(
                "In table.rows()",
                NinCostChecks.memory(
                        table -> {
                            List<LayerTable.Row> rows = table.rows();
                            long most = 0;
                            for (int i = 1; i < rows.size(); i++) {
                                long pair = rows.get(i - 1).activations();
                                most = Math.max(most, pair + rows.get(i).activations());
                            }
                            return 4 * (table.parameters() + most);
                        },
                        (table, batch) ->
                                4 * (2 * table.parameters() + batch * table.activations())));
    }

    @Test
    void evidenceInOtherShares() {
        wrong("add up to the mean", evidence(map -> map.div(map.sum())));
        wrong("rows and columns", evidence(map -> map.div(map.getShape().get(0))));
        wrong("rows and columns", evidence(map -> map.div(map.getShape().get(1))));
        wrong("evidence too", evidence(map -> map.maximum(0).div(map.size())));
        right(evidence(map -> map.div(map.getShape().get(0)).div(map.getShape().get(1))));
    }

    private static Verdict evidence(UnaryOperator<NDArray> of) {
        return NinMapChecks.evidence((maps, number) -> of.apply(maps.get(0).get(number)));
    }

    private interface Place {
        int[] of(int at, int height, int width);
    }

    private static Verdict where(float begin, Place place) {
        return NinCostChecks.where(
                (map, width) -> {
                    float best = begin;
                    int at = 0;
                    for (int i = 0; i < map.length; i++) {
                        if (map[i] > best) {
                            best = map[i];
                            at = i;
                        }
                    }
                    return place.of(at, map.length / width, width);
                });
    }

    @Test
    void placesThatAreNearlyRight() {
        Place right = (at, height, width) -> new int[] {at / width, at % width};
        right(where(-Float.MAX_VALUE, right));
        wrong("Float.MIN_VALUE", where(Float.MIN_VALUE, right));
        wrong("another number that all of them may lie below", where(-1, right));
        wrong("begin below every number", where(-1e9f, right));
        wrong("i % width the column", where(-9, (at, h, w) -> new int[] {at / w, at % h}));
        wrong("i % width the column", where(-9, (at, h, w) -> new int[] {at / h, at % w}));
    }

    private static Function<LayerTable, LayerTable.Row> most(
            Function<LayerTable, LayerTable> of, ToLongFunction<LayerTable.Row> cost) {
        return table ->
                of.apply(table).rows().stream().max(Comparator.comparingLong(cost)).orElseThrow();
    }

    @Test
    void layersThatAreTakenForGranted() {
        var heaviest = most(table -> table, LayerTable.Row::parameters);
        var busiest = most(table -> table, LayerTable.Row::macs);
        right(ComparisonChecks.layers(heaviest, busiest));
        wrong("finds the first", ComparisonChecks.layers(heaviest, table -> table.rows().get(0)));
        wrong(
                "(for NiN)",
                ComparisonChecks.layers(
                        most(table -> table.only(LayerKind.DENSE), LayerTable.Row::parameters),
                        busiest));
        wrong(
                "(for a net of dense layers)",
                ComparisonChecks.layers(
                        heaviest,
                        most(table -> table.only(LayerKind.CONVOLUTION), LayerTable.Row::macs)));
        wrong(
                "compare them as long",
                ComparisonChecks.layers(heaviest, most(table -> table, row -> (int) row.macs())));
        LayerTable other = LayerTable.of(AlexNet.block(), AlexNetCostChecks.GRAY);
        wrong("no effect", ComparisonChecks.layers(table -> heaviest.apply(other), busiest));
    }

    private static Verdict seeds(DoubleBinaryOperator error, boolean until) {
        return ComparisonChecks.seeds(
                (d, s) -> {
                    int n = 2;
                    while (d <= PairedDifference.enough(n) * error.applyAsDouble(s, n) == until) {
                        n++;
                    }
                    return n;
                });
    }

    @Test
    void rowsThatAreLeftOut() {
        Function<LayerTable, LayerTable> later =
                table ->
                        new LayerTable(table.input(), table.rows().subList(1, table.rows().size()));
        var heaviest = most(table -> table, LayerTable.Row::parameters);
        var busiest = most(table -> table, LayerTable.Row::macs);
        wrong(
                "too small",
                ComparisonChecks.layers(most(later, LayerTable.Row::parameters), busiest));
        wrong("too small", ComparisonChecks.layers(heaviest, most(later, LayerTable.Row::macs)));
    }

    /** Which place is the brightest is drawn, and is the last one in some maps of each check. */
    @RepeatedTest(6)
    void placesThatAreLeftOut() {
        for (int[] ends : new int[][] {{0, 1}, {1, 0}}) {
            wrong(
                    "the place for",
                    NinCostChecks.where(
                            (map, width) -> {
                                int at = ends[0];
                                for (int i = ends[0]; i < map.length - ends[1]; i++) {
                                    at = map[i] > map[at] ? i : at;
                                }
                                return new int[] {at / width, at % width};
                            }));
        }
    }

    @Test
    void argumentsInAnotherOrder() {
        wrong("n and c are taken for each other", windows((c, n) -> row(n, c)));
        wrong("the single large one comes first", windows((n, c) -> 9L * n * c * c));
        wrong("in and c", NinCostChecks.parameters((c, in, k) -> c * (k * k * in + 2 * c + 3)));
        wrong("k and side", NinCostChecks.work((in, c, s, k) -> s * s * c * (k * k * in + 2 * c)));
        wrong("k and p", AlexNetCostChecks.side((n, p, k, s) -> (n + 2 * p - k) / s + 1));
        wrong("second argument", VggChecks.block((n, c) -> Vgg.vggBlock(c, n)));
        wrong("second argument", VggChecks.repeated((n, c) -> Vgg.vggBlock(c, n)));
        LayerTable table = LayerTable.of(AlexNet.block(), AlexNetCostChecks.GRAY);
        LayerTable conv = table.only(LayerKind.CONVOLUTION);
        LayerTable dense = table.only(LayerKind.DENSE);
        wrong(
                "the other half",
                AlexNetCostChecks.memory(4 * dense.parameters(), 4 * conv.parameters()));
        wrong("the other half", AlexNetCostChecks.work(dense.macs(), conv.macs()));
    }

    private static Verdict windows(ToLongBiFunction<Integer, Integer> single) {
        return VggCostChecks.windows(single, (n, c) -> 9L * n * c * c);
    }

    private static long row(long n, long c) {
        return (2 * n + 1) * (2 * n + 1) * c * c;
    }

    @Test
    void layersThatLiveOn() {
        Map<Integer, Block> kept = new HashMap<>();
        BiFunction<Integer, Integer, Block> cached =
                (n, c) -> {
                    SequentialBlock block = new SequentialBlock();
                    for (int i = 0; i < n; i++) {
                        block.add(kept.computeIfAbsent(100 * c + i, k -> conv(c, 3).pad(1)));
                        block.add(relu());
                    }
                    return block.add(maxPool(2));
                };
        wrong("several times in a net, or in two", VggChecks.block(cached));
        wrong("several times in a net, or in two", VggChecks.repeated(cached));
        Block first = conv(96, 11).stride(4);
        wrong(
                "several times in a net, or in two",
                ones(
                        n -> {
                            SequentialBlock block = sequential(first, relu());
                            IntStream.range(0, n).forEach(i -> block.add(conv(96, 1)).add(relu()));
                            return block;
                        }));
    }

    @RepeatedTest(20) // what is drawn may look like another mistake
    void endingsThatAreInitializedAnew() {
        wrong(
                "the largest difference for a dense ending",
                NinMapChecks.shuffled(
                        (ending, maps, shuffled) -> {
                            Nets.initialize(ending, Init.glorot(), -1, maps.getShape());
                            NDArray change = Nets.forward(ending, maps);
                            change = change.sub(Nets.forward(ending, shuffled));
                            return change.abs().max().getFloat();
                        }));
    }

    @Test
    void searchesThatEndAtOnce() {
        right(seeds((s, n) -> Math.sqrt(2 * s * s / n), true));
        wrong("never goes beyond 2", seeds((s, n) -> 2 * s * s / n, true));
        wrong("never goes beyond 2", seeds((s, n) -> Math.sqrt(2 * s * s / n), false));
    }

    @Test
    void deviationsOfOneAccuracy() {
        wrong(
                "of one accuracy",
                ComparisonChecks.standardError(
                        x -> {
                            double mean = DoubleStream.of(x).average().orElseThrow();
                            DoubleStream squares =
                                    DoubleStream.of(x).map(a -> (a - mean) * (a - mean));
                            return Math.sqrt(squares.average().orElseThrow());
                        }));
    }

    @Test
    void arraysThatAreNoRows() {
        try (NDManager manager = HostArrays.newManager()) {
            Shape shape = new Shape(2, 4, 3, 3);
            NDArray x = Draw.array(manager, shape);
            Block one = Nets.initialize(conv(10, 1), Init.glorot(), 0, shape);
            NDArray weight = LentWeights.parameters(one).get(0).getArray().reshape(10, 4);
            NDArray rows = x.transpose(0, 2, 3, 1).reshape(-1, 4).matMul(weight.transpose());
            wrong("one for each pixel", NinMapChecks.pointwise(rows, one, x));
            wrongOtherThan("shape is not", "rows, one", NinMapChecks.pointwise(weight, one, x));
            wrong("shape is not", NinMapChecks.pointwise(rows.transpose(), one, x));
        }
    }

    @Test
    void picturesThatNoneIsEqualTo() {
        wrong(
                "finds no picture that is in both sets. Does it ask",
                counting((train, p) -> train.stream().allMatch(q -> same(p, q))));
    }
}
