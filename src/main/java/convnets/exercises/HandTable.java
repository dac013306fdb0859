package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Compares a reader's own counts with a layer table, and recognizes how they were miscounted. */
final class HandTable {

    private static final String SIZES =
            "A window of k pixels has n + 2p − k + 1 places among n pixels; a 2×2 pooling halves.";
    private static final String COUNT =
            "A kernel has k·k weights for each channel that it reads; flatten lays out"
                    + " channels · side · side values.";
    private static final String WORK = "MACs of a layer: its weights, times the places of its map.";

    private final List<Row> maps;
    private final List<Row> learning;
    private final long pixels;
    private final long channels;

    HandTable(Block net, Shape input) {
        List<Row> rows = LayerTable.of(net, input).rows();
        maps =
                rows.stream()
                        .filter(r -> r.activations() > 0 && r.output().dimension() == 4)
                        .toList();
        learning = rows.stream().filter(r -> r.parameters() > 0).toList();
        pixels = input.get(2) * input.get(3);
        channels = input.get(1);
    }

    Verdict check(Exercise exercise, int[] sides, long[] parameters, long[] macs) {
        return Check.of(exercise)
                .equal(
                        "sizes of maps",
                        maps.size(),
                        () -> sides.length,
                        "One for each convolution and pooling.")
                .mistake(() -> all(sides, 0), "Nothing is filled in yet: begin with the sizes.")
                .mistake(
                        () -> sides[0] == maps.get(0).output().get(2) + 1,
                        "The first size is one too large: k pixels fit into n in n − k + 1"
                                + " places.")
                .mistake(
                        () -> (long) sides[0] * sides[0] == pixels,
                        "The first convolution has no padding, so its maps are smaller than the"
                                + " picture.")
                .equal("sizes", text(maps, r -> r.output().get(2)), () -> text(sides), SIZES)
                .equal(
                        "numbers of parameters",
                        learning.size(),
                        () -> parameters.length,
                        "One for each convolution and dense layer.")
                .mistake(
                        () -> same(parameters, this::weights),
                        "These are the weights: each output channel, and each unit of a dense"
                                + " layer, has a bias, too.")
                .mistake(
                        () -> same(parameters, i -> weights(i) + 1),
                        "One bias a layer is too few: there is one for each output channel.")
                .mistake(
                        () -> parameters[0] == weights(0) / channels + bias(0),
                        "The first kernels look at one channel only; a color picture has three.")
                .equal("parameters", text(learning, Row::parameters), () -> text(parameters), COUNT)
                .mistake(
                        () -> Arrays.equals(macs, parameters),
                        "These are the parameters again. A convolution uses its weights at every"
                                + " place of its map.")
                .mistake(
                        () -> same(macs, i -> (weights(i) + bias(i)) * places(i)),
                        "The biases are in it: a bias is added and not multiplied, so it is no MAC.")
                .mistake(
                        () -> macs[0] == weights(0) * pixels,
                        "The first layer counts the places of the picture; count those of the map"
                                + " that it puts out.")
                .equal("MACs", text(learning, Row::macs), () -> text(macs), WORK)
                .verdict("Every number of the table is yours. LayerTable counts the same way.");
    }

    private long bias(int i) {
        return learning.get(i).output().get(1);
    }

    private long weights(int i) {
        return learning.get(i).parameters() - bias(i);
    }

    private long places(int i) {
        return learning.get(i).output().slice(2).size();
    }

    private boolean same(long[] found, IntToLongFunction mistaken) {
        return Arrays.equals(found, IntStream.range(0, found.length).mapToLong(mistaken).toArray());
    }

    private static boolean all(int[] values, int value) {
        return Arrays.stream(values).allMatch(v -> v == value);
    }

    private static String text(List<Row> rows, ToLongFunction<Row> value) {
        return text(rows.stream().mapToLong(value).toArray());
    }

    private static String text(int[] values) {
        return text(Arrays.stream(values).asLongStream().toArray());
    }

    private static String text(long[] values) {
        return Arrays.stream(values)
                .mapToObj(v -> Text.format("%,d", v))
                .collect(Collectors.joining("; "));
    }
}
