package convnets.nn;

import convnets.Given;
import java.util.List;

/**
 * What one must know of a net to use it on pictures of one's own.
 *
 * @param classes the name of each of its outputs
 * @param preparation what is done to a picture first
 */
public record ModelInfo(List<String> classes, Preparation preparation) {

    /**
     * Copies the names.
     *
     * @param classes the name of each of its outputs
     * @param preparation what is done to a picture first
     */
    public ModelInfo {
        classes = List.copyOf(Given.of("list of names", classes));
        Given.of("preparation", preparation);
    }
}
