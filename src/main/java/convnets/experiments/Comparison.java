package convnets.experiments;

import convnets.TableView;
import convnets.Tables;
import convnets.Text;
import convnets.data.ImageData;
import convnets.plot.Chart;
import convnets.plot.Palette;
import convnets.train.Epoch;
import convnets.train.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The course's nets compared by what they cost and what they reach, measured on the machine that
 * runs this. Accuracy and training speed come from the histories in {@link Results}; the speed of
 * inference is measured now.
 */
public final class Comparison {

    /** The published anchors of the lecture's model-zoo chart: one V100 GPU, ImageNet. */
    private static final List<String> ZOO = List.of("AlexNet", "VGG-11", "VGG-16", "VGG-19");

    private static final Palette.Net[] ZOO_FAMILIES = {
        Palette.Net.ALEXNET, Palette.Net.VGG, Palette.Net.VGG, Palette.Net.VGG
    };

    private static final double[] ZOO_SPEED = {12_248, 1_498, 753, 636};
    private static final double[] ZOO_ACCURACY = {0.559, 0.681, 0.732, 0.741};
    private static final double[] ZOO_PARAMETERS = {61.1e6, 132.9e6, 138.4e6, 143.7e6};

    private final List<ComparedNet> rows = new ArrayList<>();

    private Comparison() {}

    /**
     * Compares nets. What was not trained yet is trained now; each net says whether it was.
     *
     * @param data that all learn from
     * @param seeds how many trainings of each
     * @param recipes of the nets
     * @return the comparison
     */
    public static Comparison of(ImageData data, int seeds, Recipe... recipes) {
        Comparison comparison = new Comparison();
        for (Recipe recipe : recipes) {
            List<History> histories = Results.course().of(recipe, data, seeds);
            ComparedNet row = ComparedNet.measure(recipe, data, histories);
            StudyStop.check("the speed of " + recipe.name());
            comparison.rows.add(row);
        }
        return comparison;
    }

    /**
     * All in one table.
     *
     * @return a row for each net; test accuracy as mean ± standard deviation over the seeds, the
     *     lowest of them, and how much more it is than the first net's, with the standard error of
     *     that; memory is computed, speeds are measured
     */
    public Table table() {
        Table table =
                Table.create(
                        text("net", r -> r.recipe().name()),
                        column("pixels", r -> r.recipe().imageSize()),
                        column("parameters", ComparedNet::parameters),
                        column("MACs", ComparedNet::macs),
                        column("training MB", r -> r.trainingBytes() / 1_000_000),
                        column("training/sec", r -> Math.round(Spread.of(r.training()).mean())),
                        column("inference/sec", r -> Math.round(r.inference())),
                        text("test accuracy", r -> r.spread().text(3)),
                        text("lowest", r -> Text.format("%.3f", r.lowest())));
        if (rows.size() > 1 && rows.get(0).accuracy().length > 1) {
            String title = "test accuracy against " + rows.get(0).recipe().name();
            List<double[]> all = rows.stream().map(ComparedNet::accuracy).toList();
            table.addColumns(PairedDifference.column(title, all));
        }
        return table;
    }

    private StringColumn text(String name, Function<ComparedNet, String> words) {
        return StringColumn.create(name, rows.stream().map(words));
    }

    private LongColumn column(String name, ToLongFunction<ComparedNet> value) {
        return Tables.counts(name, rows.stream().mapToLong(value));
    }

    /**
     * Accuracy against the speed of inference; the area of a bubble is the number of parameters, to
     * a scale of its own in each series.
     *
     * @return the chart, with the published anchors as a series of their own
     */
    public Chart chart() {
        return Chart.points(
                        "Accuracy against speed; area = parameters, each series to its own scale")
                .x("pictures a second, inference")
                .y("accuracy")
                .logX()
                .bubbles(
                        "here, Fashion-MNIST",
                        rows.stream().map(row -> row.recipe().name()).toList(),
                        rows.stream().mapToDouble(ComparedNet::inference).toArray(),
                        rows.stream().mapToDouble(row -> row.spread().mean()).toArray(),
                        rows.stream().mapToDouble(ComparedNet::parameters).toArray())
                .errors(rows.stream().mapToDouble(row -> row.spread().deviation()).toArray())
                .color(rows.stream().map(row -> row.recipe().family()).toArray(Palette.Net[]::new))
                .bubbles(
                        "published: ImageNet, V100 GPU",
                        ZOO,
                        ZOO_SPEED,
                        ZOO_ACCURACY,
                        ZOO_PARAMETERS)
                .color(ZOO_FAMILIES)
                .hollow();
    }

    /**
     * How the nets learned: test accuracy against the seconds that they had been trained for, seed
     * 0.
     *
     * @return a line for each net
     */
    public Chart curves() {
        Chart chart =
                Chart.lines("Test accuracy against training time")
                        .x("seconds of training")
                        .y("test accuracy")
                        .yRange(0, 1);
        for (ComparedNet row : rows) {
            double[] seconds = row.first().values(Epoch::seconds);
            Arrays.parallelPrefix(seconds, Double::sum);
            chart.add(row.recipe().name(), seconds, row.first().values(Epoch::testAccuracy))
                    .color(row.recipe().family());
        }
        return chart;
    }

    @Override
    public String toString() {
        return TableView.text(table());
    }
}
