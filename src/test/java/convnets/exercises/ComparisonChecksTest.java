package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.exercises.Histories.trained;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.LeNet;
import convnets.train.Training;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ComparisonChecksTest {

    @Test
    void front() {
        right(ComparisonChecks.front(nets(), List.of("best", "cheap", "twin")));
        right(ComparisonChecks.front(nets(), List.of("twin", "cheap", "best")));
        wrong("still empty", ComparisonChecks.front(nets(), List.of()));
        wrong("not in the table: expected none, found Cheap", front("Cheap", "best"));
        wrong("against parameters", front("small", "best"));
        wrong("found dear (by best)", front("best", "cheap", "twin", "dear"));
        wrong("found same (by cheap)", front("best", "cheap", "twin", "same"));
        wrong("missing: expected none, found", front("best", "cheap"));
        wrong("not the whole front", front("best"));
    }

    private static Verdict front(String... names) {
        return ComparisonChecks.front(nets(), List.of(names));
    }

    private static Table nets() {
        return Table.create(
                StringColumn.create("net", "cheap", "same", "small", "best", "dear", "twin"),
                LongColumn.create("parameters", 900, 900, 10, 500, 900, 900),
                LongColumn.create("MACs", 100, 100, 300, 200, 300, 100),
                DoubleColumn.create("accuracy", .7, .6, .75, .8, .8, .7));
    }

    @Test
    void layers() {
        Function<LayerTable, LayerTable.Row> heaviest = most(LayerTable.Row::parameters);
        Function<LayerTable, LayerTable.Row> busiest = most(LayerTable.Row::macs);
        right(ComparisonChecks.layers(heaviest, busiest));
        Function<LayerTable, LayerTable.Row> first = table -> table.rows().get(0);
        wrong("the first layer", ComparisonChecks.layers(first, first));
        wrong("swapped", ComparisonChecks.layers(busiest, heaviest));
        wrong("Bytes", ComparisonChecks.layers(most(LayerTable.Row::bytes), busiest));
        wrong("the smallest", ComparisonChecks.layers(most(row -> -row.parameters()), busiest));
        wrong(
                "not much work",
                ComparisonChecks.layers(heaviest, most(LayerTable.Row::activations)));
        wrong(
                "most MACs: expected conv 5×5, 16, found dense 120",
                ComparisonChecks.layers(heaviest, heaviest));
        wrong("null", ComparisonChecks.layers(table -> null, busiest));
    }

    private static Function<LayerTable, LayerTable.Row> most(ToLongFunction<LayerTable.Row> cost) {
        return table -> table.rows().stream().max(Comparator.comparingLong(cost)).orElseThrow();
    }

    @Test
    void memory() {
        Verdict verdict = ComparisonChecks.memory((t, n) -> bytes(4, 2, 1, t, n));
        right(verdict);
        assertEquals(
                "For AlexNet ÷ 4 and batches of 128 that is 43 MB, as in the chapter's table.",
                verdict.said());
        wrong("returns 0", ComparisonChecks.memory((t, n) -> 0));
        wrong("4 bytes", ComparisonChecks.memory((t, n) -> bytes(4, 2, 1, t, n) / 4));
        wrong("two moments are missing", ComparisonChecks.memory((t, n) -> bytes(2, 2, 1, t, n)));
        wrong("One of the four", ComparisonChecks.memory((t, n) -> bytes(3, 2, 1, t, n)));
        wrong("not to train it", ComparisonChecks.memory((t, n) -> bytes(1, 1, 1, t, n)));
        wrong("have gradients too", ComparisonChecks.memory((t, n) -> bytes(4, 1, 1, t, n)));
        wrong("pictures are missing", ComparisonChecks.memory((t, n) -> bytes(4, 2, 0, t, n)));
        wrong("the same weights", ComparisonChecks.memory((t, n) -> n * bytes(4, 2, 1, t, 1)));
        wrong("batch is missing", ComparisonChecks.memory((t, n) -> bytes(4, 2, 1, t, 1)));
        wrong("for LeNet and batches of 1:", ComparisonChecks.memory((t, n) -> 7));
    }

    private static long bytes(int weights, int activations, int pixels, LayerTable t, long n) {
        return 4
                * (weights * t.parameters()
                        + n * (activations * t.activations() + pixels * t.input().size()));
    }

    @Test
    void seeds() {
        right(ComparisonChecks.seeds((d, s) -> Math.ceil(8 * s * s / (d * d))));
        wrong("returns 0", ComparisonChecks.seeds((d, s) -> 0));
        wrong("no part of a seed", ComparisonChecks.seeds((d, s) -> 8 * s * s / (d * d)));
        wrong("Rounded down", ComparisonChecks.seeds((d, s) -> (int) (8 * s * s / (d * d))));
        wrong("Both means", ComparisonChecks.seeds((d, s) -> Math.ceil(4 * s * s / (d * d))));
        wrong("one standard", ComparisonChecks.seeds((d, s) -> Math.ceil(2 * s * s / (d * d))));
        wrong(
                "square root of n",
                ComparisonChecks.seeds((d, s) -> Math.ceil(Math.sqrt(8) * s / d)));
        wrong("expected 11, found 3", ComparisonChecks.seeds((d, s) -> 3));
    }

    @Test
    void budget() {
        right(BudgetCheck.of(() -> trained(net(8, 4, 10), 28, .9, .9)));
        wrong("Is the budget used", BudgetCheck.of(() -> trained(net(8, 4, 10), 28, .9, .5)));
        wrong("end as NiN does", BudgetCheck.of(() -> trained(net(8, 2, 100), 28, .9, .9)));
        wrong("100,000 or less", BudgetCheck.of(() -> trained(net(256, 8, 10), 28, .9, .9)));
        wrong("5,000,000 or less", BudgetCheck.of(() -> trained(net(64, 8, 10), 28, .9, .9)));
        ImageData large = FashionMnist.sample().first(20, 10).resized(64);
        wrong("on enlarged pictures", BudgetCheck.of(() -> trained(net(32, 16, 10), 64, .9, .9)));
        wrong("call fit() first", ComparisonChecks.budget(Training.of(LeNet.block(), large)));
        wrong("null", ComparisonChecks.budget(null));
    }

    private static Block net(int channels, int pool, int units) {
        return sequential(
                conv(channels, 3).pad(1),
                relu(),
                conv(channels, 3).pad(1),
                relu(),
                maxPool(pool),
                flatten(),
                dense(units),
                relu(),
                dense(10));
    }
}
