package convnets.nn;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * A table with a row of weights for each word; looking a row up multiplies nothing.
 *
 * @param words the number of rows
 * @param size of a row
 * @param sparse whether its gradient is kept row by row
 */
public record EmbeddingInfo(int words, int size, boolean sparse) implements LayerInfo {

    @Override
    public LayerKind kind() {
        return LayerKind.EMBEDDING;
    }

    @Override
    public String text() {
        return "embedding " + words + "×" + size;
    }

    @Override
    public List<ParameterInfo> parameters(Shape input) {
        return List.of(ParameterInfo.learned("embedding", new Shape(words, size)));
    }
}
