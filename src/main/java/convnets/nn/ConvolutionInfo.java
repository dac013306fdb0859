package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.Text;
import java.util.List;
import java.util.Optional;

/**
 * A convolution, or a transposed one.
 *
 * @param kind which of the two
 * @param sliding its window
 * @param outPadding values added to one edge of a transposed convolution's output; else zeros
 * @param channels of the output
 * @param groups of channels that do not see each other
 * @param bias whether each output channel has one
 */
public record ConvolutionInfo(
        LayerKind kind,
        SlidingWindow sliding,
        Shape outPadding,
        int channels,
        int groups,
        boolean bias)
        implements LayerInfo {

    /** A convolution that is not transposed. */
    ConvolutionInfo(SlidingWindow sliding, int channels, int groups, boolean bias) {
        this(LayerKind.CONVOLUTION, sliding, new Shape(), channels, groups, bias);
    }

    @Override
    public String text() {
        List<String> parts = parts();
        parts.add(1, Integer.toString(channels));
        return String.join(", ", parts);
    }

    @Override
    public List<String> parts() {
        String name = kind == LayerKind.CONVOLUTION ? "conv" : "transposed conv";
        List<String> parts = sliding.parts(name, false);
        if (groups > 1) {
            parts.add(groups + " groups");
        }
        return parts;
    }

    @Override
    public Optional<SlidingWindow> window() {
        return Optional.of(sliding);
    }

    @Override
    public void check(Shape input) {
        if (kind == LayerKind.CONVOLUTION) {
            sliding.check(text(), input);
        } else if (input.dimension() != sliding.kernel().dimension() + 2) {
            throw new CourseException(
                    "The layer \"%s\" cannot take an input of shape %s.", text(), input);
        }
        requireGroups("input", input.get(1));
        requireGroups("output", channels);
    }

    private void requireGroups(String side, long some) {
        if (some % groups != 0) {
            throw new CourseException(
                    "The layer \"%s\" cannot split %s into %d equal groups.",
                    text(), Text.count(some, side + " channel"), groups);
        }
    }

    @Override
    public List<ParameterInfo> parameters(Shape input) {
        Shape weight = new Shape(channels, input.get(1) / groups).addAll(sliding.kernel());
        return ParameterInfo.weights(weight, bias);
    }

    /** Each weight serves at every place of the window: of the output, or of a transposed input. */
    @Override
    public long macs(Shape input, Shape output) {
        Shape places = kind == LayerKind.CONVOLUTION ? output : input;
        return Math.multiplyExact(
                Sizes.of(parameters(input).get(0).shape()), Sizes.of(places.slice(2)));
    }

    @Override
    public long connections(Shape input, Shape output) {
        return macs(input, output) + (bias ? output.slice(1).size() : 0);
    }
}
