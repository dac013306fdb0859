package convnets.exercises;

import static convnets.exercises.ShuffledMaps.MAPS;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.engine.HostArrays;
import convnets.exercises.Probe.Role;
import convnets.nn.Nets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks the exercises of chapter 07, NiN, that compute with maps. */
public final class NinMapChecks {

    private NinMapChecks() {}

    /**
     * 7.1: what a 1×1 convolution gives, computed as a dense layer at each pixel.
     *
     * @param answer (N, c<sub>o</sub>, h, w), computed by the reader
     * @param convolution with weights and biases
     * @param x (N, c<sub>i</sub>, h, w)
     * @return what is said of it
     */
    public static Verdict pointwise(NDArray answer, Block convolution, NDArray x) {
        NDArray right = Nets.forward(convolution, x);
        NDArray bias = convolution.getParameters().get("bias").getArray().reshape(1, -1, 1, 1);
        Check check = Check.of("7.1", answer);
        check.notBegun("pictures", () -> answer.equals(x))
                .mistake(
                        "channels",
                        () -> answer.getShape().equals(right.transpose(0, 2, 3, 1).getShape()))
                .mistake("rows", () -> answer.getShape().dimension() == 2)
                .mistake("shape", () -> !answer.getShape().equals(right.getShape()))
                .mistake("biases", () -> near(answer, right.sub(bias)))
                .mistake("values", () -> !near(answer, right));
        return check.verdict();
    }

    private static boolean near(NDArray one, NDArray other) {
        return Probe.near(one.toFloatArray(), other.toFloatArray());
    }

    /** The method of 7.8: how far logits move. */
    @FunctionalInterface
    public interface Change {

        /**
         * Measures it.
         *
         * @param ending with weights, (N, 10, 5, 5) → (N, 10)
         * @param maps (1, 10, 5, 5)
         * @param shuffled the same with their places in another order
         * @return the largest difference of the logits
         */
        float of(Block ending, NDArray maps, NDArray shuffled);
    }

    /**
     * 7.8: how far the logits move when the places of the maps are shuffled.
     *
     * @param change the reader's method
     * @return what is said of it
     */
    public static Verdict shuffled(Change change) {
        try (NDManager manager = HostArrays.newManager()) {
            List<ShuffledMaps> cases =
                    Stream.of(1, 2, 3)
                            .flatMap(
                                    i ->
                                            Stream.of(
                                                    ShuffledMaps.drawn(
                                                            "a dense ending",
                                                            sequential(flatten(), dense(10)),
                                                            manager),
                                                    ShuffledMaps.drawn(
                                                            "the average",
                                                            globalAvgPool(),
                                                            manager),
                                                    ShuffledMaps.drawn(
                                                            "the maximum",
                                                            sequential(maxPool(5), flatten()),
                                                            manager)))
                            .toList();
            Check check = Check.of("7.8", change);
            check.formula(
                            "the largest difference",
                            cases,
                            s -> change.of(s.ending(), s.maps(), s.shuffled()))
                    .within(1e-4)
                    .right("look", s -> s.difference().abs().max().getFloat())
                    .wrong("compares", s -> s.of(flatten()))
                    .wrong("mean", s -> s.difference().abs().mean().getFloat())
                    .wrong("sum differences", s -> s.difference().abs().sum().getFloat())
                    .wrong("smallest", s -> s.difference().abs().min().getFloat())
                    .wrong("differences", s -> s.difference().max().getFloat())
                    .wrong("differences sign", s -> -s.difference().min().getFloat())
                    .wrong("length", s -> Math.sqrt(s.difference().square().sum().getFloat()))
                    .wrong(
                            "largest",
                            s -> Nets.forward(s.ending(), s.shuffled()).abs().max().getFloat());
            return check.verdict();
        }
    }

    /**
     * 7.9: a dense layer on maps as a convolution.
     *
     * @param convolution with weights
     * @param ending flattening and a dense layer, with weights, for maps of 10×5×5
     * @return what is said of it
     */
    public static Verdict sliding(Block convolution, Block ending) {
        Check check = Check.of("7.9", convolution, ending);
        check.mistake("convolution", () -> Parts.of(convolution, MAPS).count(Role.CONVOLUTION) != 1)
                .notBegun("kernel", () -> Parts.of(convolution, MAPS).windows() == 0)
                .mistake(
                        "maps",
                        () ->
                                !Nets.outputShape(convolution, 1, 10, 5, 5)
                                        .equals(new Shape(1, 10, 1, 1)))
                .mistake("weights", () -> !convolution.isInitialized())
                .mistake("weights dense", () -> differs(convolution, ending, true))
                .mistake("weights right", () -> differs(convolution, ending, false))
                .mistake(
                        "maps slide",
                        () ->
                                !Nets.outputShape(convolution, 1, 10, 8, 6)
                                        .equals(new Shape(1, 10, 4, 2)));
        return check.verdict();
    }

    /**
     * Whether the two differ on random maps; without biases, if the answer to zeros is taken off.
     */
    private static boolean differs(Block convolution, Block ending, boolean weightsAlone) {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray maps = HostArrays.array(manager, Draw.floats((int) MAPS.size()), MAPS);
            return !near(
                    answer(convolution, maps, weightsAlone), answer(ending, maps, weightsAlone));
        }
    }

    private static NDArray answer(Block block, NDArray maps, boolean weightsAlone) {
        NDArray all = Nets.forward(block, maps).reshape(1, -1);
        return weightsAlone ? all.sub(Nets.forward(block, maps.zerosLike()).reshape(1, -1)) : all;
    }

    /**
     * 7.10: what each place of a map adds to a class's logit.
     *
     * @param evidence from maps (1, 10, h, w) and the number of a class to (h, w) values
     * @return what is said of it
     */
    public static Verdict evidence(BiFunction<NDArray, Integer, NDArray> evidence) {
        try (NDManager manager = HostArrays.newManager()) {
            List<ClassMaps> cases =
                    IntStream.range(0, 8).mapToObj(i -> ClassMaps.drawn(manager)).toList();
            Check check = Check.of("7.10", evidence);
            check.formula(
                            "evidence",
                            cases,
                            m -> evidence.apply(m.maps(), m.number()).toFloatArray())
                    .within(1e-4)
                    .right("look", m -> m.map(m.number()).div(m.map(0).size()).toFloatArray())
                    .stub("map itself", m -> m.map(m.number()).toFloatArray())
                    .wrong("places", m -> m.map(m.number()).div(49).toFloatArray())
                    .wrong("divides", m -> m.map(m.number()).div(m.maps().size()).toFloatArray())
                    .wrong("evidence", m -> m.map(0).div(m.map(0).size()).toFloatArray())
                    .wrong("softmax", m -> m.map(m.number()).softmax(0).toFloatArray())
                    .wrong("logit", m -> new float[] {m.map(m.number()).mean().getFloat()});
            return check.verdict();
        }
    }
}
