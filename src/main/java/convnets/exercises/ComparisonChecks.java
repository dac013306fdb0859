package convnets.exercises;

import static convnets.exercises.AlexNetCostChecks.GRAY;
import static convnets.experiments.PairedDifference.enough;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.data.FashionMnist;
import convnets.exercises.Draw.Given;
import convnets.experiments.PairedDifference;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.train.Training;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** Checks the exercises of chapter 08, the comparison. */
public final class ComparisonChecks {

    private static final long PARAMETERS = 100_000;
    private static final long MACS = 5_000_000;

    /** What is enough for many seeds. */
    private static final double MANY = enough(1000);

    private ComparisonChecks() {}

    /**
     * 8.1: the nets that no other net beats: none is at least as accurate for at most as many MACs,
     * and better in one of the two.
     *
     * @param nets a row for each, with columns "net", "parameters", "MACs" and "accuracy"
     * @param front the names of the answer, in any order
     * @return what is said of it
     */
    public static Verdict front(Table nets, List<String> front) {
        Check check = Check.of("8.1", nets, front);
        check.and(
                () ->
                        new ParetoFront(nets, "MACs")
                                .look(front, new ParetoFront(nets, "parameters")));
        return check.verdict();
    }

    private static List<NamedTable> tables() {
        return List.of(
                NamedTable.of("LeNet", LeNet.block(), LeNetChecks.IMAGE),
                NamedTable.of(
                        "a LeNet of so many classes",
                        LeNet.settings().classes(900).block(),
                        LeNetChecks.IMAGE),
                NamedTable.of("a net of dense layers", hidden(), LeNetChecks.IMAGE),
                NamedTable.of(
                        "a net that does most at once",
                        sequential(conv(64, 5), globalAvgPool(), dense(20), relu(), dense(10)),
                        LeNetChecks.IMAGE),
                NamedTable.of("AlexNet", AlexNet.block(), GRAY),
                NamedTable.of("VGG-11", Vgg.block(11), GRAY),
                NamedTable.of("VGG-11 on large pictures", Vgg.block(11), new Shape(1, 1, 448, 448)),
                NamedTable.of("NiN", Nin.block(), GRAY),
                NamedTable.of("NiN ÷ 4", Nin.settings().widthDivisor(4).block(), GRAY),
                NamedTable.of(
                        "a narrow NiN",
                        Nin.settings().widthDivisor(1 << Draw.between(1, 4)).block(),
                        GRAY));
    }

    /** Its busiest layer is dense, and not the first. */
    private static Block hidden() {
        return sequential(flatten(), dense(30), relu(), dense(900), relu(), dense(10));
    }

    /**
     * 8.2: the layer with most parameters, and the one with most MACs; of layers with as many, each
     * is right.
     *
     * @param heaviest finds the first in any layer table
     * @param busiest finds the second
     * @return what is said of it
     */
    public static Verdict layers(
            Function<LayerTable, Row> heaviest, Function<LayerTable, Row> busiest) {
        List<NamedTable> tables = tables();
        Check check = Check.of("8.2", heaviest, busiest);
        check.and(
                        found("parameters of the heaviest", Row::parameters, heaviest, tables)
                                .stub("finds", t -> t.table().rows().get(0).parameters())
                                .wrong("two swapped", of(Row::parameters, Row::macs))
                                .wrong("bytes", of(Row::parameters, Row::bytes))
                                .wrong("many", of(Row::parameters, Row::activations))
                                .wrong("smallest", of(Row::parameters, r -> -r.parameters())))
                .and(
                        found("MACs of the busiest", Row::macs, busiest, tables)
                                .wrong("finds", t -> t.table().rows().get(0).macs())
                                .wrong("many activations", of(Row::macs, Row::activations))
                                .wrong("cast", of(Row::macs, row -> (int) row.macs()))
                                .wrong("heaviest", of(Row::macs, Row::parameters))
                                .wrong("smallest", of(Row::macs, r -> -r.macs())))
                .mistake("layer", () -> tables.stream().anyMatch(t -> !has(t, heaviest)))
                .mistake("layer", () -> tables.stream().anyMatch(t -> !has(t, busiest)));
        return check.verdict();
    }

