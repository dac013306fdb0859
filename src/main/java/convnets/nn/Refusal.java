package convnets.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import convnets.CourseException;
import convnets.Text;
import convnets.engine.Devices;
import convnets.engine.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Says what it is that an engine does not compute: each engine complains in its own way. */
public final class Refusal {

    private Refusal() {}

    /**
     * Says in one sentence what an engine complains of.
     *
     * @param problem that came when the net computed, or when its output or its gradients were read
     * @param net with weights
     * @param layers of the net, as {@code Nets.layers} lists them
     * @param x its input
     * @param training whether it was trained: some layers can be run and not trained
     * @return a {@link CourseException}, or the problem if it is none of the engine's
     */
    public static RuntimeException of(
            RuntimeException problem, Block net, List<Block> layers, NDArray x, boolean training) {
        if (problem instanceof CourseException) {
            return problem;
        } else if (Memory.isRefused(problem)) {
            return Memory.tooLarge("an input of " + x.getShape() + " and what the net makes of it");
        }
        if (!net.getParameters().isEmpty()) {
            Shape known = net.describeInput().valueAt(0).slice(1);
            Shape one = x.getShape().dimension() == 0 ? x.getShape() : x.getShape().slice(1);
            if (!known.equals(one)) {
                return new CourseException(
                        "This net has its weights for inputs of shape %s and cannot take %s.",
                        known, one);
            }
        }
        return isEngines(problem) || isMissing(problem)
                ? layer(problem, layers, x, training)
                : problem;
    }

    /** DJL checks a part of what the engines do not, and has not written all for each of them. */
    private static boolean isEngines(RuntimeException problem) {
        return problem instanceof EngineException
                || problem instanceof IllegalArgumentException
                || problem instanceof UnsupportedOperationException;
    }

    /** A layer of the reader's own may give null, or no array, or several. */
    private static boolean isMissing(RuntimeException problem) {
        return problem instanceof NullPointerException
                || problem instanceof IndexOutOfBoundsException;
    }

    /** Which layer it is: they are run one by one, each to its end. */
    private static RuntimeException layer(
            RuntimeException problem, List<Block> layers, NDArray x, boolean training) {
        NDList value = new NDList(x);
        Block before = null;
        for (Block layer : layers) {
            try {
                LayerInfos.of(layer).checkBatch(value.head().getShape().get(0));
                ParameterStore store = new ParameterStore(x.getManager(), false);
                NDList output =
                        training
                                ? trained(layer, store, value)
                                : layer.forward(store, value, false);
                if (isNothing(output)) {
                    return new CourseException(
                            "The layer \"%s\" gives null for an input of shape %s: its forward has"
                                    + " to return an array.",
                            LayerInfos.of(layer).text(), value.head().getShape());
                }
                output.forEach(NDArray::toByteBuffer);
                value = output;
                before = layer;
            } catch (CourseException sentence) {
                return sentence;
            } catch (RuntimeException e) {
                if (e instanceof IndexOutOfBoundsException && value.size() != 1) {
                    return several(before, value);
                }
                if (!isEngines(e)) {
                    return problem;
                }
                List<Shape> shapes = Arrays.asList(value.getShapes());
                String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                return new CourseException(
                        "%s cannot %s the layer \"%s\" on an input of shape %s and type %s: %s.",
                        Devices.engineVersion(),
                        training ? "train" : "run",
                        LayerInfos.of(layer).text(),
                        shapes.size() == 1 ? shapes.get(0) : shapes,
                        Text.lower(value.head().getDataType().name()),
                        said);
            }
        }
        return value.size() == 1 ? problem : several(before, value);
    }

    private static CourseException several(Block layer, NDList value) {
        return new CourseException(
                "The layer \"%s\" gives %d arrays, and what follows it takes one: its forward has to"
                        + " return a list of one array.",
                LayerInfos.of(layer).text(), value.size());
    }

    /** Forward, and back to the layer's input: what it gives is no part of the layer before. */
    private static NDList trained(Block layer, ParameterStore store, NDList value) {
        NDArray input = value.singletonOrThrow().duplicate();
        input.setRequiresGradient(true);
        try (GradientCollector collector = Devices.engine().newGradientCollector()) {
            NDList output = layer.forward(store, new NDList(input), true);
            if (isNothing(output) || output.size() != 1) {
                return output;
            }
            collector.backward(output.singletonOrThrow().sum());
            return new NDList(output.singletonOrThrow().duplicate());
        }
    }

    /** A layer of the reader's own may give it. */
    private static boolean isNothing(NDList output) {
        return output == null || output.stream().anyMatch(Objects::isNull);
    }
}
