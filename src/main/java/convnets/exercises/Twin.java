package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.exercises.NetParts.Part;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Holds a net of the reader's against the net that is asked for, and against plausible wrong ones:
 * two nets are the same if, with the same weights, they give the same for the same pictures.
 *
 * <p>So it does not matter what the layers are called, whose they are, or in which of several
 * equivalent orders they stand. Dropout, which is silent outside training, is looked at by itself.
 */
final class Twin implements Step {

    private static final int PICTURES = 2;
    private static final int SEED = 1;

    /** So much brighter is the second picture: what is cut off far from 0 shows there. */
    static final int BRIGHT = 30;

    private static final float[] NOTHING = {};

    /** A net that the reader may have built, and what is said of it. */
    private record Other(Supplier<? extends Block> net, Fault fault) {}

    /** What a net gives, and for each layer with weights how many each of its parameters has. */
    private record Output(List<List<Long>> sizes, Shape shape, float[] values) {

        static Output of(List<Block> layers, NDArray y) {
            return new Output(sizes(layers), y.getShape(), y.toFloatArray());
        }

        /**
         * Of a net of ours that gets the reader's weights: without values if it has others, and
         * without sizes, for which it would need memory, if it gives another shape.
         */
        static Output of(Block ours, Shape pictures, List<float[]> weights, Shape asked) {
            Shape shape = Nets.outputShape(ours, pictures.getShape());
            if (!shape.equals(asked)) {
                return new Output(List.of(), shape, NOTHING);
            }
            try (LentWeights lent = LentWeights.to(ours, pictures)) {
                List<Block> layers = RunOrder.declared(ours).toList();
                return lent.sizes()
                                .equals(
                                        weights.stream()
                                                .map(w -> (long) w.length)
                                                .sorted()
                                                .toList())
                        ? of(layers, lent.fill(weights).run(pictures(pictures, lent)))
                        : new Output(sizes(layers), shape, NOTHING);
            }
        }

        /** The second is the bright one. */
        static NDArray pictures(Shape pictures, LentWeights lent) {
            NDArray x = lent.input(pictures, SEED);
            return x.get("0:1").concat(x.get("1:").mul(BRIGHT), 0);
        }

        private static List<List<Long>> sizes(List<Block> layers) {
            return layers.stream()
                    .map(layer -> layer.getDirectParameters().values().stream())
                    .map(ps -> ps.map(p -> p.getArray().size()).toList())
                    .toList();
        }

        /** The smallest first, for a block of the reader's may hold several layers in any order. */
        List<Long> flat() {
            return sizes.stream().flatMap(List::stream).sorted().toList();
        }

        /**
         * The same as a net of ours gives, which gets its memory only if it has as many weights.
         */
        boolean same(Block ours, Shape pictures, List<float[]> weights) {
            return LayerTable.of(ours, pictures).parameters() == Twin.sum(flat())
                    && same(of(ours, pictures, weights, shape));
        }

        boolean same(Output other) {
            return flat().equals(other.flat())
                    && shape.equals(other.shape)
                    && IntStream.range(0, PICTURES).allMatch(i -> Probe.near(of(i), other.of(i)));
        }

        /** What it gives for one picture: the brighter one's values would hide a small mistake. */
        private float[] of(int picture) {
            int each = values.length / PICTURES;
            return Arrays.copyOfRange(values, picture * each, (picture + 1) * each);
        }
    }

    private final Block net;
    private final Supplier<? extends Block> right;
    private final Shape input;
    private final List<Other> mistakes = new ArrayList<>();
    private boolean dropoutCounts = true;

    private Twin(Block net, Supplier<? extends Block> right, Shape input) {
        this.net = net;
        this.right = right;
        this.input = input;
    }

    /**
     * Begins a comparison.
     *
     * @param net of the reader's; it keeps its weights, or has none afterwards either
     * @param right makes the net that is asked for
     * @param input one picture, small enough for both to be quick
     */
    static Twin of(Block net, Supplier<? extends Block> right, Shape input) {
        return new Twin(net, right, input);
    }

    /** A plausible wrong net. */
    Twin wrong(String mistake, Supplier<? extends Block> other) {
        mistakes.add(new Other(other, Fault.named(mistake)));
        return this;
    }

    /** The net of the notebook's own cell. */
    Twin stub(String mistake, Supplier<? extends Block> other) {
        mistakes.add(new Other(other, Fault.named(mistake).notBegun()));
        return this;
    }

