package convnets.figures;

import convnets.CourseException;
import convnets.Given;
import convnets.Tables;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.cost.LayerTable.Row;
import convnets.plot.Chart;
import convnets.plot.Palette;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.LearningRateRun;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** The charts that the chapters share. */
public final class Figures {

    private Figures() {}

    /**
     * Loss and accuracies over the epochs, side by side: each needs an axis of its own.
     *
     * @param history what happened
     * @return two panels over the epochs
     */
    public static Chart learning(History history) {
        Given.of("history", history);
        double worst = history.epochs().stream().mapToDouble(Epoch::loss).max().orElse(0);
        return learning(history.epochs(), Math.max(2, history.epochs().size()), worst);
    }

    /**
     * The same on axes that stay while the training goes on.
     *
     * @param done the epochs so far
     * @param epochs that the training will have
     * @param worst the largest loss so far, in nats
     * @return two panels over the epochs
     */
    public static Chart learning(List<Epoch> done, int epochs, double worst) {
        Given.of("list of epochs", done);
        double[] numbers = values(done, Epoch::number);
        double top = Double.isFinite(worst) && worst > 0 ? 1.05 * worst : 1;
        double end = epochs + 0.04 * epochs;
        return Chart.lines("Learning")
                .x("epoch")
                .y("train loss (nats)")
                .xRange(0, end)
                .yRange(0, top)
                .add("train loss", numbers, values(done, Epoch::loss))
                .beside(
                        Chart.lines("")
                                .x("epoch")
                                .y("accuracy")
                                .xRange(0, end)
                                .yRange(0, 1)
                                .add("train accuracy", numbers, values(done, Epoch::trainAccuracy))
                                .add("test accuracy", numbers, values(done, Epoch::testAccuracy)));
    }

    /**
     * A run with a rising learning rate, with its suggestion.
     *
     * @param run what happened
     * @return the loss over the learning rate, on a logarithmic axis
     */
    public static Chart learningRates(LearningRateRun run) {
        Given.of("run", run);
        // Where the rate is too large the losses leave every scale: what fell before must be seen.
        double first = run.smoothed()[0];
        double bottom = 0.9 * Arrays.stream(run.smoothed()).min().orElse(first);
        double top = first + (first - bottom) / 2;
        Chart chart =
                Chart.lines("The loss while the learning rate rises")
                        .x("learning rate")
                        .y("loss of a batch (nats)")
                        .logX()
                        .yRange(bottom, top)
                        .add("loss", run.rates(), run.losses())
                        .add("smoothed", run.rates(), run.smoothed());
        double rate = run.suggestion();
        return Double.isNaN(rate)
                ? chart
                : chart.reference(
                        Text.number(rate),
                        new double[] {rate, rate},
                        new double[] {bottom, bottom + 0.9 * (top - bottom)});
    }

