package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import convnets.CourseException;
import convnets.Text;

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
public final class Conv extends Conv2d implements Described {

    private final ConvolutionInfo info;

    Conv(ConvolutionInfo info) {
        super(new Settings(info));
        this.info = info;
    }

    private Conv moved(int stride, int padding) {
        int kernel = info.sliding().kernelSize();
        SlidingWindow window = SlidingWindow.square(kernel, stride, padding);
        return new Conv(new ConvolutionInfo(window, filters, groups, info.bias()));
    }

    /**
     * Pads the input with zeros on all four sides.
     *
     * @param pixels rows and columns added on each side, 0 or more
     * @return the same layer with that padding
     */
    public Conv pad(int pixels) {
        return moved(info.sliding().stride(), pixels);
    }

    /**
     * Moves the window by more than one pixel at a time.
     *
     * @param pixels the step in both directions, 1 or more
     * @return the same layer with that stride
     */
    public Conv stride(int pixels) {
        return moved(pixels, info.sliding().padding());
    }

    /**
     * Splits input and output channels into groups that do not see each other.
     *
     * @param count the number of groups, a divisor of both channel counts
     * @return the same layer with that many groups
     */
    public Conv groups(int count) {
        return new Conv(new ConvolutionInfo(info.sliding(), filters, count, info.bias()));
    }

    /**
     * Leaves the bias out.
     *
     * @return the same layer without one bias per output channel
     */
    public Conv withoutBias() {
        return new Conv(new ConvolutionInfo(info.sliding(), filters, groups, false));
    }

    @Override
    public ConvolutionInfo info() {
        return info;
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
        info.check(inputs[0]);
        return super.getOutputShapes(inputs);
    }

    /** DJL's builder, filled in one go. */
    private static final class Settings extends Conv2d.Builder {

        Settings(ConvolutionInfo info) {
            SlidingWindow.positive("channels", info.channels());
            SlidingWindow.positive("groups", info.groups());
            if (info.channels() % info.groups() != 0) {
                throw new CourseException(
                        "A convolution needs channels that divide into its groups, not %s"
                                + " in %s.",
                        Text.count(info.channels(), "channel"), Text.count(info.groups(), "group"));
            }
            SlidingWindow window = info.sliding();
            setFilters(info.channels()).setKernelShape(window.kernel());
            optStride(window.strides())
                    .optPadding(window.paddings())
                    .optDilation(window.dilations());
            optGroups(info.groups()).optBias(info.bias());
        }
    }
}
