package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.exercises.Probe.Role;
import convnets.exercises.Step.Fault;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The layers of a net by what they do.
 *
 * @param list first to last
 */
record NetParts(List<Part> list) {

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
            if (WITH_WEIGHTS.contains(role) && !isOwn()) {
                return LayerTable.of(block, in).parameters(); // which needs no memory
            }
            try (LentWeights lent = LentWeights.to(block, 0, in)) {
                return lent.sizes().stream().mapToLong(Long::longValue).sum();
            }
        }

        /** Multiply-adds for one example. */
        long macs() {
            if (!WITH_WEIGHTS.contains(role) || !isOwn()) {
                return LayerTable.of(block, in).macs();
            }
            try (LentWeights lent = LentWeights.to(block, 0, in)) {
                return lent.weightsWithoutBiases() * out.slice(2).size();
            }
        }

        /** Whether a class of the reader's computes it, which no table knows. */
        boolean isOwn() {
            return LayerInfos.of(block).kind() == LayerKind.OTHER;
        }

        /** Whether it makes maps smaller than it must. */
        boolean pools() {
            return role == Role.POOLING
                    || LayerInfos.of(block).window().filter(w -> w.stride() > 1).isPresent();
        }

        /** Whether it is a dropout behind which a net learns nothing. */
        boolean dropsNearlyAll() {
            return role == Role.DROPOUT && Probe.droppedShare(block, in) > 0.95;
        }

        /** Whether it reads maps that are far larger than pictures as they are stored. */
        boolean isEnlarged() {
            return in.dimension() == 4 && in.slice(2).size() > 36 * 36; // a padding may add some
        }

        /** Whether it may hold an activation function beside what else it does. */
        boolean mayBend() {
            return role == Role.POOLING || role == Role.OTHER && block.getParameters().isEmpty();
        }

        /** Whether it is a convolution whose window is a single pixel, written in either way. */
        boolean isPointwise() {
            return role == Role.CONVOLUTION
                    ? LayerInfos.of(block)
                            .window()
                            .map(window -> window.kernel().size() == 1)
                            .orElseGet(() -> !Probe.mixesPlaces(block, in))
                    : role == Role.DENSE && out.dimension() == 4 && in.slice(1, 3).size() > 1;
        }

        /**
         * Whether it is a convolution that moves a window larger than a pixel; one that sees all of
         * the map at its only place is a dense layer.
         */
        boolean seesNeighbors() {
            return role == Role.CONVOLUTION && !isPointwise() && out.slice(2).size() > 1;
        }

        /** Whether each value that it gives has a weight for each value that it reads. */
        boolean seesAll() {
            return role == Role.DENSE
                    || role == Role.CONVOLUTION
                            && out.slice(2).size() == 1
                            && (in.slice(2).size() == 1 || !isPointwise());
        }

        /** Whether it reads maps as a dense layer does, with a weight for each place. */
        boolean isDense() {
            return role == Role.DENSE ? !isPointwise() : seesAll() && in.slice(2).size() > 1;
        }
    }

    /** Tries the layers of a net one by one; a block of the reader's own by what is in it. */
    static NetParts of(Block net, Shape input) {
        List<Part> parts = new ArrayList<>();
        add(parts, Nets.layers(net), input, Map.of());
        return new NetParts(parts);
    }

    /**
     * Adds layers in a row.
     *
     * @param reads what some of them are known to read, where it is not what the one before gives
     */
    private static Shape add(
            List<Part> parts, Collection<Block> layers, Shape input, Map<Block, Shape> reads) {
        Shape shape = input;
        for (Block layer : layers) {
            Shape in = reads.getOrDefault(layer, shape);
            between(shape, in).ifPresent(parts::add);
            Part part =
                    new Part(
                            layer,
                            in,
                            Nets.outputShape(layer, in.getShape()),
                            Probe.role(layer, in));
            if (part.mayBend() && !Probe.isStraightOnEvenMaps(layer, in)) {
                parts.add(silent(in, in, Role.ACTIVATION));
            }
            parts.addAll(part.role() == Role.OTHER ? inside(part) : List.of(part));
            if (part.isOwn()
                    && WITH_WEIGHTS.contains(part.role())
                    && !Probe.isStraight(layer, in)) {
                parts.add(silent(part.out(), part.out(), Role.ACTIVATION));
            }
            if (part.isOwn()
                    && parts.get(parts.size() - 1).role() != Role.DROPOUT
                    && Probe.droppedShare(layer, in) > 0.01) {
                parts.add(silent(part.out(), part.out(), Role.DROPOUT));
            }
            shape = part.out();
        }
        return shape;
    }

    /** What a block does between two of its layers without a layer for it. */
    private static Optional<Part> between(Shape out, Shape in) {
        Role role = in.size() < out.size() ? Role.POOLING : Role.NOTHING;
        return in.equals(out) ? Optional.empty() : Optional.of(silent(out, in, role));
    }

    private static Part silent(Shape in, Shape out, Role role) {
        return new Part(Blocks.identityBlock(), in, out, role);
    }

    /**
     * The layers of a block that has some, if all parameters are theirs, as if they stood in a row.
     * A class may declare them in another order than they run in, use one of them in several
     * places, and call functions without a layer for them. So of its own layers those with weights
     * count, in the order in which they run, and dropouts; what pools or changes the shape shows in
     * what the next layer reads, and activation functions are found by trying.
     */
    private static List<Part> inside(Part whole) {
        List<Part> inner = new ArrayList<>();
        Block block = whole.block();
        Collection<Block> layers = block.getChildren().values();
        if (block instanceof ParallelBlock) {
            layers.forEach(b -> add(inner, Nets.layers(b), whole.in(), Map.of()));
            return inner;
        }
        if (layers.isEmpty()) {
            return List.of(whole);
        }
        List<Block> bent = List.of();
        Map<Block, Shape> reads;
        try (LentWeights lent = LentWeights.to(block, 0, whole.in())) {
            reads = lent.reads(whole.in());
            if (!(block instanceof SequentialBlock)) {
                RunOrder order = RunOrder.of(lent, block, lent.input(whole.in(), 0));
                layers = reads.isEmpty() ? layers : order.sorted(layers);
                bent = order.bent();
            }
        }
        Shape end = add(inner, layers, whole.in(), reads);
        long parameters = inner.stream().mapToLong(Part::parameters).sum();
        if (parameters != whole.parameters()) {
            return List.of(whole);
        }
        between(end, whole.out()).ifPresent(inner::add);
        bent.forEach(layer -> activate(inner, layer));
        return inner;
    }

    /** Puts an activation function behind a layer with weights. */
    private static void activate(List<Part> parts, Block layer) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            if (RunOrder.declared(part.block()).anyMatch(layer::equals)) {
                parts.add(i + 1, silent(part.out(), part.out(), Role.ACTIVATION));
                return;
            }
        }
    }

    /** How many layers do this. */
    long count(Role role) {
        return count(part -> part.role() == role);
    }

    /** How many layers are convolutions or dense ones. */
    long withWeights() {
        return count(part -> WITH_WEIGHTS.contains(part.role()));
    }

    /** How many layers are such. */
    long count(Predicate<Part> some) {
        return list.stream().filter(some).count();
    }

    /** How many of the convolutions that see neighbors have such a layer before the next one. */
    long followed(Role role) {
        long followed = 0;
        boolean open = false;
        for (Part part : list) {
            followed += open && part.role() == role ? 1 : 0;
            open =
                    WITH_WEIGHTS.contains(part.role()) && !part.isPointwise()
                            ? part.seesNeighbors()
                            : open && part.role() != role;
        }
        return followed;
    }

    /** Whether there are so many convolutions that see neighbors, and bend what they give. */
    Optional<Fault> convolutional(int convolutions) {
        String few =
                "It has %s whose windows see more than one pixel, and less than the whole map: that is"
                        + " too few for a net of this kind.";
        String straight =
                "Convolutions without an activation function between them are no more than one:"
                        + " each layer but the last needs one behind it.";
        long windows = count(Part::seesNeighbors);
        return Fault.unless(windows >= convolutions, few, Text.count(windows, "convolution"))
                .or(() -> Fault.unless(followed(Role.ACTIVATION) >= convolutions, straight));
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

    /** Whether the last thing that the net does is such a function; a NiN averages behind it. */
    boolean endsBent() {
        return list.stream()
                .map(Part::role)
                .filter(role -> role != Role.NOTHING)
                .reduce((one, next) -> next)
                .filter(role -> role == Role.ACTIVATION || role == Role.SOFTMAX)
                .isPresent();
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
