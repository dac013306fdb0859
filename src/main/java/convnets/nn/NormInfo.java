package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A normalization. One multiply-add for each value is counted, the one with γ and β; the mean and
 * the variance are averages, which count as none.
 *
 * @param kind batch or layer normalization
 * @param axes what has a γ and a β each: the channels; empty for all axes but the batch
 * @param epsilon added to the variance
 * @param momentum of the running mean and variance; 0 without them
 * @param scale whether γ is learned
 * @param center whether β is learned
 * @param batch how many examples one mean is taken of; 0 for the whole batch
 */
public record NormInfo(
        LayerKind kind,
        List<Integer> axes,
        float epsilon,
        float momentum,
        boolean scale,
        boolean center,
        int batch)
        implements LayerInfo {

    @Override
    public String text() {
        String batchNorm = batch == 0 ? "batchNorm" : "ghostBatchNorm";
        return kind == LayerKind.BATCH_NORM ? batchNorm : "layerNorm";
    }

    @Override
    public void check(Shape input) {
        if (axes.stream().anyMatch(axis -> axis < 0 || axis >= input.dimension())) {
            throw new CourseException(
                    "The layer \"%s\" normalizes axis %s, which an input of shape %s does not have.",
                    text(), axes, input);
        }
        checkBatch(input.get(0));
    }

    @Override
    public void checkBatch(long examples) {
        if (batch > 0 && examples > batch) {
            throw new CourseException(
                    "DJL's GhostBatchNorm does not put the parts of a batch together again, on no"
                            + " engine, so it serves up to its virtual batch size of %d, and here"
                            + " are %,d examples at once: take DJL's BatchNorm.",
                    batch, examples);
        }
    }

    @Override
    public List<ParameterInfo> parameters(Shape input) {
        Shape values =
                axes.isEmpty()
                        ? input.slice(1)
                        : new Shape(axes.stream().mapToLong(input::get).toArray());
        List<ParameterInfo> parameters = new ArrayList<>();
        parameters.add(new ParameterInfo("gamma", values, scale));
        parameters.add(new ParameterInfo("beta", values, center));
        if (kind == LayerKind.BATCH_NORM) {
            parameters.add(new ParameterInfo("runningMean", values, false));
            parameters.add(new ParameterInfo("runningVar", values, false));
        }
        return parameters;
    }

    @Override
    public long macs(Shape input, Shape output) {
        return Sizes.of(output.slice(1));
    }
}
