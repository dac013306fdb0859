package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.cost.LayerTable;
import convnets.exercises.Verdict.Outcome;
import convnets.models.Vgg;
import convnets.nn.Conv;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class VggCostChecksTest {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    @Test
    void others() {
        LayerTable table = LayerTable.of(Vgg.block(11), IMAGE);
        right(VggCostChecks.others(table.only(LayerKind.DENSE).rows()));
        assertEquals(Outcome.NOT_BEGUN, VggCostChecks.others(table.rows()).outcome());
        wrong("counted eight", VggCostChecks.others(table.only(LayerKind.CONVOLUTION).rows()));
        wrong("nothing to learn", VggCostChecks.others(table.only(LayerKind.POOLING).rows()));
        wrong(
                "Three are asked",
                VggCostChecks.others(table.only(LayerKind.DENSE).rows().subList(0, 2)));
        wrong("Three are asked", VggCostChecks.others(List.of()));
        wrong("null", VggCostChecks.others(null));
    }

    @Test
    void ratios() {
        right(VggCostChecks.ratios(2.87, 16.42));
        right(VggCostChecks.ratios(134_300_362.0 / 46_764_746, 15_408_406_528.0 / 938_146_176));
        assertEquals(Outcome.NOT_BEGUN, VggCostChecks.ratios(0, 0).outcome());
        wrong("(double) a / b", VggCostChecks.ratios(2, 16));
        wrong("the other way around", VggCostChecks.ratios(1 / 2.8718, 1 / 16.4243));
        wrong("mixed up", VggCostChecks.ratios(16.42, 2.87));
        wrong("AlexNet of 2012", VggCostChecks.ratios(134_300_362.0 / 60_965_224, 16.42));
        wrong("times the MACs: 16.7 is too large", VggCostChecks.ratios(2.87, 16.7));
        wrong("This is VGG-11", VggCostChecks.ratios(128_806_154.0 / 46_764_746, 8.04));
        wrong("Count VGG-16", VggCostChecks.ratios(128_990_666.0 / 46_764_746, 16.42)); // 13
        wrong("Count VGG-16", VggCostChecks.ratios(139_610_058.0 / 46_764_746, 16.42)); // 19
        wrong("This is VGG-11", VggCostChecks.ratios(2.87, 8.04));
    }

    @Test
    void windows() {
        right(
                VggCostChecks.windows(
                        (n, c) -> (2L * n + 1) * (2L * n + 1) * c * c, (n, c) -> 9L * n * c * c));
        assertEquals(Outcome.NOT_BEGUN, VggCostChecks.windows((n, c) -> 0, (n, c) -> 0).outcome());
        wrong(
                "does not see 3n",
                VggCostChecks.windows((n, c) -> 9L * n * n * c * c, (n, c) -> 9L * n * c * c));
        wrong(
                "biases",
                VggCostChecks.windows(
                        (n, c) -> (2L * n + 1) * (2L * n + 1) * c * c + c,
                        (n, c) -> 9L * n * c * c + n * c));
        wrong(
                "stands in the product twice",
                VggCostChecks.windows(
                        (n, c) -> (2L * n + 1) * (2L * n + 1) * c, (n, c) -> 9L * n * c));
        wrong(
                "there are n of them",
                VggCostChecks.windows(
                        (n, c) -> (2L * n + 1) * (2L * n + 1) * c * c, (n, c) -> 9L * c * c));
        wrong(
                "single one for n = ",
                VggCostChecks.windows((n, c) -> 16L * n * c * c, (n, c) -> 9L * n * c * c));
    }

    @Test
    void field() {
        right(VggCostChecks.field(net -> seen(net, 1, true)));
        assertEquals(Outcome.NOT_BEGUN, VggCostChecks.field(net -> 1).outcome());
        wrong("not k", VggCostChecks.field(net -> seen(net, 0, true)));
        wrong("two pixels of the picture", VggCostChecks.field(net -> seen(net, 1, false)));
        wrong(
                "window like any other",
                VggCostChecks.field(
                        net -> {
                            int side = 1;
                            int step = 1;
                            for (Block layer : Nets.layers(net)) {
                                side +=
                                        layer instanceof Conv conv
                                                ? (conv.getKernelShape().get(0) - 1) * step
                                                : 0;
                                step *=
                                        LayerInfos.of(layer)
                                                .window()
                                                .map(SlidingWindow::stride)
                                                .orElse(1);
                            }
                            return side;
                        }));
        wrong(
                "before",
                VggCostChecks.field(
                        net -> {
                            int side = 1;
                            int step = 1;
                            for (SlidingWindow window : Nets.windows(net)) {
                                step *= window.stride();
                                side += (window.kernelSize() - 1) * step;
                            }
                            return side;
                        }));
        wrong("no effect", VggCostChecks.field(net -> 5));
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
    void sizes() {
        IntFunction<Long> formula = side -> 512L * (side / 32) * (side / 32) * 4096;
        right(VggCostChecks.sizes(32, formula::apply));
        assertEquals(Outcome.NOT_BEGUN, VggCostChecks.sizes(0, side -> 0).outcome());
        wrong("counts twice", VggCostChecks.sizes(32, side -> 512L * (side / 32) * 4096));
        wrong(
                "before the last pooling",
                VggCostChecks.sizes(16, side -> 512L * (side / 16) * (side / 16) * 4096));
        wrong("no map with 1.75 rows", VggCostChecks.sizes(32, halved(32.0)));
        wrong(
                "Rounded up",
                VggCostChecks.sizes(32, s -> 512L * ((s + 31) / 32) * ((s + 31) / 32) * 4096));
        wrong("biases", VggCostChecks.sizes(32, side -> formula.apply(side) + 4096));
        wrong("four poolings", VggCostChecks.sizes(16, formula::apply));
        wrong("smallest side: it is one too many", VggCostChecks.sizes(33, formula::apply));
    }

    private static IntToLongFunction halved(double by) {
        return side -> Math.round(512 * (side / by) * (side / by) * 4096);
    }

    @Test
    void work() {
        right(VggCostChecks.work((224.0 / 96) * (224.0 / 96)));
        assertEquals(Outcome.NOT_BEGUN, VggCostChecks.work(0).outcome());
        wrong("224.0", VggCostChecks.work(224 / 96));
        wrong("rows times columns", VggCostChecks.work(224.0 / 96));
        wrong("divide the other way", VggCostChecks.work((96.0 / 224) * (96.0 / 224)));
        double whole =
                (double) LayerTable.of(Vgg.block(11), IMAGE).macs()
                        / LayerTable.of(Vgg.block(11), new Shape(1, 1, 96, 96)).macs();
        wrong("leave the dense layers out", VggCostChecks.work(whole));
    }

    @Test
    void profile() {
        right(VggCostChecks.profile(9, 4));
        right(VggCostChecks.profile(9, 6));
        assertEquals(Outcome.NOT_BEGUN, VggCostChecks.profile(0, 0).outcome());
        wrong("The heaviest: that is read from the curve of the MACs", VggCostChecks.profile(4, 9));
        wrong(
                "The busiest: that is read from the curve of the parameters",
                VggCostChecks.profile(9, 9));
        wrong("counted from 1", VggCostChecks.profile(9, 12));
        wrong("curve of the parameters", VggCostChecks.profile(10, 4));
        wrong("not at the very beginning", VggCostChecks.profile(9, 1));
    }
}
