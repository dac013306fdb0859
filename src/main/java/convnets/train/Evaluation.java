package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.training.loss.Loss;
import convnets.CourseException;
import convnets.Given;
import convnets.TableView;
import convnets.Tables;
import convnets.Text;
import convnets.data.Images;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a net answers on pictures that it is tested on.
 *
 * @param names of the classes
 * @param confusion how many pictures of class i (first index) were taken for class j
 * @param loss mean cross-entropy, in nats
 * @param predictions one for each picture, in their order
 */
public record Evaluation(
        List<String> names, int[][] confusion, double loss, List<Prediction> predictions) {

    /**
     * Checks that all is of as many classes.
     *
     * @param names of the classes
     * @param confusion a row and a column for each
     * @param loss in nats
     * @param predictions any
     */
    public Evaluation {
        int classes = Given.of("list of names", names).size();
        Given.of("confusion matrix", confusion);
        Given.of("list of predictions", predictions);
        if (confusion.length != classes
                || Arrays.stream(confusion).anyMatch(row -> row == null || row.length != classes)) {
            throw new CourseException(
                    "A confusion matrix of %d classes needs %d rows of %d counts.",
                    classes, classes, classes);
        }
    }

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
        Given.of("set of pictures", images);
        FitCheck.require(net, images, Prediction.batch(images));
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
        DoubleAdder loss = new DoubleAdder();
        List<Prediction> predictions =
                Prediction.seen(
                        net,
                        images,
                        (logits, labels) -> loss.add(labels.size() * meanLoss(logits, labels)));
        predictions.forEach(one -> confusion[one.label()][one.answer()]++);
        double mean = loss.sum() / Math.max(1, predictions.size());
        return new Evaluation(images.names(), confusion, mean, List.copyOf(predictions));
    }

    private static double meanLoss(NDArray logits, NDArray labels) {
        NDArray mean =
                Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(logits));
        return Epoch.loss(mean.getFloat());
    }

    /**
     * The share of right answers: the largest logit is that of the label.
     *
     * @return 0 to 1
     */
    public double accuracy() {
        long right = IntStream.range(0, confusion.length).mapToLong(i -> confusion[i][i]).sum();
        return (double) right / total();
    }

    private long total() {
        return Arrays.stream(confusion).flatMapToInt(Arrays::stream).asLongStream().sum();
    }

    /**
     * Of the pictures of each class, the share that was found.
     *
     * @return 0 to 1 for each class; NaN for one without pictures
     */
    public double[] recall() {
        return shares((row, column) -> confusion[row][column]);
    }

    /**
     * Of the answers that name a class, the share that is right.
     *
     * @return 0 to 1 for each class; NaN for one that was never named
     */
    public double[] precision() {
        return shares((row, column) -> confusion[column][row]);
    }

    private double[] shares(IntBinaryOperator count) {
        int n = confusion.length;
        return IntStream.range(0, n)
                .mapToDouble(
                        i -> {
                            double all =
                                    IntStream.range(0, n)
                                            .mapToLong(j -> count.applyAsInt(i, j))
                                            .sum();
                            return confusion[i][i] / all;
                        })
                .toArray();
    }

    /**
     * Precision and recall, class by class.
     *
     * @return a row for each class
     */
    public Table classes() {
        int[] pictures =
                Arrays.stream(confusion).mapToInt(row -> IntStream.of(row).sum()).toArray();
        return Table.create(
                StringColumn.create("class", names),
                IntColumn.create("pictures", pictures),
                Tables.numbers("precision", 3, precision()),
                Tables.numbers("recall", 3, recall()));
    }

    /**
     * Which classes were taken for which, the most frequent first: of many classes, what is worth
     * looking at in the confusion matrix.
     *
     * @return a row for each pair that occurs
     */
    public Table confusions() {
        StringColumn is = StringColumn.create("is");
        StringColumn answer = StringColumn.create("answer");
        IntColumn count = IntColumn.create("pictures");
        for (int i = 0; i < confusion.length; i++) {
            for (int j = 0; j < confusion.length; j++) {
                if (i != j && confusion[i][j] > 0) {
                    is.append(names.get(i));
                    answer.append(names.get(j));
                    count.append(confusion[i][j]);
                }
            }
        }
        return Table.create(is, answer, count).sortDescendingOn("pictures");
    }

    /**
     * The mistakes.
     *
     * @return the wrong answers, the most confident first
     */
    public List<Prediction> wrong() {
        return predictions.stream()
                .filter(one -> !one.right())
                .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
                .toList();
    }

    /**
     * The confusion matrix: a row for each true class, a column for each answer.
     *
     * @return the counts as a tablesaw table
     */
    public Table table() {
        Table table = Table.create(StringColumn.create("is ↓ answer →", names));
        for (int j = 0; j < names.size(); j++) {
            IntColumn column = IntColumn.create(names.get(j));
            for (int[] row : confusion) {
                column.append(row[j]);
            }
            Tables.add(table, column, j);
        }
        return table;
    }

    @Override
    public String toString() {
        return Text.format(
                "loss %.3f, accuracy %.3f%n%s", loss, accuracy(), TableView.text(table()));
    }
}
