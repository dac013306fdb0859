package convnets.exercises;

import static convnets.exercises.ShuffledMaps.MAPS;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.exercises.NetParts.Part;
import convnets.exercises.Probe.Role;
import convnets.nn.Nets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Checks the exercises of chapter 07, NiN, that compute with maps. */
public final class NinMapChecks {

    /** Maps on which a window of 5×5 moves. */
    private static final Shape LARGER = new Shape(1, 10, 8, 6);

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
        Supplier<NDArray> right = Answer.once(() -> Nets.forward(convolution, x));
        Supplier<NDArray> zeros = () -> Nets.forward(convolution, x.mul(0));
        Check check = Check.of("7.1", answer, convolution, x);
        check.notBegun("pictures", () -> near(answer, x))
                .mistake("channels", () -> has(answer, right.get().transpose(0, 2, 3, 1)))
                .mistake("rows", () -> answer.getShape().equals(rows(right.get())))
                .mistake("shape", () -> !has(answer, right.get()))
                .mistake("biases", () -> near(answer, right.get().sub(zeros.get())))
                .mistake("values", () -> !near(answer, right.get()));
        return check.verdict();
    }

    private static boolean has(NDArray answer, NDArray shape) {
        return answer.getShape().equals(shape.getShape());
    }

    /** One row for each pixel of maps, with as many values as there are channels. */
    private static Shape rows(NDArray maps) {
        long channels = maps.getShape().get(1);
        return new Shape(maps.size() / channels, channels);
    }

    /** For the reader's code may change what it is given. */
    private static NDArray copy(NDArray array) {
        return array.duplicate();
    }

    private static boolean near(NDArray one, NDArray other) {
        return Probe.near(Grids.floats(one), Grids.floats(other));
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
            List<ShuffledMaps> cases = ShuffledMaps.some(manager);
            Check check = Check.of("7.8", change);
            check.formula(
                            "the largest difference",
                            cases,
                            s -> change.of(s.ending(), copy(s.maps()), copy(s.shuffled())))
                    .within(1e-4)
                    .right("look", s -> s.difference().abs().max().getFloat())
                    .wrong("compares", s -> s.shuffled().sub(s.maps()).abs().max().getFloat())
                    .wrong("mean", s -> s.difference().abs().mean().getFloat())
                    .wrong("sum differences", s -> s.difference().abs().sum().getFloat())
                    .wrong("smallest", s -> s.difference().abs().min().getFloat())
                    .wrong("differences", s -> s.difference().max().getFloat())
                    .wrong("differences sign", s -> -s.difference().min().getFloat())
                    .wrong("length", s -> Math.sqrt(s.difference().square().sum().getFloat()))
                    .wrong("largest", s -> s.after().abs().max().getFloat());
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
        Supplier<NetParts> parts = Answer.once(() -> NetParts.of(convolution, MAPS));
        Check check = Check.of("7.9", convolution, ending);
        check.mistake("convolution", () -> parts.get().count(Role.CONVOLUTION) != 1)
                .notBegun("kernel", () -> parts.get().count(Part::isPointwise) > 0)
                .mistake("alone", () -> gives(convolution, MAPS, new Shape(1, 10)))
                .mistake("maps", () -> !gives(convolution, MAPS, new Shape(1, 10, 1, 1)))
                .mistake("alone", () -> parts.get().bendsLogits())
                .mistake("weights", () -> !convolution.isInitialized())
                .mistake("copied", () -> !hasBiases(ending))
                .mistake("weights dense", () -> differs(convolution, ending, true))
                .mistake("weights right", () -> differs(convolution, ending, false))
                .mistake("maps slide", () -> !gives(convolution, LARGER, new Shape(1, 10, 4, 2)));
        return check.verdict();
    }

    /** Fresh biases are 0, and those of the task are not. */
    private static boolean hasBiases(Block ending) {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray zeros = Draw.array(manager, MAPS).zerosLike();
            return Nets.forward(ending, zeros).abs().max().getFloat() > 0;
        }
    }

    private static boolean gives(Block block, Shape in, Shape out) {
        return Nets.outputShape(block, in.getShape()).equals(out);
    }

    /**
     * Whether the two differ on random maps; without biases, if the answer to zeros is taken off.
     */
    private static boolean differs(Block convolution, Block ending, boolean weightsAlone) {
        try (NDManager manager = HostArrays.newManager()) {
            NDArray maps = Draw.array(manager, MAPS);
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
            List<ClassMaps> cases = Draw.some(8, i -> ClassMaps.drawn(manager));
            Check check = Check.of("7.10", evidence);
            check.formula("evidence", cases, m -> evidence.apply(copy(m.maps()), m.number()))
                    .within(1e-4)
                    .right("look", m -> m.map().div(m.map().size()))
                    .stub("map itself", ClassMaps::map)
                    .wrong("places", m -> m.map().div(49))
                    .wrong("places of 5×5", m -> m.map().div(25))
                    .wrong("divides", m -> m.map().div(m.maps().size()))
                    .wrong("evidence", m -> m.maps().get("0, 0").div(m.map().size()))
                    .wrong("softmax", m -> m.map().softmax(0))
                    .wrong("shares", m -> m.map().div(m.map().sum()))
                    .wrong("rows columns", m -> m.map().div(m.map().getShape().get(0)))
                    .wrong("rows columns", m -> m.map().div(m.map().getShape().get(1)))
                    .wrong("negative", m -> m.map().maximum(0).div(m.map().size()))
                    .wrong("logit", m -> m.map().mean());
            return check.verdict();
        }
    }
}
