package convnets.experiments;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A file with a row for each epoch, such as that of {@code make full-scale}, read as runs. */
final class StoredEpochs {

    private StoredEpochs() {}

    /** The last epochs of the trainings that have so many: the nets are the variants. */
    static Table last(Path folder, String name, int epochs) {
        Path file = StoredRuns.file(folder, name);
        CourseFolder.requireFile(file, "There are no stored epochs %s.");
        Table last;
        try {
            Table all = Table.read().csv(file.toFile());
            Table some = all.where(all.intColumn("epoch").isEqualTo(epochs));
            List<String> series = Collections.nCopies(some.rowCount(), "test accuracy");
            last =
                    Table.create(
                            name,
                            StringColumn.create("series", series),
                            some.stringColumn("net").setName("variant"),
                            some.intColumn("seed").asLongColumn().setName("seed"),
                            some.doubleColumn("test accuracy").setName("accuracy"));
            if (!StoredRuns.isPossible(last)) {
                throw new IllegalArgumentException("such accuracies or seeds are none");
            }
        } catch (RuntimeException e) { // tablesaw has many
            throw new CourseException(
                    "The file %s holds no stored epochs: get it anew with the course.", file);
        }
        if (last.isEmpty()) {
            throw new CourseException(
                    "No training in %s has %s.", file, Text.count(epochs, "epoch"));
        }
        return last;
    }
}
