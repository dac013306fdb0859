package convnets.onnx;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.nn.DigitBitmaps;
import convnets.nn.LayerInfo;
import convnets.nn.PadAndScale;
import convnets.nn.Rbf;
import convnets.nn.SparseConv;
import convnets.nn.Subsampling;
import convnets.onnx.OnnxGraph.Attribute;
import java.util.List;

/** The layers of LeNet-5's paper, each made of several operations of ONNX. */
record OnnxLayers1998(OnnxGraph graph) {

    /** Behind a number for each channel: the same at each place of its map. */
    private static final long[] MAP = {1, 1};

    String add(Block block, LayerInfo info, String x) {
        if (info instanceof PadAndScale.Info frame) {
            long border = frame.border();
            String pads = graph.integers(0, 0, border, border, 0, 0, border, border);
            String white = of("Mul", of("Pad", x, pads), graph.number(frame.ink() - frame.paper()));
            return of("Add", white, graph.number(frame.paper()));
        }
        if (info instanceof Subsampling.Info) {
            return subsampling(block, x);
        }
        if (info instanceof SparseConv.Info sparse) {
            return of("Conv", x, kernels(block, sparse), graph.parameter(block, "bias"));
        }
        if (info instanceof Rbf.Info) {
            return distances(x);
        }
        throw OnnxGraph.refused(info, "is none of the layers that the course can translate");
    }

    private String subsampling(Block block, String x) {
        long[] window = {2, 2};
        String mean =
                graph.node(
                        "AveragePool",
                        List.of(x),
                        Attribute.of("kernel_shape", window),
                        Attribute.of("strides", window));
        String sum = of("Mul", mean, graph.number(4));
        return of(
                "Add",
                of("Mul", sum, graph.parameter(block, "coefficient", MAP)),
                graph.parameter(block, "bias", MAP));
    }

    /** −Σ (x − w)² / 2σ² for each of the bitmaps w. */
    private String distances(String x) {
        Shape shape = new Shape(1, DigitBitmaps.COUNT, DigitBitmaps.PIXELS);
        String bitmaps = graph.floats(shape, DigitBitmaps::targets);
        String difference = of("Sub", of("Unsqueeze", x, graph.integers(1)), bitmaps);
        String squares = of("Mul", difference, difference);
        String sum =
                graph.node(
                        "ReduceSum",
                        List.of(squares, graph.integers(2)),
                        Attribute.of("keepdims", 0));
        return of("Mul", sum, graph.number(-0.5 / Rbf.VARIANCE));
    }

    /** All kernels from each input to each output channel, zero where nothing is connected. */
    private String kernels(Block block, SparseConv.Info info) {
        Shape kernel = info.window().orElseThrow().kernel();
        Shape shape = new Shape(info.reads().size(), info.inputs()).addAll(kernel);
        int size = (int) kernel.size();
        return graph.floats(
                shape,
                () -> {
                    float[] some =
                            block.getDirectParameters().get("weight").getArray().toFloatArray();
                    float[] all = new float[(int) shape.size()];
                    int pair = 0;
                    for (int out = 0; out < info.reads().size(); out++) {
                        for (int in : info.reads().get(out)) {
                            int to = (out * info.inputs() + in) * size;
                            System.arraycopy(some, pair++ * size, all, to, size);
                        }
                    }
                    return all;
                });
    }

    private String of(String operation, String... inputs) {
        return graph.node(operation, List.of(inputs));
    }
}