    /** Dropout may stand anywhere, or nowhere. */
    Twin anyDropout() {
        dropoutCounts = false;
        return this;
    }

    @Override
    public Optional<Fault> look() {
        return LentWeights.shared(net).or(this::differs);
    }

    private Optional<Fault> differs() {
        Shape pictures = new Shape(PICTURES).addAll(input.slice(1));
        requireFits();
        try (LentWeights lent = LentWeights.to(net, SEED, pictures)) {
            List<float[]> weights = lent.weights();
            NDArray x = Output.pictures(pictures, lent);
            NDArray y = lent.run(x);
            Output found = Output.of(RunOrder.of(lent, net, x).layers(), y);
            Block asked = right.get();
            Output expected = Output.of(asked, pictures, weights, found.shape());
            if (found.same(expected)) {
                return dropoutCounts ? dropouts(asked) : Optional.empty();
            }
            return mistakes.stream()
                    .filter(other -> found.same(other.net().get(), pictures, weights))
                    .map(Other::fault)
                    .findFirst()
                    .or(() -> unlike(found, expected, asked));
        }
    }

    /** Says on what the net is tried, which may be smaller than what the reader has in mind. */
    private void requireFits() {
        try {
            Nets.outputShape(net, input.getShape());
        } catch (CourseException e) {
            String words = "The net that is asked for takes an input of %s, and yours does not: %s";
            throw new CourseException(words, input, e.getMessage());
        }
    }

    private Optional<Fault> dropouts(Block asked) {
        NetParts parts = NetParts.of(net, input);
        if (parts.count(Part::dropsNearlyAll) > 0) {
            return Fault.of("A dropout leaves next to nothing: half of the values is usual.");
        }
        List<Integer> found = parts.dropouts();
        List<Integer> expected = NetParts.of(asked, input).dropouts();
        if (found.equals(expected)) {
            return Optional.empty();
        }
        List<Integer> missing = without(expected, found);
        return missing.isEmpty()
                ? Fault.of(
                        "No dropout is asked for behind layer %d (of those with weights), or no"
                                + " second one.",
                        without(found, expected).get(0))
                : Fault.of(
                        "A dropout is missing behind layer %d (of those with weights).",
                        missing.get(0));
    }

    /** The places that others do not have, or not as often. */
    private static List<Integer> without(List<Integer> places, List<Integer> others) {
        List<Integer> left = new ArrayList<>(places);
        others.forEach(left::remove);
        return left;
    }

    private Optional<Fault> unlike(Output found, Output expected, Block asked) {
        return Fault.of(difference(found, expected, asked)).map(fault -> fault.with("look"));
    }

    private String difference(Output found, Output expected, Block asked) {
        if (!found.shape().equals(expected.shape())) {
            return Text.format(
                    "For %d pictures it gives %s; %s is asked for.",
                    PICTURES, found.shape(), expected.shape());
        }
        if (found.flat().equals(expected.flat())) {
            if (NetParts.of(net, input).bendsLogits() && !NetParts.of(asked, input).bendsLogits()) {
                return "Something behind its last layer with weights changes what that gives.";
            }
            return "Its weights are as many as they should be, but it computes something else:"
                    + " what stands between the layers with weights, or behind them?";
        }
        int layers = Math.min(found.sizes().size(), expected.sizes().size());
        int first = 0;
        while (first < layers && found.sizes().get(first).equals(expected.sizes().get(first))) {
            first++;
        }
        return first == layers
                ? "It has too "
                        + (layers == found.sizes().size() ? "few" : "many")
                        + " layers with"
                        + " weights."
                : layer(first + 1, found.sizes().get(first), expected.sizes().get(first));
    }

    private static String layer(int number, List<Long> found, List<Long> expected) {
        String words =
                found.equals(expected.subList(0, 1))
                        ? "Its layer %d with weights has no biases."
                        : "Its layer %d with weights has too %s of them"
                                + (found.size() == expected.size()
                                                && last(found).equals(last(expected))
                                        ? ", and yet as many outputs as it should: what it reads,"
                                                + " or its window, has another size."
                                        : ".");
        return Text.format(words, number, sum(found) < sum(expected) ? "few" : "many");
    }

    /** The number of biases, one for each output. */
    private static Long last(List<Long> sizes) {
        return sizes.get(sizes.size() - 1);
    }

    private static long sum(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }
}
