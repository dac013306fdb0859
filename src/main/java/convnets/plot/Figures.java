package convnets.plot;

import convnets.cost.LayerTable;
import convnets.train.Epoch;
import convnets.train.History;
import java.util.List;
import java.util.stream.IntStream;

/** The charts that the chapters share. */
public final class Figures {

    private Figures() {}

    /**
     * Loss and accuracies over the epochs, as d2l draws them.
     *
     * @param history what happened
     * @return three lines over the epochs
     */
    public static Chart learning(History history) {
        double[] epochs = history.values(Epoch::number);
        double worst = history.epochs().stream().mapToDouble(Epoch::loss).max().orElse(1);
        return Chart.lines("Learning")
                .x("epoch")
                .y("loss (nats), accuracy")
                .yRange(0, Math.max(1, 1.05 * worst))
                .add("train loss", epochs, history.values(Epoch::loss))
                .add("train accuracy", epochs, history.values(Epoch::trainAccuracy))
                .add("test accuracy", epochs, history.values(Epoch::testAccuracy));
    }

    /**
     * How the maps shrink while their number grows, from layer to layer.
     *
     * @param table of a net
     * @return a bar for the side length and one for the number of channels of each layer's output;
     *     a dense layer counts as channels of 1×1
     */
    public static Chart sizes(LayerTable table) {
        List<LayerTable.Row> maps = table.maps();
        List<String> names = maps.stream().map(r -> r.layer().split(",")[0]).toList();
        return Chart.bars("Sizes of the maps", numbered(names))
                .y("pixels or channels")
                .logY()
                .add("side of a map", maps.stream().mapToDouble(r -> side(r, 2)).toArray())
                .add("channels", maps.stream().mapToDouble(r -> r.output().get(1)).toArray());
    }

    private static double side(LayerTable.Row row, int axis) {
        return row.output().dimension() > axis ? row.output().get(axis) : 1;
    }

    /** Makes equal names different, as the categories of a chart must be. */
    private static List<String> numbered(List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> (i + 1) + " " + names.get(i))
                .toList();
    }
}
