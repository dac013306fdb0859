package convnets.nn;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * A layer without weights that keeps no values of its own: dropout, flattening.
 *
 * @param kind of layer
 * @param text its words for a table
 * @param rate the probability of dropping a value while training; 0 for all but dropout
 */
public record InPlaceInfo(LayerKind kind, String text, float rate) implements LayerInfo {

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public Optional<Shape> output(Shape input) {
        return Optional.of(
                kind == LayerKind.FLATTEN
                        ? new Shape(input.get(0), Sizes.of(input.slice(1)))
                        : input);
    }
}
