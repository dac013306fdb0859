package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import convnets.CourseException;
import convnets.Given;
import convnets.engine.HostArrays;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Makes a net convolutional to its end: a dense layer that reads a map of c×k×k is a convolution
 * with kernels of that size, and the dense layers after it are convolutions of 1×1. The weights
 * stay the same numbers; the net then reads images of any size, one answer for each place.
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998, section
 *     VII: space displacement neural networks</a>
 */
public final class Convolutional {

    private Convolutional() {}

    /**
     * Rewrites a net.
     *
     * @param net with weights, of this course's convolutions and poolings, flattening, dense layers
     *     and activation functions
     * @param image the shape of the images that it was made for, batch first
     * @return a net of its own, with copies of the weights: (N, c, h, w) → (N, classes, h', w'),
     *     where the image of the first size gives 1×1
     * @throws CourseException if the net has no weights, or a layer that cannot be rewritten
     */
    public static SequentialBlock of(Block net, Shape image) {
        Given.of("net", net);
        Given.of("shape", image);
        if (!net.isInitialized()) {
            throw new CourseException("This net has no weights to carry over: train it first.");
        }
        List<Block> rewritten = new ArrayList<>();
        Shape in = image;
        Shape maps = image;
        for (Block layer : Nets.layers(net)) {
            in = layer.getOutputShapes(new Shape[] {in})[0];
            if (LayerInfos.of(layer).kind() == LayerKind.FLATTEN) {
                continue;
            }
            rewritten.add(rewrite(layer, maps));
            maps = rewritten.get(rewritten.size() - 1).getOutputShapes(new Shape[] {maps})[0];
        }
        SequentialBlock whole = Layers.sequential(rewritten.toArray(Block[]::new));
        Nets.initialize(whole, Init.glorot(), 0, image);
        carryOver(net, whole);
        return whole;
    }

    /** The same layer for maps; layers without weights serve both nets. */
    private static Block rewrite(Block layer, Shape maps) {
        LayerInfo info = LayerInfos.of(layer);
        if (info instanceof ConvolutionInfo conv && layer instanceof Conv2d) {
            return new Conv(conv);
        }
        if (info instanceof DenseInfo dense) {
            return new Conv(over(maps, dense));
        }
        if (layer.getParameters().isEmpty()) {
            return layer;
        }
        throw new CourseException(
                "The layer \"%s\" cannot be made a convolution: only convolutions and dense layers"
                        + " can.",
                info.text());
    }

    /** The convolution that reads a whole map at once, as the dense layer does. */
    private static ConvolutionInfo over(Shape maps, DenseInfo dense) {
        if (maps.dimension() != 4 || maps.get(2) != maps.get(3)) {
            throw new CourseException(
                    "Only square maps can be read by a convolution, not %s.", maps);
        }
        SlidingWindow window = SlidingWindow.square((int) maps.get(2), 1, 0);
        return new ConvolutionInfo(window, (int) dense.units(), 1, dense.bias());
    }

    private static void carryOver(Block from, Block to) {
        Iterator<Parameter> targets = to.getParameters().values().iterator();
        for (Parameter source : from.getParameters().values()) {
            HostArrays.set(targets.next().getArray(), source.getArray().toFloatArray());
        }
    }
}
