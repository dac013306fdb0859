package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds a net of the reader's against the net that is asked for, and against plausible wrong ones:
 * two nets are the same if, with the same weights, they give the same for the same pictures.
 *
 * <p>So it does not matter what the layers are called, whose they are, or in which of several
 * equivalent orders they stand. Dropout, which is silent outside training, is looked at by itself.
 */
final class Twin implements Step {

    private static final int PICTURES = 2;

    /** A net that the reader may have built, and what is said of it. */
    private record Other(Supplier<? extends Block> net, Fault fault) {}

    /** What a net gives, and for each layer with weights how many each of its parameters has. */
    private record Output(List<List<Long>> sizes, Shape shape, float[] values) {

        static Output of(Block net, Shape input) {
            int seed = 1;
            Shape pictures = new Shape(PICTURES).addAll(input.slice(1));
            try (Lent lent = Lent.to(net, seed, pictures)) {
                var y = lent.output(pictures, seed);
                return new Output(sizes(net), y.getShape(), y.toFloatArray());
            }
        }

        /** One after the other, for a block of the reader's may hold several layers. */
        private List<Long> flat() {
            return sizes.stream().flatMap(List::stream).toList();
        }

        private static List<List<Long>> sizes(Block net) {
            return Nets.layers(net).stream()
                    .map(layer -> Lent.parameters(layer))
                    .filter(parameters -> !parameters.isEmpty())
                    .map(ps -> ps.stream().map(p -> p.getArray().size()).toList())
                    .toList();
        }

        boolean same(Output other) {
            return flat().equals(other.flat())
                    && shape.equals(other.shape)
                    && Probe.near(values, other.values);
        }
    }

    private final Block net;
    private final Supplier<? extends Block> right;
    private final Shape input;
    private final List<Other> mistakes = new ArrayList<>();
    private String hint = "Compare the two layer by layer.";

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
    Twin wrong(Supplier<? extends Block> other, String sentence) {
        mistakes.add(new Other(other, new Fault(true, sentence)));
        return this;
    }

    /** The net of the notebook's own cell. */
    Twin stub(Supplier<? extends Block> other, String sentence) {
        mistakes.add(new Other(other, new Fault(false, sentence)));
        return this;
    }

    /** Where to look if the net is none of the known ones. */
    Twin hint(String look) {
        hint = look;
        return this;
    }

    @Override
    public Optional<Fault> look() {
        Lent.refuseShared(net);
        Output found = Output.of(net, input);
        Block asked = right.get();
        Output expected = Output.of(asked, input);
        if (found.same(expected)) {
            return dropouts(asked);
        }
        for (Other other : mistakes) {
            if (found.same(Output.of(other.net().get(), input))) {
                return Optional.of(other.fault());
            }
        }
        return Fault.of(difference(found, expected) + " " + hint);
    }

    private Optional<Fault> dropouts(Block asked) {
        List<Integer> found = Parts.of(net, input).dropouts();
        List<Integer> expected = Parts.of(asked, input).dropouts();
        if (found.equals(expected)) {
            return Optional.empty();
        }
        return Fault.of(
                found.size() < expected.size()
                        ? "A dropout is missing: training, the net is another one."
                        : found.size() > expected.size()
                                ? "There is a dropout too many: training, the net is another one."
                                : "A dropout stands at another place.");
    }

    private String difference(Output found, Output expected) {
        if (!found.shape().equals(expected.shape())) {
            return Text.format(
                    "For %d pictures it gives %s; %s is asked for.",
                    PICTURES, found.shape(), expected.shape());
        }
        if (found.flat().equals(expected.flat())) {
            return "Its weights are as many as they should be, but it computes something else:"
                    + " what stands between the layers with weights?";
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
                        : sum(found) < sum(expected)
                                ? "Its layer %d with weights has too few of them."
                                : "Its layer %d with weights has too many of them.";
        return Text.format(words, number);
    }

    private static long sum(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }
}
