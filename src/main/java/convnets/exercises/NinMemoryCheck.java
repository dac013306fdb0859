package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.models.Nin;
import convnets.models.Vgg;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;

/** Checks exercise 7.4: memory. */
final class NinMemoryCheck {

    private static final Shape IMAGE = new Shape(1, 1, 224, 224);

    private NinMemoryCheck() {}

    static Verdict of(
            ToLongFunction<LayerTable> use, ToLongBiFunction<LayerTable, Integer> training) {
        Check check = Check.of(NinChecks.MEMORY);
        check.mistake(
                () -> use.applyAsLong(table(Nin.block())) == 0,
                "The first method still gives 0: begin with four bytes for each parameter.");
        memory(check, "NiN", table(Nin.block()), use, training);
        memory(check, "VGG-11", table(Vgg.block(11)), use, training);
        return check.verdict(
                "In use the weights count, and in training the activations of the batch.");
    }

    private static void memory(
            Check check,
            String name,
            LayerTable table,
            ToLongFunction<LayerTable> use,
            ToLongBiFunction<LayerTable, Integer> training) {
        use(check, name, table, () -> use.applyAsLong(table));
        training(check, name, table, batch -> training.applyAsLong(table, batch));
    }

    private static void use(Check check, String name, LayerTable table, LongSupplier use) {
        long weights = table.parameters();
        long pair = largestPair(table);
        long largest = table.maps().stream().mapToLong(Row::activations).max().orElse(0);
        check.mistake(
                        () -> use.getAsLong() == weights + pair,
                        "These are values: each of them takes four bytes.")
                .mistake(
                        () -> use.getAsLong() == 4 * (weights + table.activations()),
                        "All maps at once are only needed in training: here a map may go when the"
                                + " next layer has read it.")
                .mistake(
                        () -> use.getAsLong() == 4 * (weights + largest),
                        "This is the largest map alone: while a layer computes, the map that it"
                                + " reads and the one that it writes are both there.")
                .mistake(
                        () -> use.getAsLong() == 4 * weights,
                        "These are the weights: the maps need room too.")
                .equal(
                        "bytes in use, " + name,
                        4 * (weights + pair),
                        use::getAsLong,
                        "Add each two neighbors of table.maps(), and take the largest sum.");
    }

    private static void training(
            Check check, String name, LayerTable table, IntToLongFunction training) {
        int batch = 128;
        long weights = table.parameters();
        long maps = table.activations();
        check.mistake(
                        () -> training.applyAsLong(batch) == 2 * weights + batch * maps,
                        "These are values: each of them takes four bytes.")
                .mistake(
                        () -> training.applyAsLong(batch) == 4 * (weights + batch * maps),
                        "The gradients are missing: training computes one for each parameter.")
                .mistake(
                        () -> training.applyAsLong(batch) == 4 * (2 * weights + maps),
                        "This is for one picture: each picture of the batch has its own maps.")
                .mistake(
                        () -> training.applyAsLong(batch) == 4 * batch * (2 * weights + maps),
                        "All pictures of a batch share the weights and their gradients: only the"
                                + " maps are multiplied.")
                .equal(
                        "bytes in training, batch of 128, " + name,
                        4 * (2 * weights + batch * maps),
                        () -> training.applyAsLong(batch),
                        "Weights, as many gradients, and the activations of 128 pictures.")
                .equal(
                        "bytes in training, batch of 16, " + name,
                        4 * (2 * weights + 16 * maps),
                        () -> training.applyAsLong(16),
                        "The size of the batch is the second argument.");
    }

    private static long largestPair(LayerTable table) {
        List<Row> maps = table.maps();
        long largest = 0;
        for (int i = 1; i < maps.size(); i++) {
            largest = Math.max(largest, maps.get(i - 1).activations() + maps.get(i).activations());
        }
        return largest;
    }

    private static LayerTable table(Block net) {
        return LayerTable.of(net, IMAGE);
    }
}
