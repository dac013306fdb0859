package convnets.nn;

import ai.djl.ndarray.types.Shape;

/**
 * A layer that knows its own price. The course's layers implement it; a block of your own can do so
 * too, and then stands in the layer table like any other.
 */
public interface Layer {

    /**
     * Says what the layer is.
     *
     * @return a few words for a table, such as {@code conv 5×5, 6 channels}
     */
    String describe();

    /**
     * Counts what the layer learns.
     *
     * @param input the shape of the layer's input, batch first
     * @return the number of trainable values: weights and biases
     */
    long parameters(Shape input);

    /**
     * Counts what the layer computes for one example.
     *
     * @param input the shape of the layer's input, batch first
     * @return the number of multiply-adds (MACs); biases, comparisons and averages count as none
     */
    long macs(Shape input);
}
