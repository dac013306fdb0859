package convnets.exercises;

import convnets.CourseException;
import convnets.Tables;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** The accuracies of one training that learned by heart, epoch by epoch: exercise 5.17. */
record AccuracyCurves(double[] epochs, double[] train, double[] test) {

    static AccuracyCurves of(Table measured) {
        column(measured, "epoch");
        Table sorted = measured.sortAscendingOn("epoch");
        AccuracyCurves curves =
                new AccuracyCurves(
                        column(sorted, "epoch"),
                        column(sorted, "train accuracy"),
                        column(sorted, "test accuracy"));
        if (!curves.endApart()) {
            throw new CourseException(
                    "This is not the table of one training that learned by heart: give the check"
                            + " that of the cell above.");
        }
        return curves;
    }

    private static double[] column(Table measured, String name) {
        return Tables.numbers(measured, name).asDoubleArray();
    }

    private int end() {
        return epochs.length - 1;
    }

    private boolean endApart() {
        return end() >= 0
                && DoubleStream.of(epochs).distinct().count() == epochs.length
                && train[end()] > test[end()];
    }

    /** Holds an epoch against the one from which on the training pictures are the better known. */
    Step crossing(int epoch) {
        int[] places = IntStream.rangeClosed(0, end()).toArray();
        int first = IntStream.of(places).filter(i -> train[i] > test[i]).min().orElse(end());
        int last = IntStream.of(places).filter(i -> train[i] <= test[i]).max().orElse(-1);
        int best = IntStream.of(places).reduce(0, (a, b) -> test[b] > test[a] ? b : a);
        return Formula.number("epoch", epoch)
                .right("look", epochs[last + 1])
                .wrong("still", last < 0 ? -1 : epochs[last])
                .wrong("test", epochs[best])
                .wrong("cross", epochs[first])
                .wrong("last", epochs[end()]);
    }
}
