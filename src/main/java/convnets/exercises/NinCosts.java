package convnets.exercises;

import convnets.Text;
import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Checks the formulas of chapter 07: parameters and work. */
final class NinCosts {

    /** What each of NiN's four blocks reads, and its first kernel and its channels. */
    private static final int[] IN = {1, 96, 256, 384};

    private static final int[] KERNEL = {11, 5, 3, 3};

    private static final int[] CHANNELS = {96, 256, 384, 10};

    private static final int[] SIDE = {54, 26, 12, 5};

    private NinCosts() {}

    static Verdict parameters(long... blocks) {
        Check check = Check.of(NinChecks.PARAMETERS);
        long[] right = blocks(b -> weights(b, 2) + 3L * CHANNELS[b]);
        return check.mistake(() -> blocks[0] == 0, "The formula still gives 0.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 2))),
                        "The biases are missing: one for each channel of each of the three"
                                + " convolutions.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 0) + CHANNELS[b])),
                        "This is the first convolution of each block: two of 1×1 follow.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 1) + 2L * CHANNELS[b])),
                        "This has one 1×1 convolution in each block: there are two.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(NinCosts::misread)),
                        "The 1×1 convolutions read what the first convolution puts out, not what"
                                + " the block gets.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(NinCosts::flat)),
                        "The first kernel of a block is k·k for each input channel: multiply by"
                                + " their number.")
                .equal("block 1", right[0], () -> blocks[0], "Layer by layer: see its table.")
                .equal("block 2", right[1], () -> blocks[1], "It reads 96 maps.")
                .equal("block 3", right[2], () -> blocks[2], "It reads 256 maps.")
                .equal("block 4", right[3], () -> blocks[3], "It reads 384 maps, and gives 10.")
                .verdict(
                        () ->
                                Text.format(
                                        "%,d in all, as the layer table says.",
                                        Arrays.stream(blocks).sum()));
    }

    private static long[] blocks(IntToLongFunction value) {
        return IntStream.range(0, 4).mapToLong(value).toArray();
    }

    private static long weights(int block, int ones) {
        long k = KERNEL[block];
        long c = CHANNELS[block];
        return k * k * IN[block] * c + ones * c * c;
    }

    private static long flat(int block) {
        long k = KERNEL[block];
        long c = CHANNELS[block];
        return k * k * c + 2 * c * c + 3 * c;
    }

    private static long misread(int block) {
        long c = CHANNELS[block];
        return weights(block, 0) + 2L * IN[block] * c + 3 * c;
    }

    static Verdict work(long... blocks) {
        long[] right = blocks(b -> places(b) * weights(b, 2));
        return Check.of(NinChecks.WORK)
                .mistake(() -> blocks[0] == 0, "The formula still gives 0.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> weights(b, 2) + 3L * CHANNELS[b])),
                        "These are the parameters: each weight is used at each place of the map.")
                .mistake(
                        () ->
                                Arrays.equals(
                                        blocks,
                                        blocks(
                                                b ->
                                                        places(b)
                                                                * (weights(b, 2)
                                                                        + 3L * CHANNELS[b]))),
                        "The biases are in it: adding one is no multiply-add, and the course does"
                                + " not count it.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> SIDE[b] * weights(b, 2))),
                        "A map has rows and columns: its side counts twice.")
                .mistake(
                        () -> Arrays.equals(blocks, blocks(b -> places(b) * weights(b, 0))),
                        "This is the first convolution of each block: two of 1×1 follow.")
                .equal("block 1", right[0], () -> blocks[0], "It puts out maps of 54×54.")
                .equal("block 2", right[1], () -> blocks[1], "It puts out maps of 26×26.")
                .equal("block 3", right[2], () -> blocks[2], "It puts out maps of 12×12.")
                .equal("block 4", right[3], () -> blocks[3], "It puts out maps of 5×5.")
                .verdict(
                        () ->
                                Text.format(
                                        "%,d in all, as the layer table says.",
                                        Arrays.stream(blocks).sum()));
    }

    private static long places(int block) {
        return (long) SIDE[block] * SIDE[block];
    }
}
