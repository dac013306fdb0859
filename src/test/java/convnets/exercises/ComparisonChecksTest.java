package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.exercises.Verdict.Outcome;
import convnets.experiments.PairedDifference;
import convnets.models.LeNet;
import convnets.models.Vgg;
import convnets.train.Training;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
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
        assertEquals(Outcome.NOT_BEGUN, ComparisonChecks.front(nets(), List.of()).outcome());
        wrong("no net \"Cheap\"", front("Cheap", "best"));
        wrong("against parameters", front("small", "best"));
        wrong("dear is beaten by best", front("best", "cheap", "twin", "dear"));
        wrong("same is beaten by cheap", front("best", "cheap", "twin", "same"));
        wrong("A net is missing", front("best", "cheap"));
        wrong("A net is missing", front("best"));
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
        assertEquals(Outcome.NOT_BEGUN, ComparisonChecks.layers(first, first).outcome());
        wrong("swapped", ComparisonChecks.layers(busiest, heaviest));
        wrong("Bytes", ComparisonChecks.layers(most(LayerTable.Row::bytes), busiest));
        wrong("the smallest", ComparisonChecks.layers(most(row -> -row.parameters()), busiest));
        wrong(
                "not much work",
                ComparisonChecks.layers(heaviest, most(LayerTable.Row::activations)));
        wrong("That is the heaviest", ComparisonChecks.layers(heaviest, heaviest));
        wrong("gives null", ComparisonChecks.layers(table -> null, busiest));
    }

    private static Function<LayerTable, LayerTable.Row> most(ToLongFunction<LayerTable.Row> cost) {
        return table -> table.rows().stream().max(Comparator.comparingLong(cost)).orElseThrow();
    }

    @Test
    void memory() {
        Verdict verdict = ComparisonChecks.memory((t, n) -> bytes(4, 2, 1, t, n));
        right(verdict);
        assertEquals(Outcome.NOT_BEGUN, ComparisonChecks.memory((t, n) -> 0).outcome());
        wrong("4 bytes", ComparisonChecks.memory((t, n) -> bytes(4, 2, 1, t, n) / 4));
        wrong("all of the values by 4", ComparisonChecks.memory((t, n) -> partly(t, n)));
        wrong("two moments are missing", ComparisonChecks.memory((t, n) -> bytes(2, 2, 1, t, n)));
        wrong("One of the four", ComparisonChecks.memory((t, n) -> bytes(3, 2, 1, t, n)));
        wrong("not to train it", ComparisonChecks.memory((t, n) -> bytes(1, 1, 1, t, n)));
        wrong("have gradients too", ComparisonChecks.memory((t, n) -> bytes(4, 1, 1, t, n)));
        wrong("pictures are missing", ComparisonChecks.memory((t, n) -> bytes(4, 2, 0, t, n)));
        wrong("the same weights", ComparisonChecks.memory((t, n) -> n * bytes(4, 2, 1, t, 1)));
        wrong("batch is missing", ComparisonChecks.memory((t, n) -> bytes(4, 2, 1, t, 1)));
        wrong("need no gradient", ComparisonChecks.memory((t, n) -> bytes(4, 2, 2, t, n)));
        wrong("no effect", ComparisonChecks.memory((t, n) -> 7));
    }

    private static long partly(LayerTable t, long n) {
        return bytes(4, 0, 0, t, 1) + bytes(0, 2, 1, t, n) / 4;
    }

    private static long bytes(int weights, int activations, int pixels, LayerTable t, long n) {
        return 4
                * (weights * t.parameters()
                        + n * (activations * t.activations() + pixels * t.input().size()));
    }

    @Test
    void seeds() {
        right(ComparisonChecks.seeds((d, s) -> tried(d, s, 2)));
        right(
                ComparisonChecks.seeds(
                        (d, s) ->
                                IntStream.iterate(2, n -> n + 1)
                                        .filter(n -> n * d * d > Math.pow(enough(n) * s, 2) * 2)
                                        .findFirst()
                                        .orElseThrow()));
        assertEquals(Outcome.NOT_BEGUN, ComparisonChecks.seeds((d, s) -> 0).outcome());
        wrong("Two standard", ComparisonChecks.seeds((d, s) -> Math.ceil(8 * s * s / (d * d))));
        wrong("Two standard", ComparisonChecks.seeds((d, s) -> 8 * s * s / (d * d)));
        wrong("for many seeds", ComparisonChecks.seeds((d, s) -> many(d, s)));
        wrong("Both means", ComparisonChecks.seeds((d, s) -> tried(d, s, 1)));
        wrong("one standard", ComparisonChecks.seeds((d, s) -> Math.ceil(2 * s * s / (d * d))));
        wrong("n, and not n − 1", ComparisonChecks.seeds(ComparisonChecksTest::degrees));
        wrong("one too few", ComparisonChecks.seeds((d, s) -> tried(d, s, 2) - 1));
        wrong("Two seeds may", ComparisonChecks.seeds((d, s) -> Math.max(3, tried(d, s, 2))));
        wrong("no effect", ComparisonChecks.seeds((d, s) -> 3));
    }

    private static double enough(int seeds) {
        return PairedDifference.enough(seeds);
    }

    private static double tried(double d, double s, int variances) {
        int n = 2;
        while (d <= enough(n) * Math.sqrt(variances * s * s / n)) {
            n++;
        }
        return n;
    }

    private static double many(double d, double s) {
        return Math.ceil(2 * Math.pow(enough(1000) * s / d, 2));
    }

    private static double degrees(double d, double s) {
        int n = 3;
        while (d <= enough(n - 1) * Math.sqrt(2 * s * s / n)) {
            n++;
        }
        return n;
    }

    /** VGG-11 has two layers with most MACs: either may be found. */
    @Test
    void aTieAcceptsEachOfTheTied() {
        Function<LayerTable, LayerTable.Row> last =
                table ->
                        table.rows().stream()
                                .reduce((a, b) -> b.macs() >= a.macs() ? b : a)
                                .orElseThrow();
        Function<LayerTable, LayerTable.Row> heaviest = most(LayerTable.Row::parameters);
        assertNotSame(
                last.apply(LayerTable.of(Vgg.block(11), new Shape(1, 1, 224, 224))).output(),
                most(LayerTable.Row::macs)
                        .apply(LayerTable.of(Vgg.block(11), new Shape(1, 1, 224, 224)))
                        .output());
        right(ComparisonChecks.layers(heaviest, last));
        wrong(
                "is too small",
                ComparisonChecks.layers(
                        table -> {
                            LayerTable.Row first = heaviest.apply(table);
                            return table.rows().stream()
                                    .filter(r -> !r.equals(first))
                                    .filter(r -> r.output().equals(first.output()))
                                    .filter(r -> r.parameters() > 0)
                                    .findFirst()
                                    .orElse(first);
                        },
                        last));
    }

    @Tag("slow")
    @Test
    void budget() {
        right(budget(net(8, 4, 10), DATA, .9));
        right(
                budget(
                        Djl.sequential(
                                Djl.conv(8, 3, 1),
                                Djl.maxPool(2, 2),
                                Djl.relu(),
                                Djl.flatten(),
                                Djl.dense(10)),
                        DATA.resized(32),
                        .9));
        wrong("Is the budget used", budget(net(8, 4, 10), DATA, .5));
        wrong("end as NiN does", budget(net(8, 2, 100), DATA, .9));
        wrong("100,000 or less", budget(net(256, 8, 10), DATA, .9));
        wrong("5,000,000 or less", budget(net(64, 8, 10), DATA, .9));
        wrong("on enlarged pictures", budget(net(32, 16, 10), DATA.resized(64), .9));
        wrong("too few", budget(sequential(flatten(), dense(10)), DATA, .9));
        wrong("other pictures", budget(net(8, 4, 10), DATA.first(4000, 10), .9));
        Training idle = Training.of(LeNet.block(), DATA);
        assertEquals(Outcome.NOT_BEGUN, ComparisonChecks.budget(idle).outcome());
    }

    private static final ImageData DATA = FashionMnist.sample().first(4000, 1000);

    private static Verdict budget(Block net, ImageData data, double accuracy) {
        return ComparisonChecks.budget(Histories.trained(net, data, accuracy, accuracy));
    }

    @Test
    void standardError() {
        right(ComparisonChecks.standardError(x -> root(x, x.length - 1) / Math.sqrt(x.length)));
        assertEquals(
                Outcome.NOT_BEGUN,
                ComparisonChecks.standardError(x -> root(x, x.length) / x.length).outcome());
        wrong("not with the number", error(x -> root(x, x.length - 1) / x.length));
        wrong("one less", error(x -> root(x, x.length) / Math.sqrt(x.length)));
        wrong("of one accuracy", error(x -> root(x, x.length - 1)));
        wrong("variance", error(x -> Math.pow(root(x, x.length - 1), 2) / x.length));
    }

    private static Verdict error(ToDoubleFunction<double[]> of) {
        return ComparisonChecks.standardError(of);
    }

    private static double root(double[] x, double divisor) {
        double mean = Arrays.stream(x).average().orElseThrow();
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / divisor);
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
