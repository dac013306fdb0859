package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.exercises.Probe.Role;
import convnets.exercises.Step.Fault;
import convnets.nn.Nets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A net that the reader designs: what it costs, and steps that say which constraints it keeps.
 *
 * @param net with weights or without
 * @param input the shape of one example
 * @param tried its layers by what they do, which takes a while to find out
 */
record Designed(Block net, Shape input, Supplier<NetParts> tried) {

    /** What is said of such logits. */
    static final String BENT =
            "The logits go through an activation function or a softmax at the end: they may be any"
                    + " number, and the loss takes the softmax itself.";

    private static final Shape LOGITS = new Shape(2, 10);

    Designed(Block net, Shape input) {
        this(net, input, Answer.once(() -> NetParts.of(net, input)));
    }

    NetParts parts() {
        return tried.get();
    }

    /** Weights and biases, also of layers that no table knows. */
    long parameters() {
        return parameters(part -> true);
    }

    /** A layer that stands in it twice has its own once. */
    private long parameters(Predicate<NetParts.Part> some) {
        Set<Block> counted = new HashSet<>();
        return parts().list().stream()
                .filter(some.and(part -> counted.add(part.block())))
                .mapToLong(NetParts.Part::parameters)
                .sum();
    }

    /** Multiply-adds for one example; a function has none, though it may learn a number. */
    long macs() {
        return parts().list().stream()
                .filter(part -> part.role() != Role.ACTIVATION && part.parameters() > 0)
                .mapToLong(NetParts.Part::macs)
                .sum();
    }

    /** Whether it has more parameters than that, and most of them in dense layers. */
    boolean isHeavy(long most) {
        long all = parameters();
        return all > most && 2 * parameters(part -> part.role() == Role.DENSE) > all;
    }

    /** Ten logits for each picture, which mixes with no other, as they are. */
    Step logits() {
        return () -> {
            Shape out = Nets.outputShape(net, new Shape(2).addAll(input.slice(1)).getShape());
            String words = "For two pictures it gives %s, not %s. %s";
            String why =
                    out.dimension() == 2 && out.get(0) == 2
                            ? "There are ten classes."
                            : "Logits are one row for each picture: is flatten() missing? (A"
                                    + " dense layer reads the last axis alone.)";
            return Fault.unless(out.equals(LOGITS), words, out, LOGITS, why)
                    .or(() -> Fault.unless(!parts().bendsLogits(), BENT));
        };
    }

    /** So many convolutions that see neighbors, with activation functions behind them. */
    Step convolutional(int convolutions) {
        return () -> parts().convolutional(convolutions);
    }

    /** So many convolutions with a pooling behind them, and so many dense layers. */
    Step pooledAndDense(int poolings, int dense) {
        return () -> {
            NetParts parts = parts();
            String pooled = "In a net of this kind a pooling stands behind each convolution.";
            String ending = "A net of this kind has more dense layers at its end.";
            return Fault.unless(parts.followed(Role.POOLING) >= poolings, pooled)
                    .or(() -> Fault.unless(parts.count(NetParts.Part::seesAll) >= dense, ending));
        };
    }
}
