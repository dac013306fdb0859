package convnets.cost;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.TableView;
import convnets.Tables;
import convnets.Text;
import convnets.nn.LayerInfo;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Shapes;
import convnets.nn.Sizes;
import convnets.nn.SlidingWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a net costs, layer by layer, for one example: output shape, parameters, multiply-adds
 * (MACs), activations, bytes. It is computed from the shapes alone, so even VGG-19 takes no memory.
 *
 * <p>A MAC is one multiplication with its addition (the lecture calls it a FLOP). Biases,
 * activation functions, pooling and functions without a class (lambda blocks) count as no MAC;
 * batch and layer normalization count as one for each value, the one with γ and β. An activation is
 * a value that a layer puts out; activation functions, dropout, flattening and functions that keep
 * the number of values work in place. A parameter is learned: the running mean and variance of
 * batch normalization are none, and a layer that stands in the net twice has its own once. Branches
 * that run side by side stand one after the other, and below them the layer that joins their
 * outputs.
 *
 * @param input the shape of the input, batch first
 * @param rows one per layer, in order
 */
public record LayerTable(Shape input, List<Row> rows) {

    /**
     * One layer.
     *
     * @param info what it is
     * @param output the shape of its output, batch first
     * @param parameters weights and biases
     * @param macs multiply-adds for one example
     * @param activations values it puts out for one example; 0 for a layer that works in place
     */
    public record Row(LayerInfo info, Shape output, long parameters, long macs, long activations) {

        /**
         * What the layer is, in words.
         *
         * @return such as {@code conv 5×5, 6, pad 2}
         */
        public String layer() {
            return info.kind() == LayerKind.PARALLEL
                    ? "join " + Text.count(info.children().size(), "branch", "branches")
                    : info.text();
        }

        /**
         * The memory of the layer for one example in single precision, weights included.
         *
         * @return bytes: 4 × (parameters + activations)
         */
        public long bytes() {
            return Math.multiplyExact(4, Math.addExact(parameters, activations));
        }
    }

    /**
     * Counts a net.
     *
     * @param net a layer, or layers chained (also nested) in {@link SequentialBlock}s; it needs no
     *     weights and is not changed
     * @param input the shape of one input with its batch, such as (1, 1, 28, 28)
     * @return the table
     * @throws CourseException if it meets a layer that it does not know, or one that the input does
     *     not fit, or if a number is too large
     */
    public static LayerTable of(Block net, Shape input) {
        Shapes.requireInput(input);
        List<Row> rows = new ArrayList<>();
        Set<Block> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        try {
            Shapes.follow(
                    net,
                    input,
                    (layer, in, out) ->
                            rows.add(row(LayerInfos.of(layer), in, out, counted.add(layer))));
            LayerTable table = new LayerTable(input, List.copyOf(rows));
            table.macs();
            table.bytes();
            return table;
        } catch (ArithmeticException overflow) {
            throw new TooLargeException();
        } catch (CourseException problem) {
            throw Shapes.withSmallestSize(problem, net, input);
        }
    }

    /**
     * The sum of the parameters.
     *
     * @return weights and biases
     */
    public long parameters() {
        return total(Row::parameters);
    }

    /**
     * The sum of the multiply-adds.
     *
     * @return MACs for one example
     */
    public long macs() {
        return total(Row::macs);
    }

    /**
     * The sum of the activations, the input not among them.
     *
     * @return values for one example
     */
    public long activations() {
        return total(Row::activations);
    }

    /**
     * The sum of the bytes.
     *
     * @return bytes for one example in single precision, weights included
     */
    public long bytes() {
        return total(Row::bytes);
    }

    /**
     * The layers of one kind.
     *
     * @param kind such as {@link LayerKind#DENSE}
     * @return a table of these layers alone
     */
    public LayerTable only(LayerKind kind) {
        return new LayerTable(input, rows.stream().filter(r -> r.info().kind() == kind).toList());
    }

    /**
     * The layers that keep a map: the ones that change shape, without activation functions.
     *
     * @return the rows with activations
     */
    public List<Row> maps() {
        return rows.stream().filter(r -> r.activations() > 0).toList();
    }

    /**
     * The same as a tablesaw table, with the totals in its last row.
     *
     * @return columns layer, output, parameters, MACs, activations, bytes
     */
    public Table table() {
        StringColumn layer = StringColumn.create("layer");
        StringColumn output = StringColumn.create("output");
        rows.forEach(r -> layer.append(r.layer()));
        rows.forEach(r -> output.append(SlidingWindow.sizes(r.output().slice(1))));
        return Table.create(
                layer.append("total"),
                output.append(""),
                column("parameters", Row::parameters),
                column("MACs", Row::macs),
                column("activations", Row::activations),
                column("bytes", Row::bytes));
    }

    /** The table as text, columns aligned. */
    @Override
    public String toString() {
        return TableView.text(table());
    }

    private LongColumn column(String name, ToLongFunction<Row> value) {
        LongStream total = LongStream.of(total(value));
        return Tables.counts(name, LongStream.concat(rows.stream().mapToLong(value), total));
    }

    private long total(ToLongFunction<Row> column) {
        return rows.stream().mapToLong(column).reduce(0, Math::addExact);
    }

    private static Row row(LayerInfo info, Shape input, Shape output, boolean first) {
        long parameters =
                info.parameters(input).stream()
                        .filter(parameter -> first && parameter.learned())
                        .mapToLong(parameter -> Sizes.of(parameter.shape()))
                        .reduce(0, Math::addExact);
        long values = Sizes.of(output.slice(1));
        boolean inPlace =
                info.inPlace()
                        || info.kind() == LayerKind.LAMBDA && values == Sizes.of(input.slice(1));
        return new Row(info, output, parameters, info.macs(input, output), inPlace ? 0 : values);
    }
}
