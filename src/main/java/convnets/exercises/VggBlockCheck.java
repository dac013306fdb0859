package convnets.exercises;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.engine.HostArrays;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Checks exercise 6.1: the block. */
final class VggBlockCheck {

    /** What the answer to 6.1 is tried on: three convolutions of 8 channels on 4 maps of 16×16. */
    private static final Shape MAPS = new Shape(1, 4, 16, 16);

    private VggBlockCheck() {}

    static Verdict of(BiFunction<Integer, Integer, ? extends Block> answer) {
        Supplier<Block> block = () -> answer.apply(3, 8);
        Block ours = Vgg.vggBlock(3, 8);
        return Check.of(VggChecks.BLOCK)
                .mistake(
                        () -> count(block.get(), "conv") == 0,
                        "There is no convolution in the block yet: add the first one, and run the"
                                + " cell again.")
                .equal(
                        "convolutions of vggBlock(3, 8)",
                        3L,
                        () -> count(block.get(), "conv"),
                        "Their number is the first argument: add them in a loop.")
                .equal(
                        "convolutions with a window of 3×3",
                        3L,
                        () -> count(block.get(), "conv 3×3"),
                        "All of VGG's windows are 3×3.")
                .mistake(
                        () -> count(block.get(), "ReLU") == 0,
                        "There is no ReLU: without it, a row of convolutions is no more than one"
                                + " convolution.")
                .equal(
                        "ReLUs",
                        3L,
                        () -> count(block.get(), "ReLU"),
                        "Each convolution is followed by one.")
                .mistake(() -> count(block.get(), "avgPool") > 0, "The block pools by maximum.")
                .mistake(
                        () -> count(block.get(), "maxPool") == 0,
                        "The pooling that ends the block is missing: the side stays as it is.")
                .mistake(
                        () -> count(block.get(), "maxPool") == 3,
                        "A pooling stands after each convolution: one is enough, behind the"
                                + " loop.")
                .mistake(
                        () ->
                                side(block.get()) < 8
                                        && count(block.get(), "conv 3×3, 8, pad 1") == 0,
                        "Each convolution takes two rows and two columns off the map: pad it by"
                                + " 1.")
                .mistake(
                        () -> Nets.outputShape(block.get(), MAPS.getShape()).get(1) != 8,
                        "vggBlock(3, 8) does not give 8 maps: the number of channels is the second"
                                + " argument.")
                .equal(
                        "output for 4 maps of 16×16",
                        new Shape(1, 8, 8, 8),
                        () -> Nets.outputShape(block.get(), MAPS.getShape()),
                        "The convolutions keep the side, the pooling halves it.")
                .mistake(
                        () ->
                                Counting.parameters(block.get(), MAPS)
                                        == Counting.parameters(ours, MAPS) - 24,
                        "The biases are missing: one for each channel of each convolution.")
                .equal(
                        "parameters",
                        Counting.parameters(ours, MAPS),
                        () -> Counting.parameters(block.get(), MAPS),
                        "Each of the convolutions has as many channels as the second argument says.")
                .equal(
                        "MACs",
                        Counting.macs(ours, MAPS),
                        () -> Counting.macs(block.get(), MAPS),
                        "The pooling comes last, so that all convolutions see the large map.")
                .near(
                        "largest difference from the course's block on a random picture",
                        0,
                        1e-4,
                        () -> difference(block.get(), ours),
                        "The layers are right, their order is not: convolution, ReLU, …, pooling.")
                .verdict("From now on this is a word: a net is a list of such blocks.");
    }

    /** The largest difference between the outputs of two blocks with the same weights. */
    private static double difference(Block one, Block other) {
        try (NDManager manager = HostArrays.newManager()) {
            var x = manager.randomNormal(MAPS);
            Nets.initialize(one, Init.he(), 0, MAPS);
            Nets.initialize(other, Init.he(), 0, MAPS);
            return Nets.forward(one, x).sub(Nets.forward(other, x)).abs().max().getFloat();
        }
    }

    private static long side(Block block) {
        return Nets.outputShape(block, MAPS.getShape()).get(2);
    }

    private static long count(Block net, String layer) {
        return Counting.layers(net, new Shape(1, 4, 224, 224), layer);
    }
}