    private static double[] values(List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    /**
     * One value over the epochs, a line for each seed.
     *
     * @param measured a row for each epoch, with columns "seed" and "epoch"; if it has a column
     *     "net" of one net only, that is the title
     * @param value the name of the column to draw
     * @return the chart
     */
    public static Chart bySeed(Table measured, String value) {
        Given.of("table", measured);
        List<String> nets =
                measured.containsColumn("net")
                        ? Tables.words(measured, "net").unique().asList()
                        : List.of();
        String title = nets.size() == 1 ? nets.get(0) : "A line for each seed";
        Chart chart = Chart.lines(title).x("epoch").y(value);
        double[] seeds = values(measured, "seed");
        for (double seed : Arrays.stream(seeds).distinct().sorted().toArray()) {
            Table rows = measured.where(measured.numberColumn("seed").isEqualTo(seed));
            chart.add(Text.format("seed %.0f", seed), values(rows, "epoch"), values(rows, value));
        }
        return chart;
    }

    /**
     * One value over the epochs, a line for each net, in the color of its family; a variant of a
     * net has a color that no convolutional family has.
     *
     * @param measured a row for each epoch, with columns "net" and "epoch"
     * @param value the name of the column to draw
     * @return the chart
     */
    public static Chart byNet(Table measured, String value) {
        Given.of("table", measured);
        Chart chart = Chart.lines("A line for each net").x("epoch").y(value).yRange(0, 1);
        int others = 0;
        for (String net : Tables.words(measured, "net").asList().stream().distinct().toList()) {
            Table rows = measured.where(Tables.words(measured, "net").isEqualTo(net));
            chart.add(net, values(rows, "epoch"), values(rows, value));
            Optional<Palette.Net> family = Palette.Net.measuredAs(net);
            chart.color(family.isPresent() ? Palette.of(family.get()) : Palette.spare(others++));
        }
        return chart;
    }

    /**
     * How the time of a picture grows, on logarithmic axes.
     *
     * @param measured a row for each measurement, with columns "varied", "net", "batch", "MACs" and
     *     "microseconds" (of a picture)
     * @param varied "width" or "pixels", drawn against the MACs of a picture beside the straight
     *     line of the best rate in the whole table; or "batch", drawn against the batch
     * @return a line for each net
     * @throws CourseException if the table has no such measurement
     */
    public static Chart growth(Table measured, String varied) {
        Given.of("table", measured);
        Given.of("name", varied);
        boolean macs = !varied.equals("batch");
        String x = macs ? "MACs" : varied;
        Chart chart = Chart.lines("Time of a picture: " + varied).logX().logY();
        chart.x(macs ? "MACs a picture" : "pictures in a batch").y("µs a picture");
        Table rows = measured.where(Tables.words(measured, "varied").isEqualTo(varied));
        if (rows.isEmpty()) {
            throw new CourseException(
                    "The table has no measurement in which \"%s\" was varied: give \"width\","
                            + " \"pixels\" or \"batch\", whichever it has.",
                    varied);
        }
        for (String net : Tables.words(rows, "net").asSet().stream().sorted().toList()) {
            Table some = rows.where(Tables.words(rows, "net").isEqualTo(net)).sortOn(x);
            chart.add(net, values(some, x), values(some, "microseconds"));
            Palette.Net.measuredAs(net).ifPresent(family -> chart.color(family));
        }
        if (macs) {
            double[] all = values(measured, "MACs");
            double[] time = values(measured, "microseconds");
            double best =
                    IntStream.range(0, all.length)
                            .mapToDouble(i -> time[i] / all[i])
                            .min()
                            .orElse(0);
            double[] ends = Arrays.stream(values(rows, "MACs")).sorted().toArray();
            double low = ends[0];
            double high = ends[ends.length - 1];
            double[] line = {low, Math.sqrt(low * high), high};
            String name = Text.format("%.0f billion MACs a second", 1e-3 / best);
            chart.reference(name, line, Arrays.stream(line).map(m -> m * best).toArray());
        }
        return chart;
    }

    private static double[] values(Table table, String column) {
        return Tables.numbers(table, column).asDoubleArray();
    }

    /**
     * How the maps shrink while their number grows, from layer to layer.
     *
     * @param table of a net
     * @return a bar for the side length and one for the number of channels of each layer's output;
     *     a dense layer counts as channels of 1×1
     */
    public static Chart sizes(LayerTable table) {
        Given.of("layer table", table);
        List<Row> maps = table.maps();
        return Chart.bars("Sizes of the maps", names(maps))
                .y("pixels or channels")
                .logY()
                .add("side of a map", maps.stream().mapToDouble(Figures::side).toArray())
                .add("channels", maps.stream().mapToDouble(r -> r.output().get(1)).toArray());
    }

    /**
     * Where the costs of a net lie.
     *
     * @param table of a net
     * @return for each layer its share, in percent, of the parameters, MACs and activations
     */
    public static Chart shares(LayerTable table) {
        Given.of("layer table", table);
        return Chart.bars("Where the costs lie", names(table.maps()))
                .y("share of the whole net (%)")
                .add("parameters", shares(table, Row::parameters))
                .add("MACs", shares(table, Row::macs))
                .add("activations", shares(table, Row::activations));
    }

    private static double[] shares(LayerTable table, ToLongFunction<Row> cost) {
        double total = table.rows().stream().mapToLong(cost).sum();
        return table.maps().stream().mapToDouble(r -> 100 * cost.applyAsLong(r) / total).toArray();
    }

    private static double side(Row row) {
        return row.output().dimension() > 2 ? row.output().get(2) : 1;
    }

    /** The layers' names, numbered: the categories of a chart must differ. */
    private static List<String> names(List<Row> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> (i + 1) + " " + rows.get(i).info().parts().get(0))
                .toList();
    }
}
