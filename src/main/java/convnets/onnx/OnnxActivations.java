package convnets.onnx;

import ai.djl.nn.Block;
import convnets.nn.ActivationInfo;
import convnets.nn.ScaledTanh;
import convnets.onnx.OnnxGraph.Attribute;
import java.util.List;

/** Activation functions as operations of ONNX, some of them made of several. */
record OnnxActivations(OnnxGraph graph) {

    String add(ActivationInfo info, Block block, String x) {
        float parameter = info.parameter();
        return switch (info.function()) {
            case RELU -> of("Relu", x);
            case RELU6 -> of("Min", of("Relu", x), graph.number(6));
            case SIGMOID -> of("Sigmoid", x);
            case TANH -> of("Tanh", x);
            case SCALED_TANH -> times(ScaledTanh.AMPLITUDE, of("Tanh", times(ScaledTanh.SLOPE, x)));
            case SOFTPLUS -> of("Softplus", x);
            case SOFTSIGN -> of("Softsign", x);
            case SELU -> of("Selu", x);
            case GELU -> of("Mul", times(0.5, x), plusOne(of("Erf", times(Math.sqrt(0.5), x))));
            case MISH -> of("Mul", x, of("Tanh", times(1 / Math.log(2), of("Softplus", x))));
            case LEAKY_RELU ->
                    graph.node("LeakyRelu", List.of(x), Attribute.of("alpha", parameter));
            case ELU -> graph.node("Elu", List.of(x), Attribute.of("alpha", parameter));
            case SWISH -> of("Mul", x, of("Sigmoid", times(parameter, x)));
            case PRELU -> of("PRelu", x, graph.parameter(block, "alpha", 1));
        };
    }

    private String of(String operation, String... inputs) {
        return graph.node(operation, List.of(inputs));
    }

    private String times(double factor, String x) {
        return of("Mul", x, graph.number(factor));
    }

    private String plusOne(String x) {
        return of("Add", x, graph.number(1));
    }
}
