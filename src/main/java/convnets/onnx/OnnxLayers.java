package convnets.onnx;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.nn.ActivationInfo;
import convnets.nn.ConvolutionInfo;
import convnets.nn.DenseInfo;
import convnets.nn.LayerInfo;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.NormInfo;
import convnets.nn.ParallelInfo;
import convnets.nn.PoolingInfo;
import convnets.nn.Shapes;
import convnets.nn.SlidingWindow;
import convnets.onnx.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Makes operations of ONNX out of layers: what each computes once it is trained. */
record OnnxLayers(OnnxGraph graph) {

    /**
     * Adds a block.
     *
     * @param block with its weights
     * @param x the name of its input
     * @param input the shape of its input, batch first
     * @return the name of its output
     * @throws convnets.CourseException if it, or a layer in it, has no counterpart
     */
    String add(Block block, String x, Shape input) {
        LayerInfo info = LayerInfos.of(block);
        return switch (info.kind()) {
            case SEQUENTIAL -> chain(block, x, input);
            case DROPOUT, IDENTITY -> x;
            case FLATTEN -> graph.node("Flatten", List.of(x));
            default -> layer(block, info, x, input);
        };
    }

    private String layer(Block block, LayerInfo info, String x, Shape input) {
        if (info instanceof ConvolutionInfo conv && conv.kind() == LayerKind.CONVOLUTION) {
            return graph.node("Conv", inputs(x, block, conv.bias()), window(conv));
        }
        if (info instanceof DenseInfo dense) {
            return dense(block, dense, x, input);
        }
        if (info instanceof PoolingInfo pooling) {
            return pooling(pooling, x);
        }
        if (info instanceof ActivationInfo activation) {
            return new OnnxActivations(graph).add(activation, block, x);
        }
        if (info instanceof NormInfo norm && norm.kind() == LayerKind.BATCH_NORM) {
            return batchNorm(block, norm, x);
        }
        if (info instanceof ParallelInfo parallel) {
            return parallel(block, parallel, x, input);
        }
        return new OnnxLayers1998(graph).add(block, info, x);
    }

    private String chain(Block block, String x, Shape input) {
        String value = x;
        Shape shape = input;
        for (Block child : block.getChildren().values()) {
            value = add(child, value, shape);
            shape = Shapes.output(child, shape);
        }
        return value;
    }

    private String parallel(Block block, ParallelInfo info, String x, Shape input) {
        List<String> outputs = new ArrayList<>();
        for (Block branch : block.getChildren().values()) {
            outputs.add(add(branch, x, input));
        }
        return switch (info.join()) {
            case SUM -> graph.node("Sum", outputs);
            case SUM_RELU -> graph.node("Relu", List.of(graph.node("Sum", outputs)));
            case CONCATENATION -> graph.node("Concat", outputs, Attribute.of("axis", 1));
            case OTHER ->
                    throw OnnxGraph.refused(info, "joins its branches by a function of its own");
        };
    }

    /** On the last axis. */
    private String dense(Block block, DenseInfo info, String x, Shape input) {
        List<String> inputs = inputs(x, block, info.bias());
        if (input.dimension() == 2) {
            return graph.node("Gemm", inputs, Attribute.of("transB", 1));
        }
        String columns = graph.node("Transpose", inputs.subList(1, 2));
        String y = graph.node("MatMul", List.of(x, columns));
        return info.bias() ? graph.node("Add", List.of(y, inputs.get(2))) : y;
    }

    private String batchNorm(Block block, NormInfo info, String x) {
        if (!info.axes().equals(List.of(1))) {
            throw OnnxGraph.refused(info, "normalizes another axis than the channels");
        }
        List<String> inputs = new ArrayList<>(List.of(x));
        for (String name : List.of("gamma", "beta", "runningMean", "runningVar")) {
            inputs.add(graph.parameter(block, name));
        }
        Attribute epsilon = Attribute.of("epsilon", info.epsilon());
        return graph.node("BatchNormalization", inputs, epsilon);
    }

    private String pooling(PoolingInfo info, String x) {
        boolean max = info.type() == PoolingInfo.Type.MAX;
        if (!max && info.type() != PoolingInfo.Type.AVERAGE) {
            throw OnnxGraph.refused(info, "takes neither the largest value nor the mean");
        }
        if (info.window().isEmpty()) {
            String map = graph.node(max ? "GlobalMaxPool" : "GlobalAveragePool", List.of(x));
            return graph.node("Flatten", List.of(map));
        }
        SlidingWindow window = info.window().get();
        if (window.ceil()) { // where that leads, the engines do not agree
            throw OnnxGraph.refused(info, "reads windows that fit only in part");
        }
        List<Attribute> settings = new ArrayList<>(window(window));
        if (!max) {
            boolean counts = info.further().equals(List.of(true));
            if (!counts && Arrays.stream(window.paddings().getShape()).anyMatch(p -> p > 0)) {
                throw OnnxGraph.refused(
                        info, "leaves the padding out of its means, which not every engine does");
            }
            settings.add(Attribute.of("count_include_pad", counts ? 1 : 0));
        }
        return graph.node(
                max ? "MaxPool" : "AveragePool", List.of(x), settings.toArray(Attribute[]::new));
    }

    private static Attribute[] window(ConvolutionInfo conv) {
        List<Attribute> settings = new ArrayList<>(window(conv.sliding()));
        settings.add(Attribute.of("dilations", conv.sliding().dilations().getShape()));
        settings.add(Attribute.of("group", conv.groups()));
        return settings.toArray(Attribute[]::new);
    }

    private static List<Attribute> window(SlidingWindow window) {
        long[] one = window.paddings().getShape();
        long[] both = LongStream.concat(Arrays.stream(one), Arrays.stream(one)).toArray();
        return List.of(
                Attribute.of("kernel_shape", window.kernel().getShape()),
                Attribute.of("strides", window.strides().getShape()),
                Attribute.of("pads", both));
    }

    private List<String> inputs(String x, Block block, boolean bias) {
        String weight = graph.parameter(block, "weight");
        return bias ? List.of(x, weight, graph.parameter(block, "bias")) : List.of(x, weight);
    }
}