    private static boolean has(NamedTable named, Function<LayerTable, Row> finder) {
        return named.table().rows().contains(row(named, finder));
    }

    private static Row row(NamedTable named, Function<LayerTable, Row> finder) {
        return Answer.of(() -> finder.apply(named.table()));
    }

    private static Formula<NamedTable> found(
            String what,
            ToLongFunction<Row> cost,
            Function<LayerTable, Row> finder,
            List<NamedTable> tables) {
        return Formula.of(what, tables, t -> cost.applyAsLong(row(t, finder)))
                .right("look", of(cost, cost))
                .wrong("finds last", t -> cost.applyAsLong(last(t.table())));
    }

    private static Row last(LayerTable table) {
        return table.rows().get(table.rows().size() - 1);
    }

    /** The one cost of the layer that has most of another. */
    private static Function<NamedTable, Long> of(
            ToLongFunction<Row> cost, ToLongFunction<Row> most) {
        Comparator<Row> order = Comparator.comparingLong(most);
        return t -> cost.applyAsLong(Collections.max(t.table().rows(), order));
    }

    /**
     * 8.3: the least memory that a step of training with Adam takes, in single precision: each
     * weight with its gradient and two moments, each activation of the batch with its gradient, and
     * the pictures.
     *
     * @param bytes computes it from a layer table, made for one picture, and the batch size
     * @return what is said of it
     */
    public static Verdict memory(ToLongBiFunction<LayerTable, Integer> bytes) {
        Check check = Check.of("8.3", bytes);
        check.formula(
                        "bytes",
                        NamedTable.withBatches(),
                        b -> bytes.applyAsLong(b.table(), b.size()))
                .right("look", b -> 4 * b.values(4, 2, 1))
                .wrong("values", b -> b.values(4, 2, 1))
                .wrong("values", b -> b.values(16, 2, 1))
                .wrong("adam's", b -> 4 * b.values(2, 2, 1))
                .wrong("four", b -> 4 * b.values(3, 2, 1))
                .wrong("enough", b -> 4 * b.values(1, 1, 1))
                .wrong("activations", b -> 4 * b.values(4, 1, 1))
                .wrong("pictures", b -> 4 * b.values(4, 2, 0))
                .wrong("pictures need", b -> 4 * b.values(4, 2, 2))
                .wrong("pictures batch", b -> 4 * b.size() * b.one().values(4, 2, 1))
                .wrong("batch", b -> 4 * b.one().values(4, 2, 1));
        return check.verdict();
    }

    /**
     * 8.4: how many seeds each of two nets needs, so that the difference of their means is shown:
     * more than {@link PairedDifference#enough} standard errors.
     *
     * @param seeds computes it from the difference and the standard deviation that both nets have
     * @return what is said of it
     */
    public static Verdict seeds(DoubleBinaryOperator seeds) {
        List<Given> drawn = Draw.cases("d s", 40, 199, 51, 160);
        List<Given> cases = drawn.stream().filter(ComparisonChecks::isClear).toList();
        ToDoubleFunction<Given> found = g -> seeds.applyAsDouble(g.at(0) / 1e4, g.at(1) / 1e4);
        Check check = Check.of("8.4", seeds);
        Formula<Given> formula =
                check.formula("seeds (d and s in ten-thousandths)", cases, found::applyAsDouble)
                        .within(1e-6)
                        .right("look", g -> fewest(2, g, n -> errors(2, n)))
                        .wrong("never", g -> 2)
                        .wrong("means", g -> fewest(2, g, n -> errors(1, n)))
                        .wrong(
                                "degrees",
                                g -> fewest(3, g, n -> enough(n - 1) * Math.sqrt(2.0 / n)))
                        .wrong("root", g -> fewest(2, g, n -> errors(2, n) / Math.sqrt(n)));
        constant(formula, "two", 2);
        constant(formula, "standard", 1);
        constant(formula, "many", MANY);
        // not among the cases: a search that ends too early elsewhere would never end here
        check.mistake("from two", () -> Answer.of(() -> seeds.applyAsDouble(0.1, 0.005)) != 2);
        return check.verdict(() -> seeds.applyAsDouble(0.006, 0.007));
    }

