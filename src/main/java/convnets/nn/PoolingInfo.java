package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import java.util.List;
import java.util.Optional;

/**
 * A pooling: it learns nothing.
 *
 * @param type what it takes of each window
 * @param dimensions 1 for series, 2 for images, 3 for volumes
 * @param window nothing if the window is a whole map (global pooling)
 * @param further what else it was made with: whether an average counts the padding, the exponent of
 *     an L<sup>p</sup> norm
 */
public record PoolingInfo(
        Type type, int dimensions, Optional<SlidingWindow> window, List<Object> further)
        implements LayerInfo {

    /** What is taken of each window. */
    public enum Type {
        /** The largest value. */
        MAX("Max"),
        /** The mean. */
        AVERAGE("Avg"),
        /** The L<sup>p</sup> norm. */
        LP("Lp");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** Such as maxPool. */
        String pool() {
            return Text.lower(word) + "Pool";
        }
    }

    @Override
    public LayerKind kind() {
        return LayerKind.POOLING;
    }

    @Override
    public String text() {
        return window.isPresent()
                ? String.join(", ", parts())
                : "global" + type.word + "Pool" + dimensions + "d";
    }

    @Override
    public List<String> parts() {
        return window.map(w -> w.parts(type.pool(), true))
                .orElseGet(() -> List.of("global " + type.pool()));
    }

    /** How many windows that fit only in part count is each engine's own rule. */
    @Override
    public Optional<Shape> output(Shape input) {
        long channels = input.get(1);
        return window.isEmpty()
                ? Optional.of(new Shape(input.get(0), channels))
                : window.filter(w -> !w.ceil()).map(w -> w.output(input, channels));
    }

    @Override
    public void check(Shape input) {
        window.ifPresent(w -> w.check(text(), input));
        if (input.dimension() != dimensions + 2) {
            throw new CourseException(
                    "The layer \"%s\" cannot take an input of shape %s.", text(), input);
        }
        if (window.isPresent() && window.get().seesPaddingAlone()) {
            throw new CourseException(
                    "The layer \"%s\" has windows that see nothing but padding: its padding must be"
                            + " smaller than its window.",
                    text());
        }
    }
}
