package convnets.cost;

import static convnets.nn.LayerKind.CONVOLUTION;
import static convnets.nn.LayerKind.DENSE;

import convnets.CourseException;
import convnets.Given;
import convnets.Tables;
import convnets.Text;
import convnets.nn.ConvolutionInfo;
import convnets.nn.DenseInfo;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Several nets' layer tables side by side. */
public final class Costs {

    private Costs() {}

    /**
     * Sums the nets up, a row for each.
     *
     * @param names of the nets
     * @param tables one for each name
     * @return parameters, the dense layers' share of them in percent, MACs, activations, and the
     *     weights in megabytes (10⁶ bytes) at single precision
     */
    public static Table of(List<String> names, LayerTable... tables) {
        List<LayerTable> nets = checked(names, tables);
        return Table.create(
                StringColumn.create("net", names),
                longs("parameters", nets, LayerTable::parameters),
                doubles("dense %", nets, t -> 100.0 * t.only(DENSE).parameters() / t.parameters()),
                longs("MACs", nets, LayerTable::macs),
                longs("activations", nets, LayerTable::activations),
                doubles("weights MB", nets, t -> 4e-6 * t.parameters()));
    }

    /**
     * The costs of two nets, part by part, with what the second multiplies.
     *
     * @param names of the two nets
     * @param tables of the two nets
     * @return rows conv 1, conv 2, further convs, dense 1, dense 2, further dense, total; without
     *     the biases, except for the total
     */
    public static Table increase(List<String> names, LayerTable... tables) {
        List<LayerTable> nets = checked(names, tables);
        if (nets.size() != 2) {
            throw new CourseException(
                    "An increase is from one net to another: give two, not %d.", nets.size());
        }
        List<String> parts =
                List.of("conv 1", "conv 2", "conv 3–", "dense 1", "dense 2", "dense 3", "total");
        Table table = Table.create(StringColumn.create("part", parts));
        for (int i = 0; i < nets.size(); i++) {
            List<long[]> sums = parts(nets.get(i));
            String name = names.get(i);
            LongStream weights = sums.stream().mapToLong(s -> s[0]);
            LongStream macs = sums.stream().mapToLong(s -> s[1]);
            Tables.add(table, Tables.counts(name + " weights", weights), i + 1);
            Tables.add(table, Tables.counts(name + " MACs", macs), i + 1);
        }
        StringColumn weights = StringColumn.create("× weights");
        StringColumn macs = StringColumn.create("× MACs");
        for (int row = 0; row < parts.size(); row++) {
            weights.append(ratio(table.longColumn(3).get(row), table.longColumn(1).get(row)));
            macs.append(ratio(table.longColumn(4).get(row), table.longColumn(2).get(row)));
        }
        return table.addColumns(weights, macs);
    }

    /** Weights and MACs of the first, the second, and all further convolutions and dense layers. */
    private static List<long[]> parts(LayerTable table) {
        List<long[]> sums = IntStream.range(0, 7).mapToObj(i -> new long[2]).toList();
        add(sums.subList(0, 3), table.only(CONVOLUTION));
        add(sums.subList(3, 6), table.only(DENSE));
        sums.get(6)[0] = table.parameters();
        sums.get(6)[1] = table.macs();
        return sums;
    }

    private static void add(List<long[]> sums, LayerTable layers) {
        for (int i = 0; i < layers.rows().size(); i++) {
            LayerTable.Row row = layers.rows().get(i);
            long[] sum = sums.get(Math.min(2, i));
            sum[0] += row.parameters() - (row.parameters() == 0 ? 0 : biases(row));
            sum[1] += row.macs();
        }
    }

    private static long biases(LayerTable.Row row) {
        if (row.info() instanceof ConvolutionInfo conv) {
            return conv.bias() ? conv.channels() : 0;
        } else if (row.info() instanceof DenseInfo dense) {
            return dense.bias() ? dense.units() : 0;
        }
        return row.output().get(1);
    }

    private static String ratio(long large, long small) {
        double times = (double) large / small;
        return small == 0 ? "new" : Text.format(times < 10 ? "%.2f" : "%,.0f", times);
    }

    private static List<LayerTable> checked(List<String> names, LayerTable... tables) {
        Given.of("list of names", names);
        Given.of("list of layer tables", tables);
        Arrays.asList(tables).forEach(table -> Given.of("layer table", table));
        if (names.size() != tables.length) {
            throw new CourseException(
                    "Each layer table needs a name, and here are %s and %s.",
                    Text.count(names.size(), "name"), Text.count(tables.length, "table"));
        }
        return List.of(tables);
    }

    private static LongColumn longs(
            String name, List<LayerTable> nets, ToLongFunction<LayerTable> value) {
        return Tables.counts(name, nets.stream().mapToLong(value));
    }

    private static DoubleColumn doubles(
            String name, List<LayerTable> nets, ToDoubleFunction<LayerTable> value) {
        return Tables.numbers(name, 1, nets.stream().mapToDouble(value).toArray());
    }
}
