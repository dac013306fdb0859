package convnets.nn;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A fully connected layer; it works on the last axis of its input.
 *
 * @param units the number of outputs
 * @param bias whether each output has one
 */
public record DenseInfo(long units, boolean bias) implements LayerInfo {

    @Override
    public LayerKind kind() {
        return LayerKind.DENSE;
    }

    @Override
    public String text() {
        return "dense " + units;
    }

    @Override
    public List<String> parts() {
        return List.of("dense");
    }

    @Override
    public List<ParameterInfo> parameters(Shape input) {
        return ParameterInfo.weights(new Shape(units, input.get(input.dimension() - 1)), bias);
    }

    @Override
    public long macs(Shape input, Shape output) {
        return Math.multiplyExact(input.get(input.dimension() - 1), Sizes.of(output.slice(1)));
    }

    @Override
    public long connections(Shape input, Shape output) {
        return macs(input, output) + (bias ? output.slice(1).size() : 0);
    }
}
