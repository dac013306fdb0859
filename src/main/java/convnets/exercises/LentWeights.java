package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import convnets.engine.Devices;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.exercises.Step.Fault;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A net that runs with lent weights until it is closed. If it has some of its own, it gets them
 * back: those of a training that failed may be no numbers, or tell no net from another.
 *
 * <p>Lent weights depend on a seed and on the sizes of the parameters alone, so two nets of the
 * same sizes have the same ones: also a dense layer and a convolution over the whole map.
 */
final class LentWeights implements AutoCloseable {

    private final NDManager manager = HostArrays.newManager();
    private final Block net;
    private final boolean fresh;
    private List<float[]> lent;
    private List<NDArray> own = List.of();

    private LentWeights(Block net) {
        this.net = net;
        fresh = !net.isInitialized() || arrays(net).stream().anyMatch(NDArray::isReleased);
    }

    /** Takes a net into care; one without weights has zeros for the while. */
    static LentWeights to(Block net, Shape input) {
        LentWeights lent = new LentWeights(net);
        if (lent.fresh) {
            Answer.of(() -> Nets.initialize(net, Initializer.ZEROS, 0, input));
        }
        return lent;
    }

    /** The same with weights of a seed. */
    static LentWeights to(Block net, int seed, Shape input) {
        SplittableRandom random = new SplittableRandom(seed);
        LentWeights lent = to(net, input);
        return lent.fill(parameters(net).stream().map(p -> values(p, random)).toList());
    }

    /**
     * Lends these weights: to each parameter the first that is left and has its size, for a class
     * of the reader's may declare its layers in another order than they run in.
     */
    LentWeights fill(List<float[]> values) {
        List<NDArray> arrays = arrays(net);
        if (!fresh && lent == null) {
            own = arrays.stream().map(NDArray::duplicate).toList();
        }
        List<float[]> left = new ArrayList<>(values);
        lent = arrays.stream().map(array -> taken(left, array.size())).toList();
        IntStream.range(0, lent.size()).forEach(i -> HostArrays.set(arrays.get(i), lent.get(i)));
        return this;
    }

    private static float[] taken(List<float[]> left, long size) {
        float[] first = left.stream().filter(v -> v.length == size).findFirst().orElseThrow();
        left.remove(first);
        return first;
    }

    /** The weights that are lent, parameter by parameter. */
    List<float[]> weights() {
        return lent;
    }

    /** The parameters in order, one that several layers share once. */
    static List<Parameter> parameters(Block net) {
        return net.getParameters().values().stream().distinct().toList();
    }

    private static List<NDArray> arrays(Block net) {
        return parameters(net).stream().map(Parameter::getArray).toList();
    }

    /**
     * What the net's own layers with weights read for an example of a shape, as they were told when
     * they got them; nothing of a net that got its weights for another shape.
     */
    Map<Block, Shape> reads(Shape example) {
        if (!reads(net).equals(example)) {
            return Map.of();
        }
        return net.getChildren().values().stream()
                .filter(layer -> !layer.getParameters().isEmpty())
                .distinct()
                .collect(Collectors.toMap(layer -> layer, LentWeights::reads));
    }

    private static Shape reads(Block block) {
        return new Shape(1).addAll(block.getInputShapes()[0].slice(1));
    }

    /** How many values each parameter has, the smallest first. */
    List<Long> sizes() {
        return arrays(net).stream().map(NDArray::size).sorted().toList();
    }

    /** How many values the weights have. */
    long weightsWithoutBiases() {
        return arrays(net).stream()
                .filter(array -> array.getShape().dimension() > 1)
                .mapToLong(NDArray::size)
                .sum();
    }

    /** He's range for weights, so that no layer saturates; and biases that are not 0. */
    private static float[] values(Parameter parameter, SplittableRandom random) {
        Shape shape = parameter.getArray().getShape();
        boolean weight = parameter.getType() == Parameter.Type.WEIGHT && shape.dimension() > 1;
        double range = weight ? Math.sqrt(6.0 * shape.get(0) / shape.size()) : 0.3;
        boolean positive =
                parameter.getType() == Parameter.Type.GAMMA
                        || parameter.getType() == Parameter.Type.RUNNING_VAR;
        return drawn(random, shape, range, positive ? 1 : 0);
    }

    /** As many numbers as an array of the shape has, around one of them and up to a range off. */
    private static float[] drawn(SplittableRandom random, Shape shape, double range, int middle) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (range * (2 * random.nextDouble() - 1)) + middle;
        }
        return values;
    }

    /** What the net gives; some engines refuse to compute it only when somebody reads it. */
    NDArray run(NDArray x) {
        return Answer.of(
                () -> {
                    NDArray y = Nets.forward(net, x);
                    Grids.floats(y);
                    return y;
                });
    }

    /** The same, where somebody else hands out the weights. */
    NDArray run(NDArray x, ParameterStore store) {
        return Answer.of(() -> net.forward(store, new NDList(x), false).singletonOrThrow());
    }

    /** What the net gives while it is trained, with dropout. */
    NDArray train(NDArray x) {
        ParameterStore store = new ParameterStore(manager, false);
        try (GradientCollector training = Devices.engine().newGradientCollector()) {
            Objects.requireNonNull(training); // it is open while the net runs: that is training
            return Answer.of(() -> net.forward(store, new NDList(x), true).singletonOrThrow());
        }
    }

    /** Values from −1 to 1. */
    NDArray input(Shape shape, int seed) {
        float[] values = drawn(new SplittableRandom(seed), shape, 1, 0);
        return HostArrays.array(manager, values, shape);
    }

    @Override
    public void close() {
        if (fresh) {
            net.clear();
        }
        for (int i = 0; i < own.size(); i++) {
            HostArrays.set(arrays(net).get(i), own.get(i));
            own.get(i).close();
        }
        manager.close();
    }

    /** Whether one layer stands twice in a net, or in two of several. */
    static boolean isShared(Block... nets) {
        List<Parameter> all =
                Stream.of(nets).flatMap(net -> net.getParameters().values().stream()).toList();
        return Set.copyOf(all).size() < all.size();
    }

    /** Refuses nets in which one layer stands twice. */
    static Optional<Fault> shared(Block... nets) {
        return Fault.unless(
                !isShared(nets),
                "One and the same layer stands several times in a net, or in two of them, so its"
                        + " places share one set of weights: make a new layer for each.");
    }
}
