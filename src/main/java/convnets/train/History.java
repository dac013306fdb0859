package convnets.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What happened in a training: one {@link Epoch} after the other.
 *
 * @param settings what was trained and how: data, optimizer, learning rate, batch size, seed, …
 * @param epochs the epochs that were completed
 * @param ending how it ended
 * @param note one sentence for the reader if it did not end by itself, else empty
 */
public record History(
        Map<String, String> settings, List<Epoch> epochs, Ending ending, String note) {

    private static final String FORMAT = "convnets history 1";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** What stands in the file. */
    private record Saved(String format, History history) {}

    /** How a training ended. */
    public enum Ending {
        /** All epochs were done. */
        FINISHED,
        /** The reader pressed the stop button. */
        STOPPED,
        /** The loss was no longer a number. */
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

    /**
     * Saves the history as JSON. A file of that name is replaced at once, never half.
     *
     * @param file its folder is made if it is not there
     */
    public void save(Path file) {
        AtomicFile.write(file, out -> JSON.writeValue(out, new Saved(FORMAT, this)));
    }

    /**
     * Reads a saved history.
     *
     * @param file that {@link #save} wrote
     * @return the history
     * @throws CourseException if there is no such file, or it is damaged or something else
     */
    public static History load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CourseException("There is no saved history %s: train the net first.", file);
        }
        try {
            Saved saved = JSON.readValue(file.toFile(), Saved.class);
            if (saved != null && FORMAT.equals(saved.format) && saved.history.isWhole()) {
                return saved.history;
            }
        } catch (IOException | RuntimeException e) {
            // the sentence below says it
        }
        throw new CourseException(
                "The file %s is damaged or not a saved history: delete it, and train the net"
                        + " again.",
                file);
    }

    /**
     * Compares the settings with those of another training.
     *
     * @param other the other settings
     * @param ignored the names of settings that may differ
     * @return the first difference in words; empty if there is none
     */
    public String difference(Map<String, String> other, Set<String> ignored) {
        Set<String> names = new LinkedHashSet<>(settings.keySet());
        names.addAll(other.keySet());
        names.removeAll(ignored);
        for (String name : names) {
            String here = settings.getOrDefault(name, "none");
            String there = other.getOrDefault(name, "none");
            if (!here.equals(there)) {
                return Text.format("%s: %s, not %s", name, here, there);
            }
        }
        return "";
    }

    private boolean isWhole() {
        return settings != null && epochs != null && ending != null && note != null;
    }

    /** The table as text, columns aligned. */
    @Override
    public String toString() {
        return table().printAll() + (note.isEmpty() ? "" : "\n" + note);
    }

    private DoubleColumn column(String name, int digits, ToDoubleFunction<Epoch> value) {
        DoubleColumn column = DoubleColumn.create(name, values(value));
        column.setPrintFormatter(Text.decimals(digits));
        return column;
    }
}
