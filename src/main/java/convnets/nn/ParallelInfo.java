package convnets.nn;

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
}
