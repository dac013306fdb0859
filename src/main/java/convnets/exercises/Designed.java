package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.exercises.Probe.Role;
import convnets.nn.Nets;
import java.util.Optional;

/** Steps for nets that the reader designs: they must be convolutional nets for ten classes. */
final class Designed {

    private static final int CLASSES = 10;

    private Designed() {}

    /** Weights and biases, also of layers that no table knows. */
    static long parameters(Block net, Shape input) {
        return Parts.of(net, input).list().stream().mapToLong(Parts.Part::parameters).sum();
    }

    /** Multiply-adds for one example; a layer without weights has none. */
    static long macs(Block net, Shape input) {
        return Parts.of(net, input).list().stream()
                .filter(part -> part.parameters() > 0)
                .mapToLong(part -> LayerTable.of(part.block(), part.in()).macs())
                .sum();
    }

    /** Whether more than half of the parameters are in dense layers. */
    static boolean mostlyDense(Block net, Shape input) {
        long dense =
                Parts.of(net, input).list().stream()
                        .filter(part -> part.role() == Role.DENSE)
                        .mapToLong(Parts.Part::parameters)
                        .sum();
        return 2 * dense > parameters(net, input);
    }

    /** Ten logits for each picture, as they are. */
    static Step logits(Block net, Shape input) {
        return () -> {
            Shape out = Nets.outputShape(net, input.getShape());
            if (out.equals(new Shape(1, CLASSES))) {
                return Parts.of(net, input).bendsLogits()
                        ? Step.Fault.of(
                                "The logits go through an activation function or a softmax at the"
                                        + " end: they may be any number, and the loss takes the"
                                        + " softmax itself.")
                        : Optional.empty();
            }
            boolean flat = out.dimension() == 2;
            return Step.Fault.of(
                    Text.format(
                            "For one picture it gives %s, not (1, %d). %s",
                            out,
                            CLASSES,
                            flat
                                    ? "There are ten classes."
                                    : "A dense layer reads the last axis alone: is flatten()"
                                            + " missing before it?"));
        };
    }

    /** So many convolutions that see neighbors, with activation functions behind them. */
    static Step convolutional(Block net, Shape input, int convolutions) {
        return () -> {
            Parts parts = Parts.of(net, input);
            if (parts.windows() < convolutions) {
                return Step.Fault.of(
                        Text.format(
                                "It has %d convolutions whose windows see more than one pixel:"
                                        + " that is too few for a net of this kind.",
                                parts.windows()));
            }
            return parts.activated() < convolutions
                    ? Step.Fault.of(
                            "Convolutions without an activation function between them are no more"
                                    + " than one: each layer but the last needs one behind it.")
                    : Optional.empty();
        };
    }

    /** As many dense layers and poolings as a net of its kind has. */
    static Step pooledAndDense(Block net, Shape input, int poolings, int dense) {
        return () -> {
            Parts parts = Parts.of(net, input);
            return parts.count(Role.POOLING) < poolings
                    ? Step.Fault.of("A net of this kind pools more often: its maps shrink.")
                    : parts.count(Role.DENSE) < dense
                            ? Step.Fault.of("A net of this kind has more dense layers at its end.")
                            : Optional.empty();
        };
    }
}
