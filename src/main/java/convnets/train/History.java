package convnets.train;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
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

    private static final String FORMAT = "convnets history 2";

    /** Had its settings as texts, and said too little of net and data. */
    private static final String FIRST_EDITION = "convnets history 1";

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /** What stands in the file. */
    private record Saved(String format, History history) {}

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
     * @throws CourseException if there is no such file, or it is damaged, something else, or of the
     *     first edition
     */
    public static History load(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CourseException("There is no saved history %s: train the net first.", file);
        }
        String format = "";
        try {
            JsonNode tree = JSON.readTree(file.toFile());
            format = tree.path("format").asText();
            if (format.equals(FORMAT)) {
                History history = JSON.treeToValue(tree, Saved.class).history;
                if (history.isWhole()) {
                    return history;
                }
            }
        } catch (IOException | RuntimeException e) {
            // the sentences below say it
        }
        throw new CourseException(
                format.equals(FIRST_EDITION)
                        ? "The file %s was saved by the first edition of the course, and this one"
                                + " cannot read it: leave it there, and save under another name."
                        : "The file %s is damaged or not a saved history: leave it there, and save"
                                + " under another name.",
                file);
    }

    private boolean isWhole() {
        return settings != null
                && settings.isWhole()
                && epochs != null
                && ending != null
                && note != null;
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
