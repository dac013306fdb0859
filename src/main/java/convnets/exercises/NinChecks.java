package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.train.Training;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

/** Checks the exercises of chapter 07, NiN. Nets are counted for gray pictures of 224×224. */
public final class NinChecks {

    static final Exercise POINTWISE = Exercise.POINTWISE;
    static final Exercise PARAMETERS = Exercise.NIN_PARAMETERS;
    static final Exercise WORK = Exercise.NIN_WORK;
    static final Exercise MEMORY = Exercise.NIN_MEMORY;
    static final Exercise ONES = Exercise.ONES;
    static final Exercise THREES = Exercise.THREES;
    static final Exercise DENSE_ENDING = Exercise.DENSE_ENDING;
    static final Exercise SHUFFLED = Exercise.SHUFFLED;
    static final Exercise SLIDING = Exercise.SLIDING;
    static final Exercise EVIDENCE = Exercise.EVIDENCE;
    static final Exercise TUNED = Exercise.TUNED_NIN;
    static final Exercise FAMILY = Exercise.NIN_FAMILY;

    private NinChecks() {}

    /**
     * 7.1: what a 1×1 convolution gives, computed as a dense layer at each pixel.
     *
     * @param answer (N, c<sub>o</sub>, h, w), computed by the reader
     * @param convolution with weights and biases
     * @param x (N, c<sub>i</sub>, h, w)
     * @return what is said of it
     */
    public static Verdict pointwise(NDArray answer, Block convolution, NDArray x) {
        return NinMaps.pointwise(answer, convolution, x);
    }

    /**
     * 7.2: the parameters of NiN's four blocks.
     *
     * @param blocks one number for each
     * @return what is said of them
     */
    public static Verdict parameters(long... blocks) {
        return NinCosts.parameters(blocks);
    }

    /**
     * 7.3: the multiply-adds of NiN's four blocks.
     *
     * @param blocks one number for each
     * @return what is said of them
     */
    public static Verdict work(long... blocks) {
        return NinCosts.work(blocks);
    }

    /**
     * 7.4: the bytes that a net needs, in single precision.
     *
     * @param use of one picture: the weights, and the two neighboring maps that are largest
     *     together
     * @param training with a batch of so many pictures: the weights, a gradient for each, and all
     *     activations of all pictures
     * @return what is said of them
     */
    public static Verdict memory(
            ToLongFunction<LayerTable> use, ToLongBiFunction<LayerTable, Integer> training) {
        return NinMemoryCheck.of(use, training);
    }

    /**
     * 7.5: NiN's first block with 1, 2 and 3 convolutions of 1×1.
     *
     * @param blocks the three, each with 96 channels, a first kernel of 11 and a stride of 4
     * @return what is said of them
     */
    public static Verdict ones(List<? extends Block> blocks) {
        return NinNets.ones(blocks);
    }

    /**
     * 7.6: NiN with 3×3 convolutions in place of its 1×1 ones.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict threes(Block net) {
        return NinNets.threes(net);
    }

    /**
     * 7.7: NiN with a dense layer in place of its global average pooling.
     *
     * @param net (N, 1, 224, 224) → (N, 10)
     * @return what is said of it
     */
    public static Verdict denseEnding(Block net) {
        return NinNets.denseEnding(net);
    }

    /**
     * 7.8: how far the logits move when the places of the maps are shuffled.
     *
     * @param change from an ending without weights, (N, 10, 5, 5) → (N, 10), to the largest
     *     difference of its logits
     * @return what is said of it
     */
    public static Verdict shuffled(ToDoubleFunction<Block> change) {
        return NinMaps.shuffled(change);
    }

    /**
     * 7.9: a dense layer on maps as a convolution.
     *
     * @param convolution with weights
     * @param ending flattening and a dense layer, with weights, for maps of 10×5×5
     * @return what is said of it
     */
    public static Verdict sliding(Block convolution, Block ending) {
        return NinMaps.sliding(convolution, ending);
    }

    /**
     * 7.10: what each place of a map adds to a class's logit.
     *
     * @param evidence from maps (1, 10, h, w) and the number of a class to (h, w) values
     * @return what is said of it
     */
    public static Verdict evidence(BiFunction<NDArray, Integer, NDArray> evidence) {
        return NinMaps.evidence(evidence);
    }

    /**
     * 7.11: a NiN for 28×28 that learns from 2,000 pictures.
     *
     * @param run after its training
     * @return what is said of it
     */
    public static Verdict tuned(Training run) {
        return NinTuning.of(run);
    }

    /**
     * 7.12: NiNs of growing depth, built by one rule.
     *
     * @param family three or more, each (N, 1, 224, 224) → (N, 10)
     * @return what is said of them
     */
    public static Verdict family(List<? extends Block> family) {
        return NinNets.family(family);
    }
}
