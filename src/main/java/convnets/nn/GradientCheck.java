package convnets.nn;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import convnets.CourseException;
import convnets.Text;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Compares the gradients that the engine computes backward with finite differences, ∂L/∂w ≈ (L(w +
 * h) − L(w − h)) / 2h. If a layer's forward step is written with differentiable operations, the two
 * agree; where they do not, the layer computes something other than it says.
 *
 * <p>L is the sum of the outputs, each times a fixed random number, so that every output takes
 * part. All is computed as in training, and in double precision: single precision would drown the
 * differences. What is not learned, such as the running mean of batch normalization, is left out.
 *
 * <pre>{@code
 * GradientCheck.of(new MyBlock(), new Shape(2, 3, 8, 8)).worst()   // about 1e-9
 * }</pre>
 *
 * @param differences for the input ("x") and each learned parameter by name: the largest difference
 *     between the two gradients, as a share of the largest gradient
 */
public record GradientCheck(Map<String, Double> differences) {

    /** The first, and the next for where a kink, as of ReLU or max pooling, is nearer than that. */
    private static final double[] STEPS = {1e-5, 1e-7};

    /** Of a layer that is right, no gradient is further off. */
    private static final double RIGHT = 1e-6;

    /**
     * Gradients that are so small a share of the largest of all are as good as 0, as that of a bias
     * is whose mean batch normalization takes away: their own size is no measure.
     */
    private static final double NOTHING = 1e-3;

    /** How many values of each array are tried; small arrays are tried whole. */
    private static final int TRIALS = 60;

    /**
     * Checks a layer or a net.
     *
     * @param block without weights; it is given random ones, and loses them again at the end
     * @param input the shape of the random input, batch first
     * @return how far the gradients are apart
     * @throws CourseException if the block has weights, which would be lost, does not fit the
     *     input, or the engine cannot compute it in double precision
     */
    public static GradientCheck of(Block block, Shape input) {
        Shapes.output(block, input);
        LayerInfos.of(block).checkBatch(input.get(0));
        // A block without weights stays initialized after its first check, and may have another.
        if (!block.getParameters().isEmpty() && block.isInitialized()) {
            throw new CourseException(
                    "The gradient check gives a block random weights, and this one has weights:"
                            + " give it a new block.");
        }
        try (NDManager manager = HostArrays.newManager()) {
            Devices.engine().setRandomSeed(1);
            block.setInitializer(Init.glorot(), Parameter.Type.WEIGHT);
            Initialization.of(block, manager, DataType.FLOAT64, input);
            Run run = new Run(manager, block, input);
            try {
                return run.compare();
            } catch (EngineException | UnsupportedOperationException e) {
                throw run.explained(e);
            }
        } finally {
            block.clear();
        }
    }

    /**
     * The largest of all differences.
     *
     * @return a share of the largest gradient; below 1e-6 for a layer that is right
     */
    public double worst() {
        return differences.values().stream().mapToDouble(d -> d).max().orElse(0);
    }

    /** One line: the largest difference of each array. */
    @Override
    public String toString() {
        return differences.entrySet().stream()
                .map(e -> Text.format("%s %.1e", e.getKey(), e.getValue()))
                .collect(Collectors.joining(", ", "largest relative difference: ", ""));
    }

    /** The arrays of one check. */
    private static final class Run {

        private final NDManager manager;
        private final Block block;
        private final NDArray x;
        private final NDArray factors;
        private final Random random = new Random(1);
        private boolean differsInTraining;

        Run(NDManager manager, Block block, Shape input) {
            this.manager = manager;
            this.block = block;
            x = normal(input);
            factors = normal(Shapes.output(block, input));
        }

        RuntimeException explained(RuntimeException problem) {
            RuntimeException explained = Refusal.of(problem, block, Nets.layers(block), x, false);
            return explained != problem
                    ? explained
                    : new CourseException(
                            "%s cannot compute the gradients of this block: %s.",
                            Devices.engineVersion(),
                            problem.getMessage().lines().findFirst().orElse(""));
        }

