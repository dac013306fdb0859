package convnets.nets;

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

    /**
     * Says where the places of the output's maps lie in the net's input picture. For most layers:
     * where those of its input lie.
     *
     * @param first for the layer's input: where in the picture the middle of its first place is, in
     *     pixels along either side, and how far it is from there to the next
     * @return the same two numbers for the layer's output
     */
    default double[] place(double[] first) {
        return first;
    }
}
