package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A chain of layers, a function, or a block that only its own class knows.
 *
 * @param kind SEQUENTIAL, LAMBDA or OTHER
 * @param name of the function or the class
 * @param constants numbers, words and shapes that the function or the class was made with
 * @param children the layers inside
 */
public record BlockInfo(
        LayerKind kind, String name, List<Object> constants, List<LayerInfo> children)
        implements LayerInfo {

    @Override
    public String text() {
        return kind == LayerKind.SEQUENTIAL
                ? children.stream().map(LayerInfo::text).collect(Collectors.joining("; "))
                : name.isEmpty() ? "unnamed class" : name;
    }

    @Override
    public void check(Shape input) {
        for (int i = 1; i < children.size(); i++) {
            LayerKind next = children.get(i).kind();
            if (children.get(i - 1) instanceof RecurrentInfo before
                    && before.state()
                    && next != LayerKind.LAMBDA
                    && next != LayerKind.OTHER) {
                throw new CourseException(
                        "The layer \"%s\" puts out its state beside its series, and the layer \"%s\""
                                + " takes one array: leave out optReturnState(true), or put a"
                                + " LambdaBlock between that picks the first.",
                        before.text(), children.get(i).text());
            }
        }
    }

    @Override
    public List<ParameterInfo> parameters(Shape input) {
        requireKnown();
        return List.of();
    }

    @Override
    public long macs(Shape input, Shape output) {
        requireKnown();
        return 0;
    }

    private void requireKnown() {
        if (kind == LayerKind.OTHER) {
            throw new CourseException(
                    "What a %s computes cannot be counted: DJL does not tell it of its own classes,"
                            + " and a class of your own tells it by implementing"
                            + " convnets.nn.Described.",
                    text());
        }
    }
}
