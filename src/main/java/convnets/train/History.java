package convnets.train;

import convnets.TableView;
import convnets.Tables;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What happened in a training: one {@link Epoch} after the other.
 *
 * @param settings what was trained and how
 * @param epochs the epochs that were completed
 * @param ending how it ended
 * @param note one sentence for the reader if it did not end by itself, else empty
 */
public record History(TrainingSettings settings, List<Epoch> epochs, Ending ending, String note) {

    /** How a training ended. */
    public enum Ending {
        /** All epochs were done. */
        FINISHED,
        /** The reader pressed the stop button. */
        STOPPED,
        /** Loss or weights were no longer numbers, or the loss grew beyond all bounds. */
        DIVERGED
    }

    /**
     * The last completed epoch.
     *
     * @return the epoch; one with zeros if none was completed
     */
    public Epoch last() {
        return epochs.isEmpty() ? new Epoch(0, 0, 0, 0, 0, 0) : epochs.get(epochs.size() - 1);
    }

    /**
     * The epoch with the highest test accuracy.
     *
     * @return the epoch; one with zeros if none was completed
     */
    public Epoch best() {
        return epochs.stream()
                .max(Comparator.comparingDouble(Epoch::testAccuracy))
                .orElseGet(this::last);
    }

    /**
     * One value of each epoch.
     *
     * @param value such as {@code Epoch::loss}
     * @return the values in order
     */
    public double[] values(ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }

    /**
     * The same as a tablesaw table.
     *
     * @return a row for each epoch
     */
    public Table table() {
        int[] numbers = epochs.stream().mapToInt(Epoch::number).toArray();
        return Table.create(
                IntColumn.create("epoch", numbers),
                column("loss", 3, Epoch::loss),
                column("train accuracy", 3, Epoch::trainAccuracy),
                column("test accuracy", 3, Epoch::testAccuracy),
                column("seconds", 1, Epoch::seconds),
                column("examples/sec", 0, Epoch::examplesPerSecond));
    }

    /** A file might have lost some of it, or hold what no training gives. */
    boolean isWhole() {
        return settings != null
                && settings.isWhole()
                && epochs != null
                && ending != null
                && note != null
                && IntStream.range(0, epochs.size()).allMatch(i -> isEpoch(epochs.get(i), i + 1));
    }

    private static boolean isEpoch(Epoch epoch, int number) {
        return epoch != null && epoch.number() == number && epoch.isPossible();
    }

    /** The table as text, columns aligned. */
    @Override
    public String toString() {
        return TableView.text(table()) + (note.isEmpty() ? "" : "\n" + note);
    }

    private DoubleColumn column(String name, int digits, ToDoubleFunction<Epoch> value) {
        return Tables.numbers(name, digits, values(value));
    }
}
