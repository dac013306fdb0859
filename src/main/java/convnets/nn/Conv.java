package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import convnets.CourseException;

/**
 * DJL's {@link Conv2d} with a square kernel, written as one word: {@code conv(6, 5).pad(2)}.
 *
 * <p>Input (N, c<sub>i</sub>, h, w), output (N, c<sub>o</sub>, h', w') with h' = ⌊(h − k + 2p) / s⌋
 * + 1; the weights are (c<sub>o</sub>, c<sub>i</sub> / g, k, k). {@link #pad}, {@link #stride} and
 * the others each return a new, not yet initialized layer.
 *
 * @see <a href="https://d2l.ai/chapter_convolutional-neural-networks/padding-and-strides.html">d2l,
 *     padding and stride</a>
 */
public final class Conv extends Conv2d implements Layer, SlidingWindow {

    private Conv(Settings settings) {
        super(settings);
    }

    static Conv of(int channels, int kernel) {
        return new Conv(new Settings(channels, kernel, 1, 0, 1, true));
    }

    /**
     * Pads the input with zeros on all four sides.
     *
     * @param pixels rows and columns added on each side, 0 or more
     * @return the same layer with that padding
     */
    public Conv pad(int pixels) {
        return new Conv(
                new Settings(filters, kernelSize(), stride(), pixels, groups, isIncludeBias()));
    }

    /**
     * Moves the window by more than one pixel at a time.
     *
     * @param pixels the step in both directions, 1 or more
     * @return the same layer with that stride
     */
    public Conv stride(int pixels) {
        return new Conv(
                new Settings(filters, kernelSize(), pixels, padding(), groups, isIncludeBias()));
    }

    /**
     * Splits input and output channels into groups that do not see each other.
     *
     * @param count the number of groups, a divisor of both channel counts
     * @return the same layer with that many groups
     */
    public Conv groups(int count) {
        return new Conv(
                new Settings(filters, kernelSize(), stride(), padding(), count, isIncludeBias()));
    }

    /**
     * Leaves the bias out.
     *
     * @return the same layer without one bias per output channel
     */
    public Conv withoutBias() {
        return new Conv(new Settings(filters, kernelSize(), stride(), padding(), groups, false));
    }

    @Override
    public int kernelSize() {
        return (int) kernelShape.get(0);
    }

    @Override
    public int stride() {
        return (int) stride.get(0);
    }

    @Override
    public int padding() {
        return (int) padding.get(0);
    }

    @Override
    public String describe() {
        int k = kernelSize();
        StringBuilder words = new StringBuilder("conv " + k + "×" + k + ", " + filters);
        words.append(stride() == 1 ? "" : ", stride " + stride());
        words.append(padding() == 0 ? "" : ", pad " + padding());
        words.append(groups == 1 ? "" : ", " + groups + " groups");
        return words.toString();
    }

    @Override
    public long parameters(Shape input) {
        return weights(input) + (isIncludeBias() ? filters : 0);
    }

    @Override
    public long macs(Shape input) {
        Shape output = getOutputShapes(new Shape[] {input})[0];
        return weights(input) * output.get(2) * output.get(3);
    }

    @Override
    protected void beforeInitialize(Shape... inputShapes) {
        super.beforeInitialize(inputShapes);
        getOutputShapes(inputShapes);
    }

    /**
     * Computes the output's shape without touching a weight.
     *
     * @param inputs one shape, (N, c, h, w)
     * @return one shape, (N, c', h', w')
     * @throws CourseException if the input is not an image batch or is smaller than the kernel
     */
    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        Windows.check(describe(), inputs[0], kernelSize(), padding());
        if (inputs[0].get(1) % groups != 0) {
            throw new CourseException(
                    "The layer \"%s\" cannot split %d input channels into %d equal groups.",
                    describe(), inputs[0].get(1), groups);
        }
        return super.getOutputShapes(inputs);
    }

    private long weights(Shape input) {
        return filters * (input.get(1) / groups) * kernelSize() * kernelSize();
    }

    /** DJL's builder, filled in one go. */
    private static final class Settings extends Conv2d.Builder {

        Settings(int channels, int kernel, int stride, int padding, int groups, boolean bias) {
            Layers.positive("channels", channels);
            Layers.positive("kernel", kernel);
            Layers.positive("stride", stride);
            Layers.positive("groups", groups);
            if (padding < 0 || channels % groups != 0) {
                throw new CourseException(
                        "A convolution needs padding ≥ 0 and channels that divide into its"
                                + " groups, not padding %d and %d channels in %d groups.",
                        padding, channels, groups);
            }
            setFilters(channels).setKernelShape(new Shape(kernel, kernel));
            optStride(new Shape(stride, stride)).optPadding(new Shape(padding, padding));
            optGroups(groups).optBias(bias);
        }
    }
}
