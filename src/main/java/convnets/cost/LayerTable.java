package convnets.cost;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import convnets.CourseException;
import convnets.Text;
import convnets.nn.Layer;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a net costs, layer by layer, for one example: output shape, parameters, multiply-adds
 * (MACs), activations, bytes. It is computed from the shapes alone, so even VGG-19 takes no memory.
 *
 * <p>A MAC is one multiplication with its addition (the lecture calls it a FLOP). Biases,
 * activation functions and pooling count as no MAC. An activation is a value that a convolution, a
 * pooling or a dense layer puts out; activation functions, dropout and flattening work in place.
 *
 * @param input the shape of the input, batch first
 * @param rows one per layer, in order
 */
public record LayerTable(Shape input, List<Row> rows) {

    /** Lambda layers of DJL that neither learn nor keep a map of their own. */
    private static final Set<String> IN_PLACE =
            Set.of(
                    "sigmoid",
                    "ReLU",
                    "Tanh",
                    "scaledTanh",
                    "softmax",
                    "identity",
                    "frame",
                    "batchFlatten",
                    "columns");

    /** DJL's own poolings, which keep what they put out. */
    private static final Set<String> POOLINGS =
            Set.of(
                    "avgPool1d",
                    "maxPool1d",
                    "globalAvgPool1d",
                    "avgPool2d",
                    "maxPool2d",
                    "globalAvgPool2d",
                    "globalMaxPool2d",
                    "avgPool3d",
                    "maxPool3d",
                    "globalAvgPool3d");

    /**
     * One layer.
     *
     * @param layer what it is, in words
     * @param output the shape of its output, batch first
     * @param parameters weights and biases
     * @param macs multiply-adds for one example
     * @param activations values it puts out for one example; 0 for a layer that works in place
     */
    public record Row(String layer, Shape output, long parameters, long macs, long activations) {

        /**
         * The memory of the layer for one example in single precision, weights included.
         *
         * @return bytes: 4 × (parameters + activations)
         */
        public long bytes() {
            return 4 * (parameters + activations);
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
     *     not fit
     */
    public static LayerTable of(Block net, Shape input) {
        List<Row> rows = new ArrayList<>();
        try {
            walk(net, input, rows);
        } catch (CourseException problem) {
            throw Nets.withSmallestSize(problem, net, input);
        }
        return new LayerTable(input, List.copyOf(rows));
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
     * The sum of the parameters of one kind of layer.
     *
     * @param kind the first word of its description: "conv" or "dense"
     * @return weights and biases
     */
    public long parameters(String kind) {
        return rows.stream()
                .filter(row -> row.layer().startsWith(kind))
                .mapToLong(Row::parameters)
                .sum();
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
     * Some of the layers.
     *
     * @param kind how their names begin, such as "conv" or "dense"
     * @return a table of these layers alone
     */
    public LayerTable only(String kind) {
        return new LayerTable(
                input, rows.stream().filter(r -> r.layer().startsWith(kind)).toList());
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
        rows.forEach(r -> output.append(dims(r.output().slice(1))));
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
        return table().printAll();
    }

    private LongColumn column(String name, ToLongFunction<Row> value) {
        LongColumn column = LongColumn.create(name);
        rows.forEach(r -> column.append(value.applyAsLong(r)));
        column.append(total(value));
        column.setPrintFormatter(Text.decimals(0));
        return column;
    }

    private long total(ToLongFunction<Row> column) {
        return rows.stream().mapToLong(column).sum();
    }

    private static Shape walk(Block block, Shape input, List<Row> rows) {
        if (block instanceof SequentialBlock) {
            Shape shape = input;
            for (Block child : block.getChildren().values()) {
                shape = walk(child, shape, rows);
            }
            return shape;
        }
        Row row = row(block, input);
        rows.add(row);
        return row.output();
    }

    private static Row row(Block block, Shape in) {
        if (block instanceof Layer layer) {
            Shape out = output(block, in);
            long activations = perExample(out);
            return new Row(
                    layer.describe(), out, layer.parameters(in), layer.macs(in), activations);
        }
        if (block instanceof Convolution conv) {
            Shape out = output(block, in);
            long weights = conv.getFilters() * (in.get(1) / conv.getGroups());
            weights *= conv.getKernelShape().size();
            long bias = conv.isIncludeBias() ? conv.getFilters() : 0;
            boolean flat = conv.getKernelShape().dimension() == 1;
            String kernel = dims(conv.getKernelShape()) + (flat ? " steps" : "");
            long macs = weights * (perExample(out) / conv.getFilters());
            String name = "conv " + kernel + ", " + conv.getFilters();
            return new Row(name, out, weights + bias, macs, perExample(out));
        }
        if (block instanceof Linear) {
            Shape out = output(block, in);
            long units = out.get(out.dimension() - 1);
            long weights = units * in.get(in.dimension() - 1);
            long bias = block.getDirectParameters().contains("bias") ? units : 0;
            long macs = weights * (perExample(out) / units);
            return new Row("dense " + units, out, weights + bias, macs, perExample(out));
        }
        if (block instanceof Dropout) {
            return new Row("dropout", in, 0, 0, 0);
        }
        if (block instanceof LambdaBlock lambda && IN_PLACE.contains(lambda.getName())) {
            String name = lambda.getName().equals("batchFlatten") ? "flatten" : lambda.getName();
            return new Row(name, output(block, in), 0, 0, 0);
        }
        if (block instanceof LambdaBlock lambda && POOLINGS.contains(lambda.getName())) {
            Shape out = output(block, in);
            return new Row(lambda.getName(), out, 0, 0, perExample(out));
        }
        String name =
                block instanceof LambdaBlock lambda
                        ? "lambda layer \"" + lambda.getName() + "\""
                        : block.getClass().getSimpleName();
        throw new CourseException(
                "The layer table does not know how to count a %s: let its class implement"
                        + " convnets.nn.Layer, which says what it costs.",
                name);
    }

    private static Shape output(Block block, Shape in) {
        return block.getOutputShapes(new Shape[] {in})[0];
    }

    private static long perExample(Shape shape) {
        return shape.slice(1).size();
    }

    static String dims(Shape shape) {
        return Arrays.stream(shape.getShape())
                .mapToObj(Long::toString)
                .collect(Collectors.joining("×"));
    }
}
