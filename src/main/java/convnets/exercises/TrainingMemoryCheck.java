package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import java.util.List;
import java.util.function.ToLongBiFunction;

/** Tries a formula for the memory of a training, with Adam and in single precision. */
final class TrainingMemoryCheck {

    private static final List<LayerTable> TABLES =
            List.of(
                    LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28)),
                    LayerTable.of(
                            AlexNet.settings().widthDivisor(4).block(), new Shape(1, 1, 80, 80)));

    private static final List<Integer> BATCHES = List.of(1, 64, 128);

    private TrainingMemoryCheck() {}

    static Verdict of(ToLongBiFunction<LayerTable, Integer> bytes) {
        Check check =
                Check.of(ComparisonChecks.MEMORY)
                        .mistake(() -> same(bytes, (t, n) -> 0), "It returns 0 as yet.")
                        .mistake(
                                () -> same(bytes, (t, n) -> right(t, n) / 4),
                                "These are values: a float has 4 bytes.")
                        .mistake(
                                () -> same(bytes, (t, n) -> bytes(2, 2, 1, t, n)),
                                "Adam's two moments are missing: two more numbers for each"
                                        + " weight.")
                        .mistake(
                                () -> same(bytes, (t, n) -> bytes(3, 2, 1, t, n)),
                                "One of the four numbers for each weight is missing: itself, its"
                                        + " gradient, and two moments.")
                        .mistake(
                                () -> same(bytes, (t, n) -> bytes(1, 1, 1, t, n)),
                                "That is enough to use the net, not to train it: the gradients"
                                        + " are missing.")
                        .mistake(
                                () -> same(bytes, (t, n) -> bytes(4, 1, 1, t, n)),
                                "The activations have gradients too: the way back goes through"
                                        + " each of them.")
                        .mistake(
                                () -> same(bytes, (t, n) -> bytes(4, 2, 0, t, n)),
                                "The pictures are missing: table.input().size() values each.")
                        .mistake(
                                () -> same(bytes, (t, n) -> n * right(t, 1)),
                                "All pictures of a batch share the same weights: only the"
                                        + " activations grow with it.")
                        .mistake(
                                () -> same(bytes, (t, n) -> right(t, 1)),
                                "The batch is missing: each of its pictures has its own"
                                        + " activations.");
        for (LayerTable table : TABLES) {
            for (int batch : BATCHES) {
                check.equal(
                        "bytes for "
                                + (table == TABLES.get(0) ? "LeNet" : "AlexNet ÷ 4")
                                + " and batches of "
                                + batch,
                        right(table, batch),
                        () -> bytes.applyAsLong(table, batch),
                        "4 · (4 · parameters + batch · (2 · activations + pixels)).");
            }
        }
        long megabytes = right(TABLES.get(1), 128) / 1_000_000;
        return check.verdict(
                "For AlexNet ÷ 4 and batches of 128 that is "
                        + megabytes
                        + " MB, as in the chapter's table.");
    }

    private static long right(LayerTable table, int batch) {
        return bytes(4, 2, 1, table, batch);
    }

    private static long bytes(
            int perWeight, int perActivation, int perPixel, LayerTable table, int batch) {
        long perPicture = perActivation * table.activations() + perPixel * table.input().size();
        return 4 * (perWeight * table.parameters() + batch * perPicture);
    }

    private static boolean same(
            ToLongBiFunction<LayerTable, Integer> one,
            ToLongBiFunction<LayerTable, Integer> other) {
        return TABLES.stream()
                .allMatch(
                        t ->
                                BATCHES.stream()
                                        .allMatch(
                                                n ->
                                                        one.applyAsLong(t, n)
                                                                == other.applyAsLong(t, n)));
    }
}
