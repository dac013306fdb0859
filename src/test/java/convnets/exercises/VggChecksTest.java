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

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import convnets.exercises.Verdict.Outcome;
import convnets.models.Vgg;
import convnets.nn.Conv;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class VggChecksTest {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    @Test
    void block() {
        right(VggChecks.block(Vgg::vggBlock));
        right(VggChecks.block((n, c) -> block(n, () -> djl(c), maxPool(2))));
        assertEquals(Outcome.NOT_BEGUN, VggChecks.block((n, c) -> new SequentialBlock()).outcome());
        wrong("in a loop", VggChecks.block((n, c) -> Vgg.vggBlock(1, c)));
        wrong("pad it by 1", VggChecks.block((n, c) -> block(n, () -> conv(c, 3), maxPool(2))));
        wrong(
                "has no biases",
                VggChecks.block((n, c) -> block(n, () -> same(c).withoutBias(), maxPool(2))));
        wrong(
                "layer 2 with weights has too few of them. Conv",
                VggChecks.block((n, c) -> block(n, () -> normed(c), maxPool(2))));
        wrong("by maximum", VggChecks.block((n, c) -> block(n, () -> same(c), avgPool(2))));
        wrong(
                "ends the block is missing",
                VggChecks.block((n, c) -> convolutions(n, () -> same(c), true)));
        wrong("is asked for", VggChecks.block((n, c) -> block(n, () -> same(c), maxPool(3))));
        wrong(
                "All of VGG's",
                VggChecks.block((n, c) -> block(n, () -> conv(c, 5).pad(2), maxPool(2))));
        wrong("is asked for", VggChecks.block((n, c) -> Vgg.vggBlock(n, 2 * c)));
        wrong(
                "no ReLU",
                VggChecks.block((n, c) -> convolutions(n, () -> same(c), false).add(maxPool(2))));
        wrong("gives null", VggChecks.block((n, c) -> null));
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
                "computes something else",
                VggChecks.block(
                        (n, c) ->
                                new SequentialBlock()
                                        .add(maxPool(2))
                                        .add(convolutions(n, () -> same(c), true))));
        right(VggChecks.block((n, c) -> convolutions(n, () -> same(c), true).add(maxPool(2))));
        right(
                VggChecks.block(
                        (n, c) ->
                                convolutions(n - 1, () -> same(c), true)
                                        .add(same(c))
                                        .add(maxPool(2))
                                        .add(relu())));
        wrong(
                "One ReLU at the end",
                VggChecks.block(
                        (n, c) ->
                                convolutions(n, () -> same(c), false).add(maxPool(2)).add(relu())));
        wrong("second argument", VggChecks.block((n, c) -> Vgg.vggBlock(n, 64)));
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

    @Tag("slow")
    @Test
    void family() {
        right(VggChecks.family(Vgg.block(16), Vgg.block(19)));
        right(VggChecks.family(vgg(2, 2, 3, 3, 3), vgg(2, 2, 4, 4, 4)));
        assertEquals(
                Outcome.NOT_BEGUN, VggChecks.family(maps(2, 2, 3, 3, 3), Vgg.block(19)).outcome());
        wrong(
                "counts the dense layers too",
                VggChecks.family(vgg(2, 2, 4, 4, 4), vgg(2, 2, 5, 5, 5)));
        wrong("VGG-16 comes first", VggChecks.family(Vgg.block(19), Vgg.block(16)));
        wrong("VGG-16: it has 11", VggChecks.family(Vgg.block(11), Vgg.block(19)));
        wrong("VGG-19: it has 16", VggChecks.family(Vgg.block(16), Vgg.block(16)));
        wrong("later blocks get", VggChecks.family(vgg(3, 3, 3, 2, 2), Vgg.block(19)));
        SequentialBlock slides = maps(2, 2, 3, 3, 3).add(conv(4096, 7)).add(flatten());
        wrong("takes an input of (1, 1, 32, 64)", VggChecks.family(slides, Vgg.block(19)));
        SequentialBlock unflattened = maps(2, 2, 3, 3, 3).add(dense(9)).add(dense(9));
        wrong("(2, 10) is asked for", VggChecks.family(unflattened.add(dense(9)), Vgg.block(19)));
        wrong(
                "is asked for",
                VggChecks.family(Vgg.settings(16).classes(1000).block(), Vgg.block(19)));
        wrong(
                "VGG-11's",
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

    private static Block normed(int channels) {
        return sequential(same(channels), BatchNorm.builder().build());
    }

    @Test
    void cheaper() {
        right(VggChecks.cheaper(ending(dense(256), relu(), dense(4096), relu(), dense(10))));
        right(VggChecks.cheaper(maps(1, 1, 2, 2, 2).add(globalAvgPool()).add(dense(10))));
        right(VggChecks.cheaper(maps(1, 1, 2, 2, 2).add(conv(10, 1)).add(globalAvgPool())));
        right(
                VggChecks.cheaper(
                        maps(1, 1, 2, 2, 2)
                                .add(maxPool(2))
                                .add(Djl.flatten())
                                .add(Djl.dense(256))
                                .add(Djl.relu())
                                .add(Djl.dense(10))));
        wrong("were to stay", VggChecks.cheaper(without().add(globalAvgPool()).add(dense(10))));
        wrong("softmax", VggChecks.cheaper(ending(dense(10), LeNetVariants.softmax())));
        assertEquals(Outcome.NOT_BEGUN, VggChecks.cheaper(Vgg.block(11)).outcome());
        wrong("were to stay", VggChecks.cheaper(Vgg.settings(11).widthDivisor(4).block()));
        wrong(
                "Most of the weights are still there",
                VggChecks.cheaper(ending(dense(4096), relu(), dense(64), relu(), dense(10))));
        wrong("20,000,000 or less", VggChecks.cheaper(ending(dense(1024), relu(), dense(10))));
        wrong("not (2, 10)", VggChecks.cheaper(maps(1, 1, 2, 2, 2)));
        wrong("is flatten() missing? (A", VggChecks.cheaper(maps(1, 1, 2, 2, 2)));
        wrong("null", VggChecks.cheaper(null));
    }

    /** VGG-11's convolutions without their functions. */
    private static SequentialBlock without() {
        SequentialBlock net = new SequentialBlock();
        int[] channels = {64, 128, 256, 512, 512};
        for (int i = 0; i < 5; i++) {
            int c = channels[i];
            net.add(convolutions(i < 2 ? 1 : 2, () -> same(c), false)).add(maxPool(2));
        }
        return net;
    }

    private static SequentialBlock ending(Block... layers) {
        return maps(1, 1, 2, 2, 2).add(flatten()).add(sequential(layers));
    }

    @Test
    void mixed() {
        right(VggChecks.mixed(mixed(conv(256, 1), conv(512, 1), conv(512, 1))));
        assertEquals(Outcome.NOT_BEGUN, VggChecks.mixed(Vgg.block(13)).outcome());
        wrong(
                "needs no padding",
                VggChecks.mixed(
                        mixed(conv(256, 1).pad(1), conv(512, 1).pad(1), conv(512, 1).pad(1))));
        wrong(
                "as many channels as the others",
                VggChecks.mixed(mixed(conv(128, 1), conv(512, 1), conv(512, 1))));
        wrong("as many channels", VggChecks.mixed(mixed(conv(256, 1), conv(256, 1), conv(512, 1))));
        wrong("convolutions of 3×3 belong", VggChecks.mixed(behind()));
        wrong("null", VggChecks.mixed(null));
    }

    @Test
    void repeated() {
        right(VggChecks.repeated((n, c) -> Vgg.vggBlock(n, c)));
        right(VggChecks.repeated((n, c) -> block(n, () -> Djl.conv(c, 3, 1), Djl.maxPool(2, 2))));
        assertEquals(
                Outcome.NOT_BEGUN,
                VggChecks.repeated(
                                (n, c) -> {
                                    Conv one = same(c);
                                    return block(n, () -> one, maxPool(2));
                                })
                        .outcome());
        wrong("there is one convolution", VggChecks.repeated((n, c) -> Vgg.vggBlock(1, c)));
        wrong("inside the loop", VggChecks.repeated((n, c) -> Vgg.vggBlock(n + 1, c)));
        wrong(
                "inside the loop",
                VggChecks.repeated((n, c) -> convolutions(n, () -> same(c), true)));
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