    /** A number of standard errors that does not depend on the seeds, rounded in any way. */
    private static void constant(Formula<Given> formula, String mistake, double errors) {
        formula.wrong(mistake, g -> Math.max(2, Math.ceil(exact(errors, g))));
        DoubleUnaryOperator none = n -> n;
        Stream.<DoubleUnaryOperator>of(none, Math::ceil, Math::floor, Math::rint)
                .forEach(by -> formula.wrong(mistake, g -> by.applyAsDouble(exact(errors, g))));
    }

    /** How large a difference of a spread of 1 must be, if so many variances add. */
    private static double errors(double variances, int seeds) {
        return enough(seeds) * Math.sqrt(variances / seeds);
    }

    private static double fewest(int from, Given g, IntToDoubleFunction errors) {
        int seeds = from;
        while (g.at(0) <= g.at(1) * errors.applyAsDouble(seeds)) {
            seeds++;
        }
        return seeds;
    }

    /** So that rounding is no matter of the last digit. */
    private static boolean isClear(Given g) {
        double seeds = fewest(2, g, n -> errors(2, n) * (1 + 1e-9));
        return seeds == fewest(2, g, n -> errors(2, n) * (1 - 1e-9))
                && DoubleStream.of(1, 2, MANY)
                        .map(errors -> 2 * exact(errors, g))
                        .allMatch(halves -> Math.abs(halves - Math.rint(halves)) > 1e-6);
    }

    /** So many seeds make a difference that many standard errors. */
    private static double exact(double errors, Given g) {
        return 2 * Math.pow(errors * g.at(1) / g.at(0), 2);
    }

    /**
     * 8.5: a net with at most 100,000 parameters and 5 million MACs.
     *
     * @param training on the first 4,000 pictures of the sample
     * @return what is said of it
     */
    public static Verdict budget(Training training) {
        Trained run = Trained.of(training);
        Check check =
                Check.trained(
                        "8.5",
                        run.asStored(),
                        "the 4,000 and 1,000 that are called data, at any size",
                        () -> List.of(FashionMnist.sample().first(4000, 1000)));
        check.and(run.designed(1))
                .mistake("many", () -> run.design().isHeavy(PARAMETERS))
                .atMost("parameters", PARAMETERS, () -> run.design().parameters())
                .mistake("much", () -> run.input().get(2) > 28 && run.design().macs() > MACS)
                .atMost("MACs", MACS, () -> run.design().macs())
                .floor(run, "best test accuracy", run::best);
        return check.verdict(
                () -> run.design().parameters(), () -> run.design().macs(), () -> run.best());
    }

    /**
     * 8.9: a method for the standard error of a mean, in which two faults were to be found.
     *
     * @param error from accuracies to the standard error of their mean
     * @return what is said of it
     */
    public static Verdict standardError(ToDoubleFunction<double[]> error) {
        List<SeedSample> samples = Draw.some(8, SeedSample::drawn);
        Check check = Check.of("8.9", error);
        check.formula("the standard error", samples, s -> error.applyAsDouble(s.values().clone()))
                .within(1e-4, 2e-3) // in floats, accuracies that are close differ by roundings, too
                .right("look", s -> s.root(s.n() - 1) / Math.sqrt(s.n()))
                .stub("faults", s -> s.root(s.n()) / s.n())
                .wrong("error", s -> s.root(s.n() - 1) / s.n())
                .wrong("mean", s -> s.root(s.n()) / Math.sqrt(s.n()))
                .wrong("standard", s -> s.root(s.n() - 1))
                .wrong("standard", s -> s.root(s.n()))
                .wrong("variance", s -> Math.pow(s.root(s.n() - 1), 2) / s.n());
        return check.verdict();
    }
}
