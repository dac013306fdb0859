package convnets.nn;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent layer. Its multiply-adds are those of its weights, once a step; the products of gates
 * and states, value by value, are activation functions and count as none.
 *
 * @param cell LSTM, GRU or RNN
 * @param function of an RNN's state, such as TANH; empty for the others
 * @param gates how many rows of weights a unit has: 4, 3 or 1
 * @param units of the state
 * @param layers on top of each other
 * @param bidirectional whether the series is also read backward
 * @param bias whether there are biases
 * @param batchFirst whether the batch is the input's first axis, not its second
 * @param state whether the last state is put out as well
 * @param rate of the dropout between the layers
 */
public record RecurrentInfo(
        String cell,
        String function,
        int gates,
        long units,
        int layers,
        boolean bidirectional,
        boolean bias,
        boolean batchFirst,
        boolean state,
        float rate)
        implements LayerInfo {

    @Override
    public LayerKind kind() {
        return LayerKind.RECURRENT;
    }

    @Override
    public String text() {
        return (cell + " " + units)
                + (layers == 1 ? "" : ", " + layers + " layers")
                + (bidirectional ? ", bidirectional" : "");
    }

    @Override
    public void check(Shape input) {
        if (input.dimension() != 3) {
            throw new CourseException(
                    "The layer \"%s\" needs series of three axes, batch, steps and values, not %s.",
                    text(), input);
        }
    }

    @Override
    public List<ParameterInfo> parameters(Shape input) {
        List<ParameterInfo> parameters = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            long values = layer == 0 ? input.get(2) : units * (bidirectional ? 2 : 1);
            add(
                    parameters,
                    layer,
                    "WEIGHT",
                    new Shape(gates * units, values),
                    new Shape(gates * units, units));
            if (bias) {
                add(parameters, layer, "BIAS", new Shape(gates * units), new Shape(gates * units));
            }
        }
        return parameters;
    }

    /** DJL's names: l and r for the directions, i2h for what reads the input, h2h for the state. */
    private void add(
            List<ParameterInfo> parameters, int layer, String type, Shape input, Shape state) {
        for (String direction : bidirectional ? List.of("l", "r") : List.of("l")) {
            String name = direction + "_" + layer;
            parameters.add(ParameterInfo.learned(name + "_i2h_" + type, input));
            parameters.add(ParameterInfo.learned(name + "_h2h_" + type, state));
        }
    }

    @Override
    public long macs(Shape input, Shape output) {
        long weights =
                parameters(input).stream()
                        .map(ParameterInfo::shape)
                        .filter(shape -> shape.dimension() == 2)
                        .mapToLong(Sizes::of)
                        .reduce(0, Math::addExact);
        return Math.multiplyExact(weights, input.get(batchFirst ? 1 : 0));
    }
}
