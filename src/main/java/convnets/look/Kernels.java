package convnets.look;

import static org.apache.commons.math3.util.CombinatoricsUtils.binomialCoefficientDouble;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Floats;
import convnets.Given;
import convnets.Text;
import convnets.nn.LayerInfo;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The kernels of a net's first convolution, blue below zero and red above; of several input
 * channels the first is shown.
 *
 * @param size height and width of a kernel
 * @param values one array for each output channel, row by row
 * @param names below the kernels
 */
public record Kernels(int size, List<float[]> values, List<String> names) implements View {

    /** The edges that Sobel's filters find, as they run. */
    private static final List<String> EDGES = List.of("edge |", "edge —", "edge ╱", "edge ╲");

    /**
     * Checks that there are kernels, of this size, each with a name.
     *
     * @param size height and width of a kernel
     * @param values one array for each output channel, row by row
     * @param names below the kernels
     * @throws CourseException if there are not
     */
    public Kernels {
        Given.of("list of kernels", values);
        names = Given.names(names);
        values.forEach(kernel -> Given.of("kernel", kernel));
        long full = values.stream().filter(kernel -> kernel.length == size * size).count();
        if (size < 1 || full == 0 || full < values.size() || names.size() != values.size()) {
            throw new CourseException(
                    "Here are %s, %d of them of %d×%d weights, and %s: give one"
                            + " kernel or more, all of that size, and a name for each.",
                    Text.count(values.size(), "kernel"),
                    full,
                    size,
                    size,
                    Text.count(names.size(), "name"));
        }
    }

    /**
     * Kernels that are numbered.
     *
     * @param size height and width of a kernel
     * @param values one array for each output channel, row by row
     */
    public Kernels(int size, List<float[]> values) {
        this(
                size,
                Given.of("list of kernels", values),
                IntStream.rangeClosed(1, values.size()).mapToObj(Integer::toString).toList());
    }

    /**
     * Reads the kernels of the first convolution; where a net has branches, of the first branch
     * that has one.
     *
     * @param net with weights
     * @return a copy of them
     * @throws CourseException if the net has no weights, or no convolution
     */
    public static Kernels of(Block net) {
        LayerOutput.requireWeights(net);
        Block layer = convolutions(net).findFirst().orElse(null);
        if (layer == null) {
            throw new CourseException("This net has no convolution, so it has no kernels to show.");
        }
        LayerInfo info = LayerInfos.of(layer);
        Shape kernel = info.window().orElseThrow().kernel();
        if (kernel.dimension() != 2 || kernel.get(0) != kernel.get(1)) {
            throw new CourseException(
                    "Only square kernels can be shown, and the layer \"%s\" has others.",
                    info.text());
        }
        return of(layer.getParameters().valueAt(0).getArray());
    }

    /** Also those inside of other layers, such as branches. */
    private static Stream<Block> convolutions(Block block) {
        return LayerInfos.of(block).kind() == LayerKind.CONVOLUTION
                ? Stream.of(block)
                : block.getChildren().values().stream().flatMap(Kernels::convolutions);
    }

    private static Kernels of(NDArray weight) {
        Shape shape = weight.getShape();
        float[] all = weight.toFloatArray();
        int size = (int) shape.get(2);
        int each = all.length / (int) shape.get(0);
        List<float[]> kernels = new ArrayList<>();
        for (int i = 0; i < shape.get(0); i++) {
            kernels.add(Arrays.copyOfRange(all, i * each, i * each + size * size));
        }
        return new Kernels(size, List.copyOf(kernels));
    }

