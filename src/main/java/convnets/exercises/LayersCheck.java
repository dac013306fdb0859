package convnets.exercises;

import ai.djl.ndarray.types.Shape;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Tries functions that find a layer on the tables of several nets. */
final class LayersCheck {

    private static final Shape GRAY = new Shape(1, 1, 224, 224);

    private LayersCheck() {}

    static Verdict of(Function<LayerTable, Row> heaviest, Function<LayerTable, Row> busiest) {
        List<LayerTable> tables =
                List.of(
                        LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28)),
                        LayerTable.of(AlexNet.block(), GRAY),
                        LayerTable.of(Vgg.block(11), GRAY),
                        LayerTable.of(Nin.block(), GRAY),
                        LayerTable.of(Nin.settings().widthDivisor(4).block(), GRAY));
        Check check =
                Check.of(ComparisonChecks.LAYERS)
                        .mistake(
                                () -> finds(heaviest, tables, t -> t.rows().get(0)),
                                "As yet it finds the first layer of each net.")
                        .mistake(
                                () ->
                                        finds(heaviest, tables, t -> most(t, Row::macs))
                                                && finds(
                                                        busiest,
                                                        tables,
                                                        t -> most(t, Row::parameters)),
                                "The two are swapped: heavy is many parameters, busy is many"
                                        + " MACs.")
                        .mistake(
                                () -> finds(heaviest, tables, t -> most(t, Row::bytes)),
                                "Bytes count the activations too: the heaviest layer has most"
                                        + " parameters.")
                        .mistake(
                                () -> finds(heaviest, tables, t -> most(t, r -> -r.parameters())),
                                "That is the smallest, not the largest.")
                        .mistake(
                                () -> finds(busiest, tables, t -> most(t, Row::activations)),
                                "Many activations are many values, not much work: the busiest"
                                        + " layer has most MACs.");
        for (LayerTable table : tables) {
            check.equal(
                    "most parameters",
                    most(table, Row::parameters).layer(),
                    () -> heaviest.apply(table).layer(),
                    "Compare the rows' parameters().");
            check.equal(
                    "most MACs",
                    most(table, Row::macs).layer(),
                    () -> busiest.apply(table).layer(),
                    "Compare the rows' macs().");
        }
        return check.verdict("In no net with dense layers is the heaviest layer the busiest.");
    }

    private static boolean finds(
            Function<LayerTable, Row> one,
            List<LayerTable> tables,
            Function<LayerTable, Row> other) {
        return tables.stream().allMatch(table -> one.apply(table).equals(other.apply(table)));
    }

    private static Row most(LayerTable table, ToLongFunction<Row> cost) {
        return table.rows().stream().max(Comparator.comparingLong(cost)).orElseThrow();
    }
}
