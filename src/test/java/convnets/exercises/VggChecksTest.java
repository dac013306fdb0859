package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import convnets.cost.LayerTable;
import convnets.models.Vgg;
import convnets.nn.Conv;
import convnets.nn.LayerInfo;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class VggChecksTest {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    @Test
    void block() {
        right(VggChecks.block(Vgg::vggBlock));
        right(VggChecks.block((n, c) -> block(n, () -> djl(c), maxPool(2))));
        wrong("no convolution", VggChecks.block((n, c) -> new SequentialBlock()));
        wrong("in a loop", VggChecks.block((n, c) -> Vgg.vggBlock(1, c)));
        wrong("pad it by 1", VggChecks.block((n, c) -> block(n, () -> conv(c, 3), maxPool(2))));
        wrong(
                "biases",
                VggChecks.block((n, c) -> block(n, () -> same(c).withoutBias(), maxPool(2))));
        wrong("by maximum", VggChecks.block((n, c) -> block(n, () -> same(c), avgPool(2))));
        wrong(
                "ends the block is missing",
                VggChecks.block((n, c) -> convolutions(n, () -> same(c), true)));
        wrong(
                "expected (1, 8, 8, 8)",
                VggChecks.block((n, c) -> block(n, () -> same(c), maxPool(3))));
        wrong(
                "All of VGG's",
                VggChecks.block((n, c) -> block(n, () -> conv(c, 5).pad(2), maxPool(2))));
        wrong("second argument", VggChecks.block((n, c) -> Vgg.vggBlock(n, 2 * c)));
        wrong(
                "no ReLU",
                VggChecks.block((n, c) -> convolutions(n, () -> same(c), false).add(maxPool(2))));
        wrong("null", VggChecks.block((n, c) -> null));
        wrong(
                "after each convolution",
                VggChecks.block(
                        (n, c) -> {
                            SequentialBlock block = new SequentialBlock();
                            for (int i = 0; i < n; i++) {
                                block.add(same(c)).add(relu()).add(maxPool(2));
                            }
                            return block;
                        }));
        wrong(
                "comes last",
                VggChecks.block(
                        (n, c) ->
                                new SequentialBlock()
                                        .add(maxPool(2))
                                        .add(convolutions(n, () -> same(c), true))));
        wrong(
                "their order is not",
                VggChecks.block(
                        (n, c) ->
                                sequential(
                                        relu(),
                                        same(c),
                                        relu(),
                                        same(c),
                                        relu(),
                                        same(c),
                                        maxPool(2))));
    }

    private static SequentialBlock block(int n, Supplier<Block> convolution, Block pooling) {
        return convolutions(n, convolution, true).add(pooling);
    }

    private static SequentialBlock convolutions(int n, Supplier<Block> convolution, boolean relu) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 0; i < n; i++) {
            block.add(convolution.get());
            if (relu) {
                block.add(relu());
            }
        }
        return block;
    }

    private static Conv same(int channels) {
        return conv(channels, 3).pad(1);
    }

    private static Block djl(int channels) {
        return Conv2d.builder()
                .setFilters(channels)
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .build();
    }

    @Test
    void others() {
        LayerTable table = LayerTable.of(Vgg.block(11), IMAGE);
        right(VggChecks.others(table.only("dense").rows()));
        wrong("more than the three", VggChecks.others(table.rows()));
        wrong("counted eight", VggChecks.others(table.only("conv").rows()));
        wrong("nothing to learn", VggChecks.others(table.only("maxPool").rows()));
        wrong("found 2", VggChecks.others(table.only("dense 4096").rows()));
        wrong("found 0", VggChecks.others(List.of()));
        wrong("null", VggChecks.others(null));
    }

    @Test
    void family() {
        right(VggChecks.family(Vgg.block(16), Vgg.block(19)));
        right(VggChecks.family(vgg(2, 2, 3, 3, 3), vgg(2, 2, 4, 4, 4)));
        wrong("flattened", VggChecks.family(maps(2, 2, 3, 3, 3), Vgg.block(19)));
        wrong(
                "counts the dense layers too",
                VggChecks.family(vgg(2, 2, 4, 4, 4), vgg(2, 2, 5, 5, 5)));
        wrong("VGG-16: expected 16, found 11", VggChecks.family(Vgg.block(11), Vgg.block(19)));
        wrong("VGG-19: expected 19, found 16", VggChecks.family(Vgg.block(16), Vgg.block(16)));
        wrong("right blocks", VggChecks.family(vgg(3, 3, 3, 2, 2), Vgg.block(19)));
        wrong(
                "ten classes",
                VggChecks.family(Vgg.settings(16).classes(1000).block(), Vgg.block(19)));
        wrong(
                "4096, 4096",
                VggChecks.family(Vgg.settings(16).widthDivisor(2).block(), Vgg.block(19)));
    }

    private static SequentialBlock maps(int... convolutions) {
        int[] channels = {64, 128, 256, 512, 512};
        SequentialBlock net = new SequentialBlock();
        for (int i = 0; i < channels.length; i++) {
            net.add(Vgg.vggBlock(convolutions[i], channels[i]));
        }
        return net;
    }

    private static SequentialBlock vgg(int... convolutions) {
        return maps(convolutions)
                .add(flatten())
                .add(sequential(dense(4096), relu(), dense(4096), relu(), dense(10)));
    }

    @Test
    void ratios() {
        right(VggChecks.ratios(2.75, 8.04));
        right(VggChecks.ratios(128_806_154.0 / 46_764_746, 7_547_232_256.0 / 938_146_176));
        wrong("still 0", VggChecks.ratios(0, 0));
        wrong("(double) a / b", VggChecks.ratios(2, 8));
        wrong("the other way round", VggChecks.ratios(1 / 2.7543, 1 / 8.0448));
        wrong("mixed up", VggChecks.ratios(8.04, 2.75));
        wrong("AlexNet of 2012", VggChecks.ratios(128_806_154.0 / 60_965_224, 8.04));
        wrong("times the MACs: expected 8.045", VggChecks.ratios(2.75, 8.3));
    }

    @Test
    void windows() {
        right(
                VggChecks.windows(
                        (n, c) -> (2L * n + 1) * (2L * n + 1) * c * c, (n, c) -> 9L * n * c * c));
        wrong("still gives 0", VggChecks.windows((n, c) -> 0, (n, c) -> 0));
        wrong(
                "does not see 3n",
                VggChecks.windows((n, c) -> 9L * n * n * c * c, (n, c) -> 9L * n * c * c));
        wrong(
                "biases",
                VggChecks.windows(
                        (n, c) -> (2L * n + 1) * (2L * n + 1) * c * c + c,
                        (n, c) -> 9L * n * c * c + n * c));
        wrong(
                "stands in the product twice",
                VggChecks.windows((n, c) -> (2L * n + 1) * (2L * n + 1) * c, (n, c) -> 9L * n * c));
        wrong(
                "there are n of them",
                VggChecks.windows(
                        (n, c) -> (2L * n + 1) * (2L * n + 1) * c * c, (n, c) -> 9L * c * c));
        wrong(
                "single one, n = 2, c = 64",
                VggChecks.windows((n, c) -> (n == 1 ? 9L : 16L) * c * c, (n, c) -> 9L * n * c * c));
    }

    @Test
    void field() {
        right(VggChecks.field(net -> seen(net, 1, true)));
        wrong("more than a single pixel", VggChecks.field(net -> 1));
        wrong("not k", VggChecks.field(net -> seen(net, 0, true) - 1));
        wrong("two pixels of the picture", VggChecks.field(net -> seen(net, 1, false)));
        wrong(
                "window like any other",
                VggChecks.field(
                        net -> {
                            int side = 1;
                            int step = 1;
                            for (Block layer : Nets.layers(net)) {
                                side += layer instanceof Conv ? 2 * step : 0;
                                step *=
                                        LayerInfo.of(layer)
                                                .window()
                                                .map(SlidingWindow::stride)
                                                .orElse(1);
                            }
                            return side;
                        }));
        wrong(
                "before",
                VggChecks.field(
                        net -> {
                            int side = 1;
                            int step = 1;
                            for (SlidingWindow window : Nets.windows(net)) {
                                step *= window.stride();
                                side += (window.kernelSize() - 1) * step;
                            }
                            return side;
                        }));
        wrong("VGG-11's blocks: expected 150, found 5", VggChecks.field(net -> 5));
    }

    private static int seen(Block net, int overlap, boolean steps) {
        int side = 1;
        int step = 1;
        for (SlidingWindow window : Nets.windows(net)) {
            side += (window.kernelSize() - overlap) * step;
            step *= steps ? window.stride() : 1;
        }
        return side;
    }

    /**
     * The rule agrees with an experiment: which pixels of the picture move one value of the map?
     */
    @Test
    void theFieldIsWhatMovesAValue() {
        SequentialBlock net =
                sequential(conv(1, 3), maxPool(2), conv(1, 3), avgPool(2), conv(1, 3));
        int size = 30;
        Shape image = new Shape(1, 1, size, size);
        Nets.initialize(net, (manager, shape, type) -> manager.ones(shape, type), 0, image);
        try (NDManager manager = NDManager.newBaseManager()) {
            int moved = 0;
            for (int x = 0; x < size; x++) {
                float[] pixels = new float[size * size];
                pixels[x] = 1;
                float[] map = Nets.forward(net, manager.create(pixels, image)).toFloatArray();
                moved += map[0] > 0 ? 1 : 0;
            }
            assertEquals(seen(net, 1, true), moved);
        }
    }

    @Test
    void cheaper() {
        right(VggChecks.cheaper(ending(dense(256), relu(), dense(4096), relu(), dense(10))));
        right(VggChecks.cheaper(maps(1, 1, 2, 2, 2).add(globalAvgPool()).add(dense(10))));
        right(VggChecks.cheaper(maps(1, 1, 2, 2, 2).add(conv(10, 1)).add(globalAvgPool())));
        wrong("as it was", VggChecks.cheaper(Vgg.block(11)));
        wrong("were to stay", VggChecks.cheaper(Vgg.settings(11).widthDivisor(4).block()));
        wrong(
                "first dense layer is as it was",
                VggChecks.cheaper(ending(dense(4096), relu(), dense(64), relu(), dense(10))));
        wrong("20,000,000 or less", VggChecks.cheaper(ending(dense(1024), relu(), dense(10))));
        wrong("output: expected (1, 10)", VggChecks.cheaper(maps(1, 1, 2, 2, 2)));
        wrong("null", VggChecks.cheaper(null));
    }

    private static SequentialBlock ending(Block... layers) {
        return maps(1, 1, 2, 2, 2).add(flatten()).add(sequential(layers));
    }

    @Test
    void sizes() {
        IntFunction<Long> formula = side -> 512L * (side / 32) * (side / 32) * 4096;
        right(VggChecks.sizes(32, formula::apply));
        wrong("still gives 0", VggChecks.sizes(0, side -> 0));
        wrong("counts twice", VggChecks.sizes(32, side -> 512L * (side / 32) * 4096));
        wrong("before the last pooling", VggChecks.sizes(16, halved(16.0)));
        wrong("no map with 1.75 rows", VggChecks.sizes(32, halved(32.0)));
        wrong(
                "Rounded up",
                VggChecks.sizes(32, s -> 512L * ((s + 31) / 32) * ((s + 31) / 32) * 4096));
        wrong("biases", VggChecks.sizes(32, side -> formula.apply(side) + 4096));
        wrong("four poolings", VggChecks.sizes(16, formula::apply));
        wrong("expected 32, found 33", VggChecks.sizes(33, formula::apply));
    }

    private static IntToLongFunction halved(double by) {
        return side -> Math.round(512 * (side / by) * (side / by) * 4096);
    }

    @Test
    void work() {
        right(VggChecks.work((224.0 / 96) * (224.0 / 96)));
        wrong("still 0", VggChecks.work(0));
        wrong("224.0", VggChecks.work(224 / 96));
        wrong("rows times columns", VggChecks.work(224.0 / 96));
        wrong("divide the other way", VggChecks.work((96.0 / 224) * (96.0 / 224)));
        double whole =
                (double) LayerTable.of(Vgg.block(11), IMAGE).macs()
                        / LayerTable.of(Vgg.block(11), new Shape(1, 1, 96, 96)).macs();
        wrong("leave the dense layers out", VggChecks.work(whole));
    }

    @Test
    void mixed() {
        right(VggChecks.mixed(mixed(conv(256, 1), conv(512, 1), conv(512, 1))));
        wrong("no 1×1", VggChecks.mixed(Vgg.block(16)));
        wrong(
                "needs no padding",
                VggChecks.mixed(
                        mixed(conv(256, 1).pad(1), conv(512, 1).pad(1), conv(512, 1).pad(1))));
        wrong(
                "another number of channels",
                VggChecks.mixed(mixed(conv(128, 1), conv(512, 1), conv(512, 1))));
        wrong("another place", VggChecks.mixed(mixed(conv(256, 1), conv(256, 1), conv(512, 1))));
        wrong("3×3 convolutions: expected 10, found 13", VggChecks.mixed(behind()));
        wrong("null", VggChecks.mixed(null));
    }

    private static SequentialBlock behind() {
        return sequential(
                maps(2, 2, 3, 3, 3),
                conv(512, 1),
                conv(512, 1),
                conv(512, 1),
                flatten(),
                dense(10));
    }

    private static SequentialBlock mixed(Block third, Block fourth, Block fifth) {
        SequentialBlock net = new SequentialBlock();
        net.add(Vgg.vggBlock(2, 64)).add(Vgg.vggBlock(2, 128));
        int channels = 256;
        for (Block last : List.of(third, fourth, fifth)) {
            net.add(same(channels)).add(relu()).add(same(channels)).add(relu());
            net.add(last).add(relu()).add(maxPool(2));
            channels = 512;
        }
        return net.add(flatten())
                .add(sequential(dense(4096), relu(), dense(4096), relu(), dense(10)));
    }
}
