package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Branches that read the same input.
 *
 * @param join what makes one output of theirs
 * @param children the branches
 */
public record ParallelInfo(Join join, List<LayerInfo> children) implements LayerInfo {

    @Override
    public LayerKind kind() {
        return LayerKind.PARALLEL;
    }

    @Override
    public String text() {
        return children.stream()
                .map(LayerInfo::text)
                .collect(Collectors.joining(" | ", "parallel (", ")"));
    }

    @Override
    public void check(Shape input) {
        boolean empty =
                children.stream()
                        .anyMatch(
                                branch ->
                                        branch.kind() == LayerKind.SEQUENTIAL
                                                && branch.children().isEmpty());
        if (empty || children.isEmpty()) {
            throw new CourseException(
                    "The layer \"%s\" has a branch without layers: Blocks.identityBlock() passes"
                            + " its input on.",
                    text());
        }
    }
}