        GradientCheck compare() {
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            arrays.put("x", x);
            block.getParameters().stream()
                    .filter(pair -> pair.getValue().requiresGradient())
                    .forEach(pair -> arrays.put(pair.getKey(), pair.getValue().getArray()));
            arrays.values().forEach(a -> a.setRequiresGradient(true));
            double loss = recorded(true);
            requireComparable(loss, arrays.values());
            differsInTraining = Math.abs(loss - predicted()) > 1e-9 * Math.abs(loss);
            double overall =
                    arrays.values().stream().mapToDouble(Run::largestGradient).max().orElse(0);
            Map<String, Double> differences = new LinkedHashMap<>();
            arrays.forEach(
                    (name, array) -> {
                        double least = Math.max(1e-12, NOTHING * overall);
                        double largest = Math.max(least, largestGradient(array));
                        differences.put(name, difference(array, largest));
                    });
            GradientCheck check = new GradientCheck(differences);
            if (check.worst() > RIGHT && isSingle()) {
                throw new CourseException(
                        "%s computes a part of this block in single precision, whose rounding hides"
                                + " the differences: check its other layers without that part.",
                        Devices.engineVersion());
            }
            return check;
        }

        private void requireComparable(double loss, Collection<NDArray> arrays) {
            double slopes = arrays.stream().mapToDouble(Run::largestGradient).sum();
            if (!Double.isFinite(loss + slopes)) {
                throw new CourseException(
                        "Some outputs or gradients of this block are infinite or no numbers, for"
                                + " inputs between -1 and 1: there is nothing to compare.");
            }
            if (Math.abs(recorded(false) - loss) > 1e-9 * Math.abs(loss)) {
                throw new CourseException(
                        "This block computes something else each time, with the same input and the"
                                + " same weights: take random numbers from the engine alone, and keep"
                                + " nothing from one time to the next.");
            }
        }

        /** In single precision, changes that small are lost, or rounded to larger ones. */
        private boolean isSingle() {
            double[] values = x.toDoubleArray();
            double loss = lossWith(x, values);
            double small = lossWith(x, times(values, 1 + 1e-8)) - loss;
            double twice = lossWith(x, times(values, 1 + 2e-8)) - loss;
            boolean lost = small == 0 && lossWith(x, times(values, 1 + 1e-4)) != loss;
            return lost || Math.abs(twice - 2 * small) > 0.1 * Math.abs(small);
        }

        private static double[] times(double[] values, double factor) {
            return Arrays.stream(values).map(value -> factor * value).toArray();
        }

        private static double largestGradient(NDArray array) {
            return Arrays.stream(array.getGradient().toDoubleArray())
                    .map(Math::abs)
                    .max()
                    .orElse(0);
        }

        private double difference(NDArray array, double largest) {
            double[] backward = array.getGradient().toDoubleArray();
            double[] values = array.toDoubleArray();
            double worst = 0;
            int trials = Math.min(TRIALS, values.length);
            for (int t = 0; t < trials; t++) {
                int i = trials == values.length ? t : random.nextInt(values.length);
                double difference = Double.POSITIVE_INFINITY;
                for (int s = 0; s < STEPS.length && difference > RIGHT; s++) {
                    double slope = slope(array, values, i, STEPS[s]);
                    difference = Math.min(difference, Math.abs(slope - backward[i]) / largest);
                }
                worst = Math.max(worst, difference);
            }
            lossWith(array, values);
            return worst;
        }

        private double slope(NDArray array, double[] values, int i, double step) {
            double old = values[i];
            values[i] = old + step;
            double above = lossWith(array, values);
            values[i] = old - step;
            double below = lossWith(array, values);
            values[i] = old;
            return (above - below) / (2 * step);
        }

        private double lossWith(NDArray array, double[] values) {
            HostArrays.set(array, values);
            return differsInTraining ? recorded(false) : predicted();
        }

        /**
         * As in training, and with the same random numbers each time: batch normalization computes
         * something else in use, and dropout is to drop the same values.
         */
        private double recorded(boolean backward) {
            Engine engine = Devices.engine();
            engine.setRandomSeed(1);
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray loss = loss(true);
                if (backward) {
                    collector.backward(loss);
                }
                return loss.getDouble();
            }
        }

        /** As in use, which is faster: nothing is recorded for a way back. */
        private double predicted() {
            return loss(false).getDouble();
        }

        private NDArray loss(boolean training) {
            ParameterStore store = new ParameterStore(manager, false);
            return block.forward(store, new NDList(x), training)
                    .singletonOrThrow()
                    .mul(factors)
                    .sum();
        }

        private NDArray normal(Shape shape) {
            return HostArrays.array(manager, random.doubles(shape.size(), -1, 1).toArray(), shape);
        }
    }
}
