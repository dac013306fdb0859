package convnets.exercises;

import static convnets.nn.Layers.conv;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.models.AlexNet;
import convnets.models.Vgg;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;

/** Checks the exercises of chapter 06 whose answer is a number or a formula. */
final class VggCosts {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    private VggCosts() {}

    static Verdict ratios(double parameters, double macs) {
        LayerTable vgg = LayerTable.of(Vgg.block(11), IMAGE);
        LayerTable alexNet = LayerTable.of(AlexNet.block(), IMAGE);
        double times = (double) vgg.parameters() / alexNet.parameters();
        double work = (double) vgg.macs() / alexNet.macs();
        Shape colors = new Shape(1, 3, 224, 224);
        long original = Counting.parameters(AlexNet.original(), colors);
        return Check.of(VggChecks.RATIOS)
                .mistake(
                        () -> parameters == 0 || macs == 0,
                        "A number is still 0: divide what the two tables add up to.")
                .mistake(
                        () -> parameters == Math.floor(times) && macs == Math.floor(work),
                        "In Java a long divided by a long is a long, and the rest is lost: make one"
                                + " of them a double first, as in (double) a / b.")
                .mistake(
                        () -> close(parameters, 1 / times) || close(macs, 1 / work),
                        "This is AlexNet as a part of VGG-11: divide the other way round.")
                .mistake(
                        () -> close(parameters, work) || close(macs, times),
                        "Parameters and MACs are mixed up: the first number is about what the net"
                                + " stores, the second about what it computes.")
                .mistake(
                        () -> close(parameters, (double) vgg.parameters() / original),
                        "This compares with the AlexNet of 2012, for 1000 classes in color. Take"
                                + " AlexNet.block(), on the same gray pictures.")
                .near(
                        "times the parameters",
                        times,
                        0.005,
                        () -> parameters,
                        "Count both nets on 1×224×224.")
                .near("times the MACs", work, 0.005, () -> macs, "Count both nets on 1×224×224.")
                .verdict(
                        "Both nets keep most weights in dense layers, and VGG computes far more"
                                + " with its convolutions.");
    }

    private static boolean close(double value, double other) {
        return Math.abs(value - other) < 0.005 * Math.abs(other);
    }

    static Verdict windows(
            ToLongBiFunction<Integer, Integer> single, ToLongBiFunction<Integer, Integer> stacked) {
        Check check = Check.of(VggChecks.WINDOWS);
        check.mistake(
                () -> single.applyAsLong(2, 64) == 0 || stacked.applyAsLong(2, 64) == 0,
                "A method still gives 0: write its formula down.");
        for (int n = 1; n <= 4; n++) {
            windows(check, n, 32 * n, single, stacked);
        }
        return check.verdict(
                "With three of them the small windows take about half the weights, and the longer"
                        + " the row, the more they save.");
    }

    private static void windows(
            Check check,
            int n,
            int c,
            ToLongBiFunction<Integer, Integer> single,
            ToLongBiFunction<Integer, Integer> stacked) {
        long large = weights(conv(c, 2 * n + 1).pad(n), c) - c;
        long small = n * (weights(conv(c, 3).pad(1), c) - c);
        LongSupplier one = () -> single.applyAsLong(n, c);
        LongSupplier several = () -> stacked.applyAsLong(n, c);
        check.mistake(
                        () ->
                                one.getAsLong() == large + c
                                        || several.getAsLong() == small + (long) n * c,
                        "The biases are counted too: here only the weights are asked for.")
                .mistake(
                        () -> one.getAsLong() * c == large || several.getAsLong() * c == small,
                        "A window for each channel that goes in, and for each that comes out: the"
                                + " number of channels stands in the product twice.")
                .mistake(
                        () -> n > 1 && one.getAsLong() == 9L * n * n * c * c,
                        "A row of n windows of 3×3 does not see 3n pixels: they overlap, and each"
                                + " one more adds one pixel on either side.")
                .mistake(
                        () -> n > 1 && several.getAsLong() * n == small,
                        "This is one layer of the row only: there are n of them.")
                .equal(
                        Text.format("weights of the single one, n = %d, c = %d", n, c),
                        large,
                        () -> one.getAsLong(),
                        "Find the side of its window first, for n = 1, 2 and 3.")
                .equal(
                        Text.format("weights of the row, n = %d, c = %d", n, c),
                        small,
                        () -> several.getAsLong(),
                        "Each of its layers has c·c windows of 3×3.");
    }

