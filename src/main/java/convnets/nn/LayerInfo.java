package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.util.List;
import java.util.Optional;

/**
 * What a layer is, as facts: costs, drawings, the identity of a net and the text of a table are all
 * made from it.
 *
 * <p>All shapes have the batch first; all counts are for one example.
 */
public interface LayerInfo {

    /**
     * The kind of layer.
     *
     * @return one of the kinds
     */
    LayerKind kind();

    /**
     * A few words for a table.
     *
     * @return such as {@code conv 5×5, 6, pad 2}
     */
    String text();

    /**
     * The same in parts, for a drawing: what the layer is, then each setting that is not as usual.
     * The size of its output is not among them.
     *
     * @return such as {@code conv 5×5} and {@code pad 2}
     */
    default List<String> parts() {
        return List.of(text());
    }

    /**
     * The window that slides over the layer's input.
     *
     * @return nothing for a layer without one, and for global pooling
     */
    default Optional<SlidingWindow> window() {
        return Optional.empty();
    }

    /**
     * The same for who follows windows one after the other.
     *
     * @return nothing for a layer without one
     * @throws CourseException if there are windows inside, which need not stand in one row
     */
    default Optional<SlidingWindow> rowOfWindows() {
        if (children().stream().anyMatch(LayerInfo::hasWindow)) {
            throw new CourseException(
                    "The layer \"%s\" has windows inside that need not stand in one row, so what a"
                            + " value sees cannot be followed through it.",
                    text());
        }
        return window();
    }

    private static boolean hasWindow(LayerInfo layer) {
        return layer.window().isPresent()
                || layer.children().stream().anyMatch(LayerInfo::hasWindow);
    }

    /**
     * The layers inside.
     *
     * @return in order; empty for a single layer
     */
    default List<LayerInfo> children() {
        return List.of();
    }

    /**
     * Whether it changes the values where they are: activation functions, dropout, flattening.
     *
     * @return whether it keeps no values of its own
     */
    default boolean inPlace() {
        return false;
    }

    /**
     * Refuses an input that the layer cannot take.
     *
     * @param input the shape of the layer's input
     * @throws CourseException if it does not fit
     */
    default void check(Shape input) {}

    /**
     * The shape of the output, where the facts say it: DJL finds that of a function by running it
     * on as many zeros as the input has numbers.
     *
     * @param input the shape of the layer's input, which fits
     * @return nothing if only the block itself knows
     */
    default Optional<Shape> output(Shape input) {
        return Optional.empty();
    }

    /**
     * Refuses more examples at once than the layer, or one inside, can take.
     *
     * @param examples in one batch
     * @throws CourseException if they are too many
     */
    default void checkBatch(long examples) {
        children().forEach(child -> child.checkBatch(examples));
    }

    /**
     * The arrays that the layer has once it is initialized, in its own order.
     *
     * @param input the shape of the layer's input
     * @return names and shapes
     * @throws CourseException if the layer's class does not say
     */
    default List<ParameterInfo> parameters(Shape input) {
        return List.of();
    }

    /**
     * Counts the multiply-adds.
     *
     * @param input the shape of the layer's input
     * @param output the shape of its output
     * @return MACs for one example; biases, comparisons and averages count as none
     * @throws CourseException if the layer's class does not say
     */
    default long macs(Shape input, Shape output) {
        return 0;
    }

    /**
     * Counts connections as LeCun et al. did in 1998: for each output value the input values that
     * it reads, and its bias.
     *
     * @param input the shape of the layer's input
     * @param output the shape of its output
     * @return connections for one example
     * @throws CourseException if the paper's count does not say what they are for such a layer
     */
    default long connections(Shape input, Shape output) {
        if (inPlace()) {
            return 0;
        }
        throw new CourseException("Connections cannot be counted for the layer \"%s\".", text());
    }
}