    /**
     * What training has added: these kernels minus those of the same net before. A short training
     * changes large kernels by less than the random numbers in which they began.
     *
     * @param before as many kernels of the same size
     * @return the differences
     */
    public Kernels minus(Kernels before) {
        Given.of("list of kernels", before);
        if (before.size != size || before.values.size() != values.size()) {
            throw new CourseException(
                    "%s cannot be compared with %s.", counted(), before.counted());
        }
        List<float[]> changes = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            float[] change = values.get(i).clone();
            for (int j = 0; j < change.length; j++) {
                change[j] -= before.values.get(i)[j];
            }
            changes.add(change);
        }
        return new Kernels(size, List.copyOf(changes));
    }

    /**
     * Sobel's filters, the textbook's edge detectors: a difference across the edge of an average
     * along it, each in the size of these kernels.
     *
     * @return four kernels, named after their edges: | and — and the two diagonals
     */
    public Kernels sobel() {
        float[][] filters = new float[4][size * size];
        double middle = (size - 1) / 2.0;
        for (int i = 0; i < size * size; i++) {
            double x = i % size - middle;
            double y = i / size - middle;
            // binomial weights, as in Sobel's 1 2 1
            double weight =
                    binomialCoefficientDouble(size - 1, i % size)
                            * binomialCoefficientDouble(size - 1, i / size);
            filters[0][i] = (float) (x * weight);
            filters[1][i] = (float) (y * weight);
            filters[2][i] = (float) ((x + y) * weight);
            filters[3][i] = (float) ((x - y) * weight);
        }
        return new Kernels(size, List.of(filters), EDGES);
    }

    /**
     * Compares each kernel with Sobel's filters.
     *
     * @return for each kernel the filter that it is most like, and the correlation of the two, −1
     *     to 1; the opposite of a filter finds the same edges
     */
    public Table likeSobel() {
        List<float[]> filters = sobel().values;
        StringColumn kernel = StringColumn.create("kernel");
        StringColumn nearest = StringColumn.create("most like");
        DoubleColumn correlation = DoubleColumn.create("correlation");
        for (int i = 0; i < values.size(); i++) {
            float[] own = values.get(i);
            double[] found = filters.stream().mapToDouble(f -> correlation(own, f)).toArray();
            int best = 0;
            for (int f = 1; f < found.length; f++) {
                best = Math.abs(found[f]) > Math.abs(found[best]) ? f : best;
            }
            kernel.append(names.get(i));
            nearest.append(EDGES.get(best));
            correlation.append(found[best]);
        }
        correlation.setPrintFormatter(Text.decimals(2));
        return Table.create(kernel, nearest, correlation);
    }

    /** Pearson's correlation; 0 where one of the two is constant. */
    static double correlation(float[] a, float[] b) {
        double meanA = Floats.summary(a).getAverage();
        double meanB = Floats.summary(b).getAverage();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa < 1e-12 || bb < 1e-12 ? 0 : ab / Math.sqrt(aa * bb);
    }

    /**
     * How different the kernels are from each other.
     *
     * @return the largest difference between any two kernels at the same place; 0 if all are equal
     */
    public double spread() {
        return IntStream.range(0, size * size)
                .mapToObj(i -> values.stream().mapToDouble(k -> k[i]).summaryStatistics())
                .mapToDouble(place -> place.getMax() - place.getMin())
                .max()
                .orElse(0);
    }

    /** The largest weight without its sign. */
    private double largest() {
        return values.stream().mapToDouble(Floats::largest).max().orElse(1);
    }

    KernelRows.Row row(String name) {
        return new KernelRows.Row(name, size, values, names, largest());
    }

    @Override
    public Drawing drawing() {
        return new KernelRows(List.of(row(""))).together(toString());
    }

    /**
     * These kernels above others, such as {@link #sobel}; each row has its own scale.
     *
     * @param names of the two rows
     * @param below the kernels of the second row
     * @return the picture
     */
    public Drawing above(Kernels below, String... names) {
        Given.of("list of kernels", below);
        Given.of("list of names", names);
        if (names.length != 2) {
            throw new CourseException("Two rows of kernels need two names, not %d.", names.length);
        }
        return new KernelRows(List.of(row(names[0]), below.row(names[1])))
                .apart(this + "; below: " + below);
    }

    @Override
    public String toString() {
        return Text.format("%s, weights between −%.3f and %.3f", counted(), largest(), largest());
    }

    private String counted() {
        return Text.format("%s of %d×%d", Text.count(values.size(), "kernel"), size, size);
    }
}
