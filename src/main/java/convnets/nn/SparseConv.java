package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.Parameter.Type;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.engine.HostArrays;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A convolution whose output channels read only some of the input channels, as a table says: layer
 * C3 of LeNet-5.
 *
 * <p>Input (N, c<sub>i</sub>, h, w), output (N, c<sub>o</sub>, h − k + 1, w − k + 1). Only kernels
 * that the table names exist: the weights are (connected pairs, k, k), the bias (c<sub>o</sub>).
 *
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998, table I</a>
 */
public final class SparseConv extends AbstractBlock implements Described {

    /** More channels have no map that could be read. */
    private static final int LAST = 65_535;

    private final Info info;
    private final SlidingWindow window;
    private final Parameter weight;
    private final Parameter bias;

    private SparseConv(Info info) {
        this.info = info;
        window = info.window.orElseThrow();
        weight = addParameter(Parameter.builder().setName("weight").setType(Type.WEIGHT).build());
        bias = addParameter(Parameter.builder().setName("bias").setType(Type.BIAS).build());
    }

    /**
     * Creates the layer from its table.
     *
     * @param kernel the kernels' height and width k, in pixels
     * @param reads for each output channel, the input channels that it reads, counted from 0
     * @return the layer
     * @throws CourseException if the table is empty or has a row that reads nothing, or a channel
     *     twice
     */
    public static SparseConv of(int kernel, int[][] reads) {
        Given.of("table of channels", reads);
        SlidingWindow.positive("kernel", kernel);
        if (reads.length == 0 || !Arrays.stream(reads).allMatch(SparseConv::isRow)) {
            throw new CourseException(
                    "Each output channel of a sparse convolution must read one channel or more, each"
                            + " once, of those from 0 to %,d.",
                    LAST);
        }
        List<List<Integer>> table =
                Arrays.stream(reads).map(row -> Arrays.stream(row).boxed().toList()).toList();
        int inputs = 1 + Arrays.stream(reads).flatMapToInt(Arrays::stream).max().orElse(0);
        int pairs = table.stream().mapToInt(List::size).sum();
        SlidingWindow window = SlidingWindow.square(kernel, 1, 0);
        return new SparseConv(new Info(Optional.of(window), inputs, pairs, table));
    }

    private static boolean isRow(int[] row) {
        return row != null
                && row.length > 0
                && Arrays.stream(row).distinct().count() == row.length
                && Arrays.stream(row).allMatch(channel -> channel >= 0 && channel <= LAST);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList list, boolean training, PairList<String, Object> options) {
        NDArray x = list.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training);
        NDArray b = store.getValue(bias, x.getDevice(), training);
        // A full set of kernels, zero where nothing is connected, runs as one fast convolution.
        int outputs = info.reads.size();
        NDArray places =
                HostArrays.array(
                        x.getManager(), places(), new Shape(outputs * info.inputs, info.pairs));
        NDArray full =
                places.toType(x.getDataType(), false)
                        .matMul(w.reshape(info.pairs, window.kernel().size()))
                        .reshape(new Shape(outputs, info.inputs).addAll(window.kernel()));
        return Conv2d.conv2d(x, full, b);
    }

    /** A 1 in row (output, input) and column (pair) for each connected pair. */
    private float[] places() {
        float[] places = new float[info.reads.size() * info.inputs * info.pairs];
        int pair = 0;
        for (int out = 0; out < info.reads.size(); out++) {
            for (int in : info.reads.get(out)) {
                places[(out * info.inputs + in) * info.pairs + pair++] = 1;
            }
        }
        return places;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] shapes) {
        info.check(shapes[0]);
        return new Shape[] {window.output(shapes[0], info.reads.size())};
    }

    @Override
    protected void prepare(Shape[] shapes) {
        getOutputShapes(shapes);
        weight.setShape(new Shape(info.pairs).addAll(window.kernel()));
        bias.setShape(new Shape(info.reads.size()));
    }

    @Override
    public Info info() {
        return info;
    }

    /**
     * What the layer is.
     *
     * @param window of its kernels
     * @param inputs the number of input channels
     * @param pairs the number of kernels
     * @param reads for each output channel, the input channels that it reads, counted from 0
     */
    public record Info(
            Optional<SlidingWindow> window, int inputs, int pairs, List<List<Integer>> reads)
            implements LayerInfo {

        /** A new layer of these facts. */
        SparseConv block() {
            int[][] table =
                    reads.stream()
                            .map(row -> row.stream().mapToInt(Integer::intValue).toArray())
                            .toArray(int[][]::new);
            return SparseConv.of(window.orElseThrow().kernelSize(), table);
        }

        @Override
        public LayerKind kind() {
            return LayerKind.CONVOLUTION;
        }

        @Override
        public String text() {
            return "sparse conv " + window.orElseThrow().size() + ", " + reads.size();
        }

        @Override
        public void check(Shape input) {
            window.orElseThrow().check(text(), input);
            if (input.get(1) != inputs) {
                throw new CourseException(
                        "The table of the layer \"%s\" is for %s, not %d.",
                        text(), Text.count(inputs, "input channel"), input.get(1));
            }
        }

        @Override
        public List<ParameterInfo> parameters(Shape input) {
            return List.of(
                    ParameterInfo.learned(
                            "weight", new Shape(pairs).addAll(window.orElseThrow().kernel())),
                    ParameterInfo.learned("bias", new Shape(reads.size())));
        }

        @Override
        public List<String> parts() {
            return window.orElseThrow().parts("sparse conv", false);
        }

        @Override
        public long macs(Shape input, Shape output) {
            return pairs * window.orElseThrow().kernel().size() * output.slice(2).size();
        }

        @Override
        public long connections(Shape input, Shape output) {
            return macs(input, output) + output.slice(1).size();
        }
    }
}
