package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.engine.StopButton;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How much a layer's values say about the class, measured with the simplest classifier there is:
 * the class whose mean is nearest.
 */
public final class Features {

    private static final int BATCH = 500;

    /** Stands for the pixels themselves. */
    private static final String IMAGE = "image";

    private Features() {}

    /**
     * Measures the values of one layer, after its activation function.
     *
     * @param net with weights
     * @param data the means are those of its training pictures; its test pictures are classified
     * @param layer named as in {@link Activations}: C1, S2, …, F6; or "image" for the pixels
     * @return the share of right answers, 0 to 1
     * @throws CourseException if there is no such layer, the net has no weights or the pictures do
     *     not fit
     */
    public static double nearestCentroid(Block net, ImageData data, String layer) {
        Given.of("data set", data);
        LayerOutput.check(net, data.train().shape(1));
        int place = place(net, layer);
        int classes = data.train().names().size();
        int[] counts = data.train().classCounts();
        float[][] means = new float[classes][];
        List<float[]> train = values(net, data.train(), place);
        for (int i = 0; i < train.size(); i++) {
            int label = data.train().get(i).label();
            float[] mean = means[label] == null ? new float[train.get(i).length] : means[label];
            for (int j = 0; j < mean.length; j++) {
                mean[j] += train.get(i)[j] / counts[label];
            }
            means[label] = mean;
        }
        int right = 0;
        List<float[]> test = values(net, data.test(), place);
        for (int i = 0; i < test.size(); i++) {
            right += nearest(means, test.get(i)) == data.test().get(i).label() ? 1 : 0;
        }
        return (double) right / test.size();
    }

    /**
     * Turns pictures into a table: what a spreadsheet, a data base or any classical method of
     * statistics takes.
     *
     * @param net with weights
     * @param images a row for each
     * @param layer as in {@link #nearestCentroid}
     * @return the class's name, and a column of values for each unit of the layer, "unit 1", …
     * @throws CourseException if there is no such layer, the net has no weights or the pictures do
     *     not fit
     */
    public static Table table(Block net, Images images, String layer) {
        Given.of("set of pictures", images);
        LayerOutput.check(net, images.shape(1));
        List<float[]> rows = values(net, images, place(net, layer));
        Table table =
                Table.create(
                        layer,
                        StringColumn.create("class", images.stream().map(Picture::name).toList()));
        for (int j = 0; j < rows.get(0).length; j++) {
            FloatColumn column = FloatColumn.create("unit " + (j + 1));
            for (float[] row : rows) {
                column.append(row[j]);
            }
            table.addColumns(column);
        }
        return table;
    }

    private static int nearest(float[][] means, float[] values) {
        int best = -1;
        double smallest = Double.POSITIVE_INFINITY;
        for (int c = 0; c < means.length; c++) {
            double sum = means[c] == null ? Double.POSITIVE_INFINITY : 0;
            for (int j = 0; means[c] != null && j < values.length; j++) {
                sum += (values[j] - means[c][j]) * (values[j] - means[c][j]);
            }
            if (sum < smallest) {
                smallest = sum;
                best = c;
            }
        }
        return best;
    }

    private static List<float[]> values(Block net, Images images, int place) {
        List<float[]> all = new ArrayList<>();
        for (int from = 0; from < images.size(); from += BATCH) {
            StopButton.check();
            try (NDManager manager = HostArrays.newManager()) {
                NDArray x = images.pixels(manager, images.indices(from, BATCH));
                NDArray out = place < 0 ? x : Nets.outputs(net, x).get(place);
                NDArray rows = out.reshape(out.getShape().get(0), -1);
                all.addAll(List.of(Grids.grid(rows))); // waits for the engine once a batch
            }
        }
        return all;
    }

    /** The place of a layer's activation function in the net; −1 for the image. */
    private static int place(Block net, String name) {
        return IMAGE.equals(name) ? -1 : NamedLayer.of(net, name, "layer", l -> true).shown();
    }
}
