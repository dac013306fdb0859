package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import convnets.CourseException;
import convnets.Text;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The kernels of a net's first convolution, blue below zero and red above; of several input
 * channels the first is shown.
 *
 * @param size height and width of a kernel
 * @param values one array for each output channel, row by row
 */
public record Kernels(int size, List<float[]> values) implements View {

    /** More kernels than this are not drawn. */
    private static final int MOST = 96;

    private static final int SIDE = 80;

    /**
     * Reads the kernels of the first convolution.
     *
     * @param net with weights
     * @return a copy of them
     * @throws CourseException if the net has no weights, or no convolution
     */
    public static Kernels of(Block net) {
        LayerOutput.requireWeights(net);
        for (Block layer : Nets.layers(net)) {
            if (layer instanceof Conv2d) {
                return of(layer.getParameters().get("weight").getArray());
            }
        }
        throw new CourseException("This net has no convolution, so it has no kernels to show.");
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
     * Sobel's filters, the textbook's edge detectors: a difference across the edge of an average
     * along it, each in the size of these kernels.
     *
     * @return four kernels: edges | and — and the two diagonals
     */
    public Kernels sobel() {
        float[][] filters = new float[4][size * size];
        double middle = (size - 1) / 2.0;
        for (int i = 0; i < size * size; i++) {
            double x = i % size - middle;
            double y = i / size - middle;
            // binomial weights, as in Sobel's 1 2 1
            double weight = binomial(size - 1, i % size) * binomial(size - 1, i / size);
            filters[0][i] = (float) (x * weight);
            filters[1][i] = (float) (y * weight);
            filters[2][i] = (float) ((x + y) * weight);
            filters[3][i] = (float) ((x - y) * weight);
        }
        return new Kernels(size, List.of(filters));
    }

    private static double binomial(int n, int k) {
        return IntStream.rangeClosed(1, k)
                .mapToDouble(i -> (n - i + 1.0) / i)
                .reduce(1, (a, b) -> a * b);
    }

    /**
     * Compares each kernel with Sobel's filters.
     *
     * @return for each kernel the filter that it is most like, and the correlation of the two, −1
     *     to 1; the opposite of a filter finds the same edges
     */
    public Table likeSobel() {
        List<String> names = List.of("edge |", "edge —", "edge ╱", "edge ╲");
        List<float[]> filters = sobel().values;
        StringColumn kernel = StringColumn.create("kernel");
        StringColumn nearest = StringColumn.create("most like");
        DoubleColumn correlation = DoubleColumn.create("correlation");
        for (int i = 0; i < values.size(); i++) {
            int best = 0;
            for (int f = 1; f < filters.size(); f++) {
                if (abs(i, filters.get(f)) > abs(i, filters.get(best))) {
                    best = f;
                }
            }
            kernel.append(Integer.toString(i + 1));
            nearest.append(names.get(best));
            correlation.append(correlation(values.get(i), filters.get(best)));
        }
        correlation.setPrintFormatter(Text.decimals(2));
        return Table.create(kernel, nearest, correlation);
    }

    private double abs(int kernel, float[] filter) {
        return Math.abs(correlation(values.get(kernel), filter));
    }

    /** Pearson's correlation; 0 where one of the two is constant. */
    static double correlation(float[] a, float[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
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

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * How different the kernels are from each other.
     *
     * @return the largest difference between any two kernels at the same place; 0 if all are equal
     */
    public double spread() {
        double spread = 0;
        for (int i = 0; i < size * size; i++) {
            int place = i;
            double low = values.stream().mapToDouble(k -> k[place]).min().orElse(0);
            double high = values.stream().mapToDouble(k -> k[place]).max().orElse(0);
            spread = Math.max(spread, high - low);
        }
        return spread;
    }

    /** The largest weight without its sign. */
    double largest() {
        return values.stream()
                .flatMapToDouble(k -> IntStream.range(0, k.length).mapToDouble(i -> Math.abs(k[i])))
                .max()
                .orElse(1);
    }

    @Override
    public Drawing drawing() {
        return rows(List.of(this), List.of(""), largest(), toString());
    }

    /**
     * These kernels above others, such as {@link #sobel}; each row has its own scale.
     *
     * @param names of the two rows
     * @param below the kernels of the second row
     * @return the picture
     */
    public Drawing above(Kernels below, String... names) {
        if (names.length != 2) {
            throw new CourseException("Two rows of kernels need two names, not %d.", names.length);
        }
        return rows(List.of(this, below), List.of(names), 0, this + "; below: " + below);
    }

    /** Rows of kernels; a largest weight of 0 gives each row a scale of its own. */
    static Drawing rows(List<Kernels> rows, List<String> names, double largest, String words) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        int left = longest == 0 ? 8 : 20 + 8 * longest;
        int count = rows.stream().mapToInt(r -> Math.min(MOST, r.values.size())).max().orElse(1);
        int perRow = Math.min(count, 16);
        int lines = (count + perRow - 1) / perRow;
        int side = Math.min(SIDE, (900 - left) / perRow - 6);
        int high = lines * (side + 6) + 4;
        Canvas sheet = new Canvas(left + perRow * (side + 6) + 50, 8 + rows.size() * high + 4);
        for (int row = 0; row < rows.size(); row++) {
            Kernels kernels = rows.get(row);
            double end = largest > 0 ? largest : kernels.largest();
            int y = 8 + row * high;
            sheet.bold(names.get(row), 8, y + side / 2.0 + 5, 12, Canvas.INK, Align.LEFT);
            for (int i = 0; i < Math.min(MOST, kernels.values.size()); i++) {
                sheet.picture(
                        Colormap.SIGNED.image(kernels.values.get(i), kernels.size, -end, end),
                        left + i % perRow * (side + 6),
                        y + i / perRow * (side + 6),
                        side,
                        side);
            }
            String number = Text.format("%.2g", end);
            if (largest == 0 || row == 0) {
                int x = left + perRow * (side + 6);
                sheet.scale(Colormap.SIGNED, "−" + number, number, x, y, side);
            }
        }
        return sheet.drawing(words);
    }

    @Override
    public String toString() {
        return Text.format(
                "%d kernels of %d×%d, weights between −%.3f and %.3f",
                values.size(), size, size, largest(), largest());
    }
}
