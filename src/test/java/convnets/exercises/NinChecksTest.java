package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Conv;
import convnets.nn.Convolutional;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.History.Ending;
import convnets.train.Training;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NinChecksTest {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    private static final float[] BIASES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    @Test
    void pointwise() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.randomUniform(0, 1, new Shape(2, 64, 8, 8));
            Conv one = Nets.initialize(conv(10, 1), Init.glorot(), 0, x.getShape());
            NDArray bias = one.getParameters().get("bias").getArray();
            bias.set(BIASES);
            NDArray weight = one.getParameters().get("weight").getArray().reshape(10, 64);
            NDArray rows = x.transpose(0, 2, 3, 1).reshape(-1, 64).matMul(weight.transpose());
            NDArray last = rows.add(bias).reshape(2, 8, 8, 10);
            right(NinMapChecks.pointwise(last.transpose(0, 3, 1, 2), one, x));
            wrong("The channels come last", NinMapChecks.pointwise(last, one, x));
            wrong("These are the rows", NinMapChecks.pointwise(rows, one, x));
            NDArray bare = rows.reshape(2, 8, 8, 10).transpose(0, 3, 1, 2);
            wrong("biases are missing", NinMapChecks.pointwise(bare, one, x));
            NDArray mixed = last.reshape(2, 10, 8, 8);
            wrong("does not change the order", NinMapChecks.pointwise(mixed, one, x));
            assertEquals(Outcome.NOT_BEGUN, NinMapChecks.pointwise(x, one, x).outcome());
            wrong("null", NinMapChecks.pointwise(null, one, x));
            bare.close();
            wrong("was closed", NinMapChecks.pointwise(bare, one, x));
        }
    }

    @Test
    void parameters() {
        right(parameters((in, c, k) -> k * k * in * c + c + 2 * (c * c + c)));
        assertEquals(Outcome.NOT_BEGUN, parameters((in, c, k) -> 0).outcome());
        wrong("biases", parameters((in, c, k) -> k * k * in * c + 2 * c * c));
        wrong(
                "for each convolution is too few",
                parameters((in, c, k) -> k * k * in * c + 2 * c * c + 3));
        wrong("biases of the 1×1", parameters((in, c, k) -> k * k * in * c + c + 2 * c * c));
        wrong("two of 1×1 follow", parameters((in, c, k) -> k * k * in * c + c));
        wrong("there are two", parameters((in, c, k) -> k * k * in * c + c + c * c + c));
        wrong(
                "not what the block gets",
                parameters((in, c, k) -> k * k * in * c + c + 2 * (in * c + c)));
        wrong("by their number", parameters((in, c, k) -> k * k * c + c + 2 * (c * c + c)));
        wrong("side counts twice", parameters((in, c, k) -> k * in * c + c + 2 * (c * c + c)));
        wrong("is too large", parameters((in, c, k) -> k * k * in * c + c + 3 * (c * c + c)));
        long[] four = {30_336, 746_496, 1_180_800, 34_790};
        wrong("no effect", parameters((in, c, k) -> four[0]));
    }

    private static Verdict parameters(NinCostChecks.Parameters formula) {
        return NinCostChecks.parameters(formula);
    }

    /** The numbers of NiN's four blocks, known by heart, are no formula. */
    @Test
    void aTableOfLiteralsIsNoFormula() {
        assertFalse(
                parameters(
                                (in, c, k) ->
                                        c == 96
                                                ? 30_336
                                                : c == 256
                                                        ? 746_496
                                                        : c == 384 ? 1_180_800 : 34_790)
                        .passed());
        assertFalse(
                NinCostChecks.work((in, c, k, side) -> c == 96 ? 87_664_896 : 76_000_000 + c)
                        .passed());
    }

    @Test
    void work() {
        right(work((in, c, k, side) -> side * side * (k * k * in * c + 2 * c * c)));
        assertEquals(Outcome.NOT_BEGUN, work((in, c, k, s) -> 0).outcome());
        wrong("at each place", work((in, c, k, s) -> k * k * in * c + 2 * c * c + 3 * c));
        wrong(
                "no multiply-add",
                work((in, c, k, s) -> s * s * (k * k * in * c + 2 * c * c + 3 * c)));
        wrong("counts twice", work((in, c, k, s) -> s * (k * k * in * c + 2 * c * c)));
        wrong("kernel has rows", work((in, c, k, s) -> s * s * (k * in * c + 2 * c * c)));
        wrong("there are two", work((in, c, k, s) -> s * s * (k * k * in * c + c * c)));
        wrong("two of 1×1 follow", work((in, c, k, s) -> s * s * k * k * in * c));
        wrong(
                "each weight used",
                work((in, c, k, s) -> (s + 1) * (s + 1) * (k * k * in * c + 2 * c * c)));
    }

    private static Verdict work(NinCostChecks.Macs formula) {
        return NinCostChecks.work(formula);
    }

    @Test
    void dead() {
        right(NinCostChecks.dead("B", "C"));
        assertEquals(Outcome.NOT_BEGUN, NinCostChecks.dead("", "").outcome());
        wrong("what learns is not dead", NinCostChecks.dead("A", "C"));
        wrong("changes nothing", NinCostChecks.dead("B", "B"));
        wrong("falls twice as fast", NinCostChecks.dead("B", "A"));
    }

    @Test
    void where() {
        right(NinCostChecks.where((m, w) -> place(brightest(m, Float.NEGATIVE_INFINITY), w)));
        assertEquals(
                Outcome.NOT_BEGUN,
                NinCostChecks.where((m, w) -> place(brightest(m, 0), m.length / w)).outcome());
        wrong("must not begin at 0", NinCostChecks.where((m, w) -> place(brightest(m, 0), w)));
        wrong(
                "width of a row",
                NinCostChecks.where((m, w) -> place(brightest(m, -9), m.length / w)));
        wrong(
                "row comes first",
                NinCostChecks.where(
                        (m, w) -> {
                            int[] place = place(brightest(m, -9), w);
                            return new int[] {place[1], place[0]};
                        }));
    }

    private static int brightest(float[] map, float best) {
        int at = 0;
        for (int i = 0; i < map.length; i++) {
            if (map[i] > best) {
                best = map[i];
                at = i;
            }
        }
        return at;
    }

    private static int[] place(int i, int width) {
        return new int[] {i / width, i % width};
    }

    @Test
    void memory() {
        right(NinCostChecks.memory(t -> 4 * (t.parameters() + pair(t)), NinChecksTest::training));
        assertEquals(Outcome.NOT_BEGUN, NinCostChecks.memory(t -> 0, (t, batch) -> 0).outcome());
        wrong("four bytes", use(t -> t.parameters() + pair(t)));
        wrong("all of them by 4", use(t -> 4 * t.parameters() + pair(t)));
        wrong("all of them by 4", inTraining((t, n) -> 8 * t.parameters() + n * t.activations()));
        wrong("only needed in training", use(LayerTable::bytes));
        wrong(
                "the largest map alone",
                use(
                        t ->
                                4 * t.parameters()
                                        + 4
                                                * t.maps().stream()
                                                        .mapToLong(Row::activations)
                                                        .max()
                                                        .orElse(0)));
        wrong("the maps need room too", use(t -> 4 * t.parameters()));
        wrong("bytes in use for NiN", use(t -> 4 * (t.parameters() + 1)));
        wrong("four bytes", inTraining((t, n) -> 2 * t.parameters() + n * t.activations()));
        wrong("gradients", inTraining((t, n) -> 4 * (t.parameters() + n * t.activations())));
        wrong("has its own", inTraining((t, n) -> 4 * (2 * t.parameters() + t.activations())));
        wrong("share", inTraining((t, n) -> 4 * n * (2 * t.parameters() + t.activations())));
        wrong("is too", inTraining((t, n) -> training(t, 128)));
    }

    private interface Bytes {
        long of(LayerTable table, int batch);
    }

    private static long training(LayerTable table, int batch) {
        return 4 * (2 * table.parameters() + batch * table.activations());
    }

    private static Verdict use(Function<LayerTable, Long> use) {
        return NinCostChecks.memory(use::apply, NinChecksTest::training);
    }

    private static Verdict inTraining(Bytes training) {
        return NinCostChecks.memory(t -> 4 * (t.parameters() + pair(t)), training::of);
    }

    private static long pair(LayerTable table) {
        long[] maps = table.maps().stream().mapToLong(Row::activations).toArray();
        long largest = 0;
        for (int i = 1; i < maps.length; i++) {
            largest = Math.max(largest, maps[i - 1] + maps[i]);
        }
        return largest;
    }

    /** The picture itself, which the layer table does not list, is in no net's largest pair. */
    @Test
    void thePictureDoesNotDecideTheMemory() {
        for (Block net : List.of(Nin.block(), AlexNet.block())) {
            LayerTable table = LayerTable.of(net, IMAGE);
            long first = table.maps().get(0).activations();
            assertEquals(pair(table), Math.max(pair(table), 224 * 224 + first));
        }
        LayerTable table = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
        assertEquals(4704 + 1176, pair(table));
    }

    @Test
    void ones() {
        right(ones(n -> Nin.ninBlock(96, 11, 4, 0, n, true)));
        assertEquals(Outcome.NOT_BEGUN, ones(n -> Nin.ninBlock(96, 11, 4, 0)).outcome());
        wrong("theirs is 1", ones(n -> repeated(n, () -> conv(96, 11).pad(5))));
        wrong("no stride", ones(n -> repeated(n, () -> conv(96, 1).stride(4))));
        wrong("no padding", ones(n -> repeated(n, () -> conv(96, 1).pad(1))));
        wrong("One ReLU", ones(n -> Nin.ninBlock(96, 11, 4, 0, n, false)));
        wrong("in a loop", ones(n -> Nin.ninBlock(96, 11, 4, 0, n - 1, true)));
        wrong("has no biases", ones(n -> repeated(n, () -> conv(96, 1).withoutBias())));
    }

    private static Verdict ones(Function<Integer, SequentialBlock> block) {
        return NinChecks.ones(Stream.of(1, 2, 3).map(block).toList());
    }

    private static SequentialBlock repeated(int n, Supplier<Block> layer) {
        SequentialBlock block = sequential(conv(96, 11).stride(4), relu());
        for (int i = 0; i < n; i++) {
            block.add(layer.get()).add(relu());
        }
        return block;
    }

    @Test
    void threes() {
        right(NinChecks.threes(threes(2, 1)));
        assertEquals(Outcome.NOT_BEGUN, NinChecks.threes(Nin.block()).outcome());
        wrong("two 1×1 convolutions", NinChecks.threes(threes(1, 1)));
        wrong("padded by 1", NinChecks.threes(threes(2, 0)));
        wrong("all else stays", NinChecks.threes(narrow()));
    }

    private static SequentialBlock narrow() {
        return nin(
                (channels, conv) ->
                        sequential(
                                conv,
                                relu(),
                                conv(channels, 3).pad(1),
                                relu(),
                                conv(channels == 96 ? 48 : channels, 3).pad(1),
                                relu()));
    }

    private static SequentialBlock threes(int replaced, int padding) {
        return nin(
                (channels, conv) -> {
                    SequentialBlock block = sequential(conv, relu());
                    for (int i = 0; i < 2; i++) {
                        boolean three = i < replaced;
                        block.add(three ? conv(channels, 3).pad(padding) : conv(channels, 1));
                        block.add(relu());
                    }
                    return block;
                });
    }

    private interface BlockOf {
        Block make(int channels, Conv first);
    }

    private static SequentialBlock nin(BlockOf block) {
        return sequential(
                block.make(96, conv(96, 11).stride(4)),
                maxPool(3).stride(2),
                block.make(256, conv(256, 5).pad(2)),
                maxPool(3).stride(2),
                block.make(384, conv(384, 3).pad(1)),
                maxPool(3).stride(2),
                dropout(0.5),
                block.make(10, conv(10, 3).pad(1)),
                globalAvgPool());
    }

    @Test
    void denseEnding() {
        right(NinChecks.denseEnding(ended(flatten(), dense(10))));
        assertEquals(Outcome.NOT_BEGUN, NinChecks.denseEnding(Nin.block()).outcome());
        wrong("average is still there", NinChecks.denseEnding(ended(globalAvgPool(), dense(10))));
        wrong("in a row first", NinChecks.denseEnding(ended(dense(10))));
        wrong(
                "one dense layer reads",
                NinChecks.denseEnding(ended(flatten(), dense(64), relu(), dense(10))));
        wrong("all ten maps", NinChecks.denseEnding(ended(maxPool(2), flatten(), dense(10))));
    }

    private static SequentialBlock ended(Block... ending) {
        SequentialBlock net = new SequentialBlock();
        List<Block> blocks = Nin.block().getChildren().values();
        blocks.subList(0, blocks.size() - 1).forEach(net::add);
        return net.add(sequential(ending));
    }

    @Test
    void shuffled() {
        right(change((a, b) -> a.sub(b).abs().max().getFloat()));
        assertEquals(Outcome.NOT_BEGUN, change((a, b) -> 0).outcome());
        wrong("mean of the differences", change((a, b) -> a.sub(b).abs().mean().getFloat()));
        wrong("sum of the differences", change((a, b) -> a.sub(b).abs().sum().getFloat()));
        wrong("below 0 count", change((a, b) -> b.sub(a).max().getFloat()));
        wrong("other sign", change((a, b) -> a.sub(b).max().getFloat()));
        wrong("smallest", change((a, b) -> a.sub(b).abs().min().getFloat()));
        wrong("squares", change((a, b) -> (float) Math.sqrt(a.sub(b).square().sum().getFloat())));
        wrong("largest logit", change((a, b) -> b.abs().max().getFloat()));
        wrong(
                "maps themselves",
                NinMapChecks.shuffled((e, m, s) -> s.sub(m).abs().max().getFloat()));
    }

    private interface Metric {
        float of(NDArray before, NDArray after);
    }

    private static Verdict change(Metric metric) {
        return NinMapChecks.shuffled(
                (ending, maps, shuffled) ->
                        metric.of(Nets.forward(ending, maps), Nets.forward(ending, shuffled)));
    }

    @Test
    void sliding() {
        Shape maps = new Shape(1, 10, 5, 5);
        SequentialBlock ending =
                Nets.initialize(sequential(flatten(), dense(10)), Init.glorot(), 0, maps);
        HostArrays.set(Nets.layers(ending).get(1).getParameters().get("bias").getArray(), BIASES);
        right(NinMapChecks.sliding(Convolutional.of(ending, maps), ending));
        wrong("One convolution is asked", NinMapChecks.sliding(ending, ending));
        assertEquals(Outcome.NOT_BEGUN, NinMapChecks.sliding(fresh(conv(10, 1)), ending).outcome());
        wrong("fit in one place", NinMapChecks.sliding(fresh(conv(10, 3)), ending));
        wrong("without padding", NinMapChecks.sliding(fresh(conv(10, 5).pad(2)), ending));
        wrong("not those of the dense layer", NinMapChecks.sliding(fresh(conv(10, 5)), ending));
    }

    private static Conv fresh(Conv conv) {
        return Nets.initialize(conv, Init.glorot(), 0, new Shape(1, 10, 5, 5));
    }

    @Test
    void evidence() {
        right(
                NinMapChecks.evidence(
                        (maps, n) -> maps.get(0).get(n).div(maps.get(0).get(n).size())));
        assertEquals(
                Outcome.NOT_BEGUN,
                NinMapChecks.evidence((maps, n) -> maps.get(0).get(n)).outcome());
        wrong("49 places only", NinMapChecks.evidence((maps, n) -> maps.get(0).get(n).div(49)));
        wrong(
                "class 0 always",
                NinMapChecks.evidence(
                        (maps, n) -> maps.get(0).get(0).div(maps.get(0).get(0).size())));
        wrong(
                "is too",
                NinMapChecks.evidence((maps, n) -> maps.mean(new int[] {3}).mean(new int[] {2})));
        wrong(
                "is too",
                NinMapChecks.evidence(
                        (maps, n) -> {
                            NDArray map = maps.get(0).get(n);
                            return map.onesLike().mul(map.mean()).div(map.size());
                        }));
        wrong("values, which is too many", NinMapChecks.evidence((maps, n) -> maps.get(0)));
        wrong("null", NinMapChecks.evidence((maps, n) -> null));
    }

    private static final ImageData FEW = FashionMnist.sample().first(2000, 1000);

    @Test
    void tuned() {
        right(tuned(small(), 0.9));
        Block djl =
                Djl.sequential(
                        Djl.conv(4, 5, 0, 4),
                        Djl.relu(),
                        Djl.conv(10, 1, 0),
                        Djl.relu(),
                        Djl.conv(10, 1, 0),
                        Djl.globalAvgPool());
        right(tuned(djl, 0.9));
        Block own = sequential(conv(9, 5).stride(4), relu(), new Djl.AtEachPixel(10));
        right(tuned(sequential(own, globalAvgPool()), 0.9));
        wrong("at chance", tuned(small(), 0.1));
        wrong("test accuracy of the best epoch: expected", tuned(small(), 0.62));
        wrong("There is a dense layer", tuned(LeNet.block(), 0.9));
        wrong("no 1×1", tuned(sequential(conv(10, 3), relu(), globalAvgPool()), 0.9));
        wrong(
                "activation function",
                tuned(sequential(conv(9, 3), conv(10, 1), globalAvgPool()), .9));
        wrong("too few", tuned(sequential(conv(10, 1), globalAvgPool()), .9));
        Training run = Histories.trained(small(), FEW, .9, .9);
        wrong("steps are too large", NinChecks.tuned(Histories.ended(run, Ending.DIVERGED)));
        Training other = Histories.trained(small(), FEW.first(64, 10), .9, .9);
        wrong("the 2,000 that are called few", NinChecks.tuned(other));
        Training moved = Training.of(small(), FEW).augment(Augmentation.shift(1));
        wrong("leave augment out", NinChecks.tuned(Histories.trained(moved, .9)));
        Training idle = Training.of(small(), FEW);
        assertEquals(Outcome.NOT_BEGUN, NinChecks.tuned(idle).outcome());
    }

    private static Verdict tuned(Block net, double accuracy) {
        return NinChecks.tuned(Histories.trained(net, FEW, accuracy, accuracy));
    }

    private static SequentialBlock small() {
        return sequential(
                Nin.ninBlock(4, 5, 4, 0), Nin.ninBlock(10, 3, 1, 1, 2, false), globalAvgPool());
    }

    @Test
    void family() {
        right(NinChecks.family(List.of(deep(1, 1), deep(2, 1), deep(3, 1))));
        right(
                NinChecks.family(
                        Stream.of(0, 1, 2, 3)
                                .map(n -> Nin.settings().ones(n + 1).block())
                                .toList()));
        wrong("A family has three", NinChecks.family(List.of(deep(1, 1), deep(2, 1))));
        assertEquals(
                Outcome.NOT_BEGUN,
                NinChecks.family(List.of(deep(1, 1), deep(1, 1), deep(1, 1))).outcome());
        wrong("in order", NinChecks.family(List.of(deep(3, 1), deep(2, 1), deep(1, 1))));
        wrong("keeps the side", NinChecks.family(Stream.of(1, 2, 3).map(n -> strided(n)).toList()));
        wrong("keeps the side", NinChecks.family(List.of(deep(1, 1), deep(2, 0), deep(3, 0))));
        wrong(
                "dense layer",
                NinChecks.family(List.of(deep(1, 1), deep(2, 1), ended(flatten(), dense(10)))));
        wrong(
                "no 1×1",
                NinChecks.family(
                        Stream.of(0, 1, 2).map(n -> Nin.settings().ones(n).block()).toList()));
    }

    /** Without poolings. */
    private static SequentialBlock strided(int repeats) {
        SequentialBlock net = sequential(Nin.ninBlock(16, 11, 4, 0), Nin.ninBlock(16, 3, 2, 1));
        for (int i = 0; i < repeats; i++) {
            net.add(Nin.ninBlock(16, 3, 2, 1));
        }
        return net.add(conv(10, 1)).add(globalAvgPool());
    }

    private static SequentialBlock deep(int repeats, int padding) {
        SequentialBlock net = sequential(Nin.ninBlock(96, 11, 4, 0), maxPool(3).stride(2));
        for (int channels : new int[] {256, 384}) {
            for (int i = 0; i < repeats; i++) {
                net.add(Nin.ninBlock(channels, 3, 1, padding));
            }
            net.add(maxPool(3).stride(2));
        }
        return net.add(Nin.ninBlock(10, 3, 1, 1)).add(globalAvgPool());
    }
}
