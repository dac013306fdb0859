package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;

/** Follows the shape of an input through a net, without any weights. */
public final class Shapes {

    /** Where the search for the smallest image that fits ends, in pixels. */
    private static final int LARGEST_TRIED = 300;

    private Shapes() {}

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
        try {
            return follow(net, input);
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
        Shape output;
        try {
            output = layer.getOutputShapes(new Shape[] {input})[0];
        } catch (CourseException problem) {
            throw problem;
        } catch (RuntimeException e) { // of DJL, of the engine, or of the reader's own class
            throw unfit(info, input);
        }
        for (long size : output.slice(1).getShape()) {
            if (size < 1) {
                throw unfit(info, input);
            }
        }
        return output;
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

    private static Shape follow(Block block, Shape input) {
        LayerKind kind = LayerInfos.of(block).kind();
        Shape shape = input;
        for (Block child : block.getChildren().values()) {
            if (kind == LayerKind.SEQUENTIAL) {
                shape = follow(child, shape);
            } else if (kind == LayerKind.PARALLEL) {
                follow(child, input);
            }
        }
        return kind == LayerKind.SEQUENTIAL ? shape : ofLayer(block, input);
    }

    private static boolean fits(Block net, Shape input) {
        try {
            follow(net, input);
            return true;
        } catch (CourseException problem) {
            return false;
        }
    }

    private static CourseException unfit(LayerInfo layer, Shape input) {
        return new CourseException(
                "The layer \"%s\" cannot take an input of shape %s.", layer.text(), input);
    }
}