    private static long weights(Block layer, int channels) {
        return Counting.parameters(layer, new Shape(1, channels, 9, 9));
    }

    static Verdict sizes(int smallest, IntToLongFunction weights) {
        Check check = Check.of(VggChecks.SIZES);
        check.mistake(
                        () -> weights.applyAsLong(224) == 0,
                        "The method still gives 0: how many values does the layer read?")
                .mistake(
                        () -> weights.applyAsLong(224) == 512L * 7 * 4096,
                        "A map has rows and columns: its side counts twice.")
                .mistake(
                        () -> weights.applyAsLong(224) == 512L * 14 * 14 * 4096,
                        "This is the map before the last pooling: all five blocks halve the side.")
                .mistake(
                        () -> weights.applyAsLong(56) == Math.round(512 * 1.75 * 1.75 * 4096),
                        "There is no map with 1.75 rows: a pooling leaves out what does not fill a"
                                + " window, so the side is rounded down.")
                .mistake(
                        () -> weights.applyAsLong(56) == 512L * 2 * 2 * 4096,
                        "Rounded up: but a pooling leaves out what does not fill a window.");
        for (int side : new int[] {224, 96, 84, 56}) {
            long right = dense(side);
            check.mistake(
                            () -> weights.applyAsLong(side) == right + 4096,
                            "The biases are counted too: here only the weights are asked for.")
                    .equal(
                            "weights for " + side + "×" + side,
                            right,
                            () -> weights.applyAsLong(side),
                            "512 maps, the side halved five times, and 4096 units.");
        }
        return check.mistake(
                        () -> smallest == 16,
                        "16 is halved to 8, 4, 2 and 1: that is enough for four poolings, and there"
                                + " are five.")
                .equal(
                        "the smallest side",
                        32,
                        () -> smallest,
                        "Ask for a table on a picture that is too small: the message helps.")
                .verdict(
                        "All sizes from 32 up work. 56 leaves one place, 84 four, 96 nine, 224"
                                + " forty-nine, and each place costs two million weights.");
    }

    private static long dense(int side) {
        Shape image = new Shape(1, 1, side, side);
        return LayerTable.of(Vgg.block(11), image).only("dense").rows().get(0).parameters() - 4096;
    }

    static Verdict work(double times) {
        LayerTable large = LayerTable.of(Vgg.block(11), IMAGE);
        LayerTable small = LayerTable.of(Vgg.block(11), new Shape(1, 1, 96, 96));
        double right = (double) large.only("conv").macs() / small.only("conv").macs();
        return Check.of(VggChecks.WORK)
                .mistake(() -> times == 0, "The number is still 0.")
                .mistake(
                        () -> times == 2 || times == 4 || times == 5,
                        "In Java an int divided by an int is an int, and the rest is lost: write"
                                + " 224.0.")
                .mistake(
                        () -> close(times, 224.0 / 96),
                        "This compares the sides: a window stands at rows times columns of"
                                + " places.")
                .mistake(
                        () -> close(times, 1 / right),
                        "This is the small one as a part of the large one: divide the other way"
                                + " round.")
                .mistake(
                        () -> close(times, (double) large.macs() / small.macs()),
                        "This is of the whole net: leave the dense layers out.")
                .near(
                        "times the MACs",
                        right,
                        0.001,
                        () -> times,
                        "The weights are the same, so only the number of places counts.")
                .verdict(
                        "Work goes with the area of the picture, the weights of a convolution do"
                                + " not.");
    }
}
