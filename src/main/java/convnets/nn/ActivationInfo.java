package convnets.nn;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;

/**
 * An activation function.
 *
 * @param function which
 * @param parameter its α or β where it is fixed, else 0
 */
public record ActivationInfo(ActivationFunction function, float parameter) implements LayerInfo {

    @Override
    public LayerKind kind() {
        return LayerKind.ACTIVATION;
    }

    @Override
    public String text() {
        return function.label();
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Optional<Shape> output(Shape input) {
        return Optional.of(input);
    }

    @Override
    public List<ParameterInfo> parameters(Shape input) {
        return function == ActivationFunction.PRELU
                ? List.of(ParameterInfo.learned("alpha", new Shape()))
                : List.of();
    }
}
