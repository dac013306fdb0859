package convnets.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBaseBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.Text;
import convnets.engine.Devices;
import convnets.engine.Memory;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Gives a net its arrays, and says in one sentence what a class of the reader's own leaves out. */
final class Initialization {

    private Initialization() {}

    /**
     * Refuses new weights that are larger than the memory: MXNet takes it when it computes, so else
     * a later, innocent call would end with the error. A net of a class that does not say what it
     * holds passes, and so does one whose old weights make room.
     *
     * @param available bytes
     */
    static void requireRoom(Block net, Shape input, long available) {
        Map<Block, List<ParameterInfo>> found = new IdentityHashMap<>();
        try {
            Shapes.follow(
                    net,
                    input,
                    (layer, in, out) -> found.put(layer, LayerInfos.of(layer).parameters(in)));
        } catch (CourseException unknown) {
            return;
        }
        double needed =
                found.values().stream()
                                .flatMap(List::stream)
                                .map(parameter -> LongStream.of(parameter.shape().getShape()))
                                .mapToDouble(
                                        sizes -> sizes.asDoubleStream().reduce(1, (a, b) -> a * b))
                                .sum()
                        * Float.BYTES;
        if (needed > available && !net.isInitialized()) {
            String weights = "the weights of this net, %,.1f GB";
            throw Memory.tooLarge(Text.format(weights, needed / 1e9));
        }
    }

    /**
     * Initializes a net.
     *
     * @param net without weights
     * @param manager that its arrays are attached to
     * @param type of their numbers
     * @param input the shape of its input, batch first
     * @throws CourseException if a parameter has no shape or no rule for its first values, or
     *     blocks inside a block are left out
     */
    static void of(Block net, NDManager manager, DataType type, Shape input) {
        try {
            net.initialize(manager, type, input);
        } catch (CourseException sentence) {
            throw sentence;
        } catch (NullPointerException
                | IllegalStateException
                | IllegalArgumentException
                | EngineException e) {
            throw explained(e, net);
        }
        net.getParameters().values().forEach(Initialization::requireWhole);
    }

    /**
     * A class, or a rule for the first weights, may forget what only the first batch would miss.
     */
    private static void requireWhole(Parameter parameter) {
        if (!parameter.isInitialized()) {
            throw new CourseException(
                    "The parameter \"%s\" of a block inside a block has got no first value: let"
                            + " initializeChildBlocks(…) of the outer one initialize it.",
                    parameter.getName());
        }
        Shape made = parameter.getArray().getShape();
        if (!made.equals(parameter.getShape())) {
            throw new CourseException(
                    "The rule for the first weights makes an array of shape %s for the parameter"
                            + " \"%s\" of shape %s: it has to make one of that shape.",
                    made, parameter.getName(), parameter.getShape());
        }
    }

    private static RuntimeException explained(RuntimeException problem, Block net) {
        if (problem instanceof EngineException) {
            return Memory.isRefused(problem)
                    ? Memory.tooLarge("the weights of this net")
                    : cannot(Devices.engineVersion(), problem);
        }
        if (isThrownBy(AbstractBaseBlock.class, problem)
                || isThrownBy(SequentialBlock.class, problem)) {
            return cannot("DJL", problem);
        }
        for (Parameter parameter : net.getParameters().values()) {
            if (parameter.getInitializer() == null) {
                return new CourseException(
                        "Nothing says how the parameter \"%s\" starts: build it with"
                                + " optInitializer(…), or as one of the types WEIGHT, BIAS, GAMMA,"
                                + " BETA.",
                        parameter.getName());
            }
            if (parameter.getShape() == null) {
                return new CourseException(
                        "Nothing says what shape the parameter \"%s\" has: build it with"
                                + " optShape(…), or set it in the method prepare(…) of its class.",
                        parameter.getName());
            }
            if (!parameter.isInitialized() && isThrownBy(Parameter.class, problem)) {
                return new CourseException(
                        "The rule for the first weights gives null for the parameter \"%s\": it has"
                                + " to give an array.",
                        parameter.getName());
            }
        }
        return problem;
    }

    private static CourseException cannot(String who, RuntimeException problem) {
        String said = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return new CourseException("%s cannot give this net weights: %s", who, said);
    }

    private static boolean isThrownBy(Class<?> type, RuntimeException problem) {
        StackTraceElement[] frames = problem.getStackTrace();
        return frames.length > 0 && frames[0].getClassName().equals(type.getName());
    }
}
