package convnets.nn;

import ai.djl.ndarray.types.Shape;

/** A layer that counts its connections as LeCun et al. did in 1998. */
public interface Connections {

    /**
     * Counts the lines that one would draw between the layer's inputs and its outputs.
     *
     * @param input the shape of the layer's input, batch first
     * @return for each output value of one example, the input values it reads and its bias
     */
    long connections(Shape input);
}
