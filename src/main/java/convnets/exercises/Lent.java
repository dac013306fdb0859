package convnets.exercises;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import convnets.CourseException;
import convnets.engine.HostArrays;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * A net of the reader's with weights of ours for a while; on closing it gets its own back, or none
 * if it had none.
 *
 * <p>The weights depend on a seed and on the sizes of the parameters alone, so two nets of the same
 * sizes have the same ones: also a dense layer and a convolution over the whole map.
 */
final class Lent implements AutoCloseable {

    private final NDManager manager = HostArrays.newManager();
    private final Block net;
    private final List<float[]> own = new ArrayList<>();

    private Lent(Block net) {
        this.net = net;
    }

    /** Lends weights to a net. */
    static Lent to(Block net, int seed, Shape input) {
        Lent lent = new Lent(net);
        boolean trained = net.isInitialized();
        if (!trained) {
            Answer.of(() -> Nets.initialize(net, Init.he(), 0, input));
        }
        Random random = new Random(seed);
        for (Parameter parameter : parameters(net)) {
            NDArray array = parameter.getArray();
            if (trained) {
                lent.own.add(array.toFloatArray());
            }
            HostArrays.set(array, values(parameter, random));
        }
        return lent;
    }

    /** The parameters in order, one that several layers share once. */
    static List<Parameter> parameters(Block net) {
        Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return net.getParameters().values().stream().filter(seen::add).toList();
    }

    /** He's range for weights, so that no layer saturates; and biases that are not 0. */
    private static float[] values(Parameter parameter, Random random) {
        Shape shape = parameter.getArray().getShape();
        boolean weight = parameter.getType() == Parameter.Type.WEIGHT && shape.dimension() > 1;
        double range = weight ? Math.sqrt(6.0 * shape.get(0) / shape.size()) : 0.3;
        boolean positive =
                parameter.getType() == Parameter.Type.GAMMA
                        || parameter.getType() == Parameter.Type.RUNNING_VAR;
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (range * (2 * random.nextFloat() - 1)) + (positive ? 1 : 0);
        }
        return values;
    }

    /** What the net gives for random input; the same seed, the same input. */
    NDArray output(Shape input, int seed) {
        return run(input(input, seed), false);
    }

    /** What the net gives. */
    NDArray run(NDArray x, boolean training) {
        return Answer.of(
                () ->
                        net.forward(new ParameterStore(manager, false), new NDList(x), training)
                                .singletonOrThrow());
    }

    /** What the net gives while it is trained, with dropout. */
    NDArray train(NDArray x) {
        try (GradientCollector training = Engine.getInstance().newGradientCollector()) {
            Objects.requireNonNull(training); // it is open while the net runs: that is training
            return run(x, true);
        }
    }

    /** Values from −1 to 1. */
    NDArray input(Shape shape, int seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return HostArrays.array(manager, values, shape);
    }

    @Override
    public void close() {
        if (own.isEmpty()) {
            net.clear();
        }
        List<Parameter> parameters = parameters(net);
        for (int i = 0; i < own.size(); i++) {
            HostArrays.set(parameters.get(i).getArray(), own.get(i));
        }
        manager.close();
    }

    /** Refuses a net in which one layer stands twice. */
    static void refuseShared(Block net) {
        if (parameters(net).size() < net.getParameters().values().size()) {
            throw new CourseException(
                    "One and the same layer stands in the net several times, so its places share"
                            + " one set of weights: make a new layer for each.");
        }
    }
}
