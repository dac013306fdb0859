package convnets.nn;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * One array of a layer's parameters.
 *
 * @param name within the layer, such as {@code weight}
 * @param shape of the array
 * @param learned whether training changes it by gradients; the running mean of batch normalization
 *     is kept, but not learned
 */
public record ParameterInfo(String name, Shape shape, boolean learned) {

    static ParameterInfo learned(String name, Shape shape) {
        return new ParameterInfo(name, shape, true);
    }

    /** The weights of a layer, and its bias if it has one: a number for each channel or unit. */
    static List<ParameterInfo> weights(Shape shape, boolean bias) {
        ParameterInfo weight = learned("weight", shape);
        return bias ? List.of(weight, learned("bias", new Shape(shape.get(0)))) : List.of(weight);
    }
}
