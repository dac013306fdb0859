package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import convnets.CourseException;
import convnets.Text;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a net answers on pictures that it is tested on.
 *
 * @param names of the classes
 * @param confusion how many pictures of class i (first index) were taken for class j
 * @param loss mean cross-entropy, in nats
 */
public record Evaluation(List<String> names, int[][] confusion, double loss) {

    /** Bounds the memory; larger batches are not faster. */
    private static final int BATCH = 500;

    /**
     * Tests a net; dropout is off and the net stays as it is. The stop button ends it early: then
     * it is of the pictures seen so far.
     *
     * @param net with weights, (N, channels, h, w) → (N, classes) logits
     * @param images to be tested on
     * @return the answers, counted
     * @throws CourseException if the net has no weights or does not fit the pictures, or the stop
     *     came before the first answer
     */
    public static Evaluation of(Block net, Images images) {
        FitCheck.require(net, images);
        Evaluation found = seen(net, images);
        if (found.total() == 0) {
            throw new CourseException(
                    "This evaluation was stopped before it had seen a picture: run it again.");
        }
        return found;
    }

    /** The same without asking whether the net fits, and of no picture at all after a stop. */
    static Evaluation seen(Block net, Images images) {
        int classes = images.names().size();
        int[][] confusion = new int[classes][classes];
        double loss = 0;
        int seen = 0;
        while (seen < images.size() && !Thread.currentThread().isInterrupted()) {
            try (NDManager manager = HostArrays.newManager(Nets.device(net))) {
                int[] indices = images.indices(seen, BATCH);
                NDArray logits = Nets.forward(net, images.pixels(manager, indices));
                NDArray labels = images.labels(manager, indices);
                NDList answer = new NDList(logits);
                float mean =
                        Loss.softmaxCrossEntropyLoss()
                                .evaluate(new NDList(labels), answer)
                                .getFloat();
                loss += (double) mean * indices.length;
                long[] best = logits.argMax(1).toLongArray();
                float[] truth = labels.toFloatArray();
                for (int i = 0; i < indices.length; i++) {
                    confusion[(int) truth[i]][(int) best[i]]++;
                }
                seen += indices.length;
            }
        }
        return new Evaluation(images.names(), confusion, loss / Math.max(1, seen));
    }

    /**
     * The share of right answers: the largest logit is that of the label.
     *
     * @return 0 to 1
     */
    public double accuracy() {
        long right = 0;
        for (int i = 0; i < confusion.length; i++) {
            right += confusion[i][i];
        }
        return (double) right / total();
    }

    private long total() {
        return Arrays.stream(confusion).flatMapToInt(Arrays::stream).asLongStream().sum();
    }

    /**
     * The confusion matrix: a row for each true class, a column for each answer.
     *
     * @return the counts as a tablesaw table
     */
    public Table table() {
        Table table = Table.create(StringColumn.create("is ↓ answer →", names));
        for (int j = 0; j < names.size(); j++) {
            String name = names.get(j); // a table takes "a" and "A" for one column
            boolean taken = table.containsColumn(name);
            IntColumn column = IntColumn.create(taken ? name + " (" + j + ")" : name);
            for (int[] row : confusion) {
                column.append(row[j]);
            }
            table.addColumns(column);
        }
        return table;
    }

    @Override
    public String toString() {
        return Text.format("loss %.3f, accuracy %.3f%n%s", loss, accuracy(), table().printAll());
    }
}
