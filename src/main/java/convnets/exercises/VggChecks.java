package convnets.exercises;

import ai.djl.nn.Block;
import convnets.cost.LayerTable.Row;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntToLongFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongBiFunction;

/** Checks the exercises of chapter 06, VGG. Nets are counted for gray pictures of 224×224. */
public final class VggChecks {

    static final Exercise BLOCK = Exercise.VGG_BLOCK;
    static final Exercise OTHERS = Exercise.OTHER_LAYERS;
    static final Exercise FAMILY = Exercise.VGG_FAMILY;
    static final Exercise RATIOS = Exercise.VGG_RATIOS;
    static final Exercise WINDOWS = Exercise.WINDOWS;
    static final Exercise FIELD = Exercise.VGG_FIELD;
    static final Exercise CHEAPER = Exercise.CHEAPER;
    static final Exercise SIZES = Exercise.SMALLER_WEIGHTS;
    static final Exercise WORK = Exercise.SMALLER_WORK;
    static final Exercise MIXED = Exercise.MIXED;

    private VggChecks() {}

    /**
     * 6.1: the block, written by the reader.
     *
     * @param answer makes a block of some convolutions with some channels
     * @return what is said of it
     */
    public static Verdict block(BiFunction<Integer, Integer, ? extends Block> answer) {
        return VggBlockCheck.of(answer);
    }

    /**
     * 6.2: the layers of VGG-11 that are counted in its name and are no convolutions.
     *
     * @param others rows of its table
     * @return what is said of them
     */
    public static Verdict others(List<Row> others) {
        return VggNets.others(others);
    }

    /**
     * 6.3: two more nets of the family.
     *
     * @param vgg16 (N, 1, 224, 224) → (N, 10)
     * @param vgg19 the same
     * @return what is said of them
     */
    public static Verdict family(Block vgg16, Block vgg19) {
        return VggNets.family(vgg16, vgg19);
    }

    /**
     * 6.4: how much more VGG-11 has and does than AlexNet.
     *
     * @param parameters its parameters divided by AlexNet's
     * @param macs its multiply-adds divided by AlexNet's
     * @return what is said of them
     */
    public static Verdict ratios(double parameters, double macs) {
        return VggCosts.ratios(parameters, macs);
    }

    /**
     * 6.5: weights of one large convolution and of several small ones that see as much.
     *
     * @param single from n and the channels c: one convolution that sees what n of 3×3 see
     * @param stacked from n and the channels c: n convolutions of 3×3
     * @return what is said of them
     */
    public static Verdict windows(
            ToLongBiFunction<Integer, Integer> single, ToLongBiFunction<Integer, Integer> stacked) {
        return VggCosts.windows(single, stacked);
    }

    /**
     * 6.6: the receptive field of a value at the end of a net.
     *
     * @param field gives the side, in pixels, for a net of convolutions and poolings; other layers
     *     may be among them
     * @return what is said of it
     */
    public static Verdict field(ToIntFunction<Block> field) {
        return FieldCheck.of(field);
    }

    /**
     * 6.7: VGG-11's convolutions with fewer parameters behind them.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict cheaper(Block net) {
        return VggNets.cheaper(net);
    }

    /**
     * 6.8: what VGG-11's first dense layer costs for pictures of another size.
     *
     * @param smallest side of the smallest picture that fits, in pixels
     * @param weights of that layer, biases not among them, from the picture's side in pixels
     * @return what is said of them
     */
    public static Verdict sizes(int smallest, IntToLongFunction weights) {
        return VggCosts.sizes(smallest, weights);
    }

    /**
     * 6.9: how many times less work the convolutions have on 96×96 pixels than on 224×224.
     *
     * @param times MACs of the convolutions for the large picture, divided by those for the small
     * @return what is said of it
     */
    public static Verdict work(double times) {
        return VggCosts.work(times);
    }

    /**
     * 6.10: VGG-16 with a 1×1 convolution as the last of its third, fourth and fifth block: the
     * paper's configuration C.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict mixed(Block net) {
        return VggNets.mixed(net);
    }
}
