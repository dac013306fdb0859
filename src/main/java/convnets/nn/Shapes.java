package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import java.util.stream.LongStream;

/** Follows the shape of an input through a net, without any weights. */
public final class Shapes {

    /** Where the search for the smallest image that fits ends, in pixels. */
    private static final int LARGEST_TRIED = 300;

    private Shapes() {}

    /** What is done on the way through a net. */
    public interface Visitor {

        /**
         * Is called for a layer.
         *
         * @param layer that is no {@link LayerKind#SEQUENTIAL} block
         * @param input the shape of its input, batch first
         * @param output the shape of its first output
         */
        void layer(Block layer, Shape input, Shape output);
    }

    /**
     * The shape of a net's output.
     *
     * @param net any block
     * @param input the shape of its input, batch first
     * @return the shape of its first output
     * @throws CourseException if a layer does not fit; for too small an image it says how large it
     *     must be
     */
    public static Shape output(Block net, Shape input) {
        requireInput(input);
        try {
            return follow(net, input, (layer, in, out) -> {});
        } catch (ArithmeticException overflow) {
            throw new CourseException(
                    "An input of shape %s has more numbers than can be counted: take a smaller one.",
                    input);
        } catch (CourseException problem) {
            throw withSmallestSize(problem, net, input);
        }
    }

    /**
     * The shape of one layer's output.
     *
     * @param layer that is no {@link LayerKind#SEQUENTIAL} block
     * @param input the shape of its input, batch first
     * @return the shape of its first output
     * @throws CourseException if the layer does not fit
     */
    public static Shape ofLayer(Block layer, Shape input) {
        LayerInfo info = LayerInfos.of(layer);
        info.check(input);
        Shape output = info.output(input).orElseGet(() -> ofBlock(layer, info, input));
        boolean hasValues = LongStream.of(output.getShape()).skip(1).allMatch(size -> size > 0);
        if (output.dimension() == 0 || !hasValues) {
            throw unfit(info, input);
        }
        return output;
    }

    private static Shape ofBlock(Block layer, LayerInfo info, Shape input) {
        Shape[] outputs;
        try {
            outputs = layer.getOutputShapes(new Shape[] {input});
        } catch (CourseException problem) {
            throw problem;
        } catch (RuntimeException e) { // of DJL, of the engine, or of the reader's own class
            throw unfit(info, input, "ends with " + e);
        }
        if (outputs == null || outputs.length == 0 || outputs[0] == null) {
            throw unfit(info, input, "gives no shape");
        }
        if (outputs.length > 1 && info.kind() != LayerKind.RECURRENT) {
            throw new CourseException(
                    "The layer \"%s\" puts out %d arrays, and a layer passes on one.",
                    info.text(), outputs.length);
        }
        return outputs[0];
    }

    /**
     * Refuses what is no shape of an input.
     *
     * @param input to be followed through a net
     * @throws CourseException if it has no batch, or sizes below 1
     */
    public static void requireInput(Shape input) {
        Given.of("shape", input);
        if (input.dimension() < 2 || LongStream.of(input.getShape()).anyMatch(size -> size < 1)) {
            throw new CourseException(
                    "An input has a shape of two sizes or more, the batch first, and each is 1 or"
                            + " more, as in new Shape(1, 1, 28, 28): %s is none.",
                    input);
        }
    }

    /**
     * Adds the smallest image size that works to the sentence of a layer for which an image was too
     * small, if there is such a size.
     *
     * @param problem what the layer said; any other problem is left as it is
     * @param net the whole net
     * @param input the shape that it refused
     * @return the problem to be thrown
     */
    public static CourseException withSmallestSize(
            CourseException problem, Block net, Shape input) {
        if (problem instanceof ImageTooSmallException && input.dimension() == 4) {
            long refused = Math.min(input.get(2), input.get(3));
            for (long size = refused + 1; size <= LARGEST_TRIED; size++) {
                if (fits(net, new Shape(1, input.get(1), size, size))) {
                    return new CourseException(
                            "%s The smallest image that this net takes is %d×%d.",
                            problem.getMessage(), size, size);
                }
            }
        }
        return problem;
    }

    /**
     * Goes through a net, layer after layer, and through the branches before what joins them.
     *
     * @param block a net
     * @param input the shape of its input, batch first
     * @param visitor of each layer
     * @return the shape of its first output
     * @throws CourseException if a layer does not fit
     */
    public static Shape follow(Block block, Shape input, Visitor visitor) {
        LayerInfo info = LayerInfos.of(block);
        LayerKind kind = info.kind();
        Shape shape = input;
        if (kind == LayerKind.SEQUENTIAL) {
            info.check(input);
        }
        for (Block child : block.getChildren().values()) {
            if (kind == LayerKind.SEQUENTIAL) {
                shape = follow(child, shape, visitor);
            } else if (kind == LayerKind.PARALLEL) {
                follow(child, input, visitor);
            }
        }
        if (kind != LayerKind.SEQUENTIAL) {
            shape = ofLayer(block, input);
            visitor.layer(block, input, shape);
        }
        return shape;
    }

    private static boolean fits(Block net, Shape input) {
        try {
            follow(net, input, (layer, in, out) -> {});
            return true;
        } catch (CourseException problem) {
            return false;
        }
    }

    /** DJL's own classes complain of what does not fit; the reader's may do so, or be faulty. */
    private static CourseException unfit(LayerInfo layer, Shape input, String said) {
        return layer.kind() == LayerKind.OTHER
                ? new CourseException(
                        "The class \"%s\" does not say what it makes of an input of shape %s: its"
                                + " method getOutputShapes(…) %s.",
                        layer.text(), input, said)
                : unfit(layer, input);
    }

    private static CourseException unfit(LayerInfo layer, Shape input) {
        if (layer.kind() == LayerKind.PARALLEL) {
            return new CourseException(
                    "What the branches of the layer \"%s\" make of an input of shape %s cannot be"
                            + " joined.",
                    layer.text(), input);
        }
        return new CourseException(
                "The layer \"%s\" cannot take an input of shape %s.", layer.text(), input);
    }
}
