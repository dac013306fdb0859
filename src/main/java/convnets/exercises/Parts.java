package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.exercises.Probe.Role;
import convnets.nn.LayerInfos;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The layers of a net by what they do.
 *
 * @param list first to last
 */
record Parts(List<Part> list) {

    private static final Set<Role> WITH_WEIGHTS = Set.of(Role.CONVOLUTION, Role.DENSE);

    /**
     * A layer.
     *
     * @param block the layer itself
     * @param in the shape of what it reads
     * @param out the shape of what it gives
     * @param role what it does
     */
    record Part(Block block, Shape in, Shape out, Role role) {

        /** Weights and biases. */
        long parameters() {
            if (WITH_WEIGHTS.contains(role)) {
                return LayerTable.of(block, in).parameters(); // which needs no memory
            }
            try (Lent lent = Lent.to(block, 0, in)) {
                return lent.sizes().stream().mapToLong(Long::longValue).sum();
            }
        }

        /** Whether it looks at more than one place: a window larger than 1×1, or the whole map. */
        boolean seesNeighbors() {
            return role == Role.CONVOLUTION
                    && LayerInfos.of(block).window().orElseThrow().kernelSize() > 1;
        }
    }

    /** Tries the layers of a net one by one. */
    static Parts of(Block net, Shape input) {
        List<Part> parts = new ArrayList<>();
        Shape shape = input;
        for (Block layer : Nets.layers(net)) {
            Shape out = Nets.outputShape(layer, shape.getShape());
            parts.add(new Part(layer, shape, out, Probe.role(layer, shape)));
            shape = out;
        }
        return new Parts(parts);
    }

    /** How many layers do this. */
    long count(Role role) {
        return list.stream().filter(part -> part.role() == role).count();
    }

    /** Convolutions whose windows see more than one pixel. */
    long windows() {
        return list.stream().filter(Part::seesNeighbors).count();
    }

    /** Convolutions that look at each pixel by itself. */
    long pointwise() {
        return count(Role.CONVOLUTION) - windows();
    }

    /** How many layers with weights have an activation function before the next one. */
    long activated() {
        long activated = 0;
        boolean open = false;
        for (Part part : list) {
            activated += open && part.role() == Role.ACTIVATION ? 1 : 0;
            open = WITH_WEIGHTS.contains(part.role()) || open && part.role() != Role.ACTIVATION;
        }
        return activated;
    }

    /** Whether the logits go through an activation function or a softmax. */
    boolean bendsLogits() {
        boolean bent = false;
        for (Part part : list) {
            bent =
                    !WITH_WEIGHTS.contains(part.role())
                            && (bent
                                    || part.role() == Role.ACTIVATION
                                    || part.role() == Role.SOFTMAX);
        }
        return bent;
    }

    /** After how many layers with weights each dropout stands; one of rate 0 is none. */
    List<Integer> dropouts() {
        List<Integer> dropouts = new ArrayList<>();
        int weighted = 0;
        for (Part part : list) {
            weighted += WITH_WEIGHTS.contains(part.role()) ? 1 : 0;
            if (part.role() == Role.DROPOUT) {
                dropouts.add(weighted);
            }
        }
        return dropouts;
    }
}
