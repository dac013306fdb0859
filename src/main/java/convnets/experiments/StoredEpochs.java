package convnets.experiments;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import java.nio.file.Files;
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
        if (!Files.isRegularFile(CourseFolder.givenFile(file))) {
            throw new CourseException("There are no stored epochs %s.", file);
        }
        Table last = epochs(file, epochs);
        if (last.isEmpty()) {
            throw new CourseException(
                    "No training in %s has %s.", file, Text.count(epochs, "epoch"));
        }
        List<String> series = Collections.nCopies(last.rowCount(), "test accuracy");
        return Table.create(
                name,
                StringColumn.create("series", series),
                last.stringColumn("net").copy().setName("variant"),
                last.intColumn("seed").asLongColumn().setName("seed"),
                last.doubleColumn("test accuracy").copy().setName("accuracy"));
    }

    /** Those of this number; all columns that are asked for later must be there. */
    private static Table epochs(Path file, int number) {
        try {
            Table all = Table.read().csv(file.toFile());
            Table some = all.where(all.intColumn("epoch").isEqualTo(number));
            some.stringColumn("net");
            some.intColumn("seed");
            some.doubleColumn("test accuracy");
            return some;
        } catch (RuntimeException e) { // tablesaw has many
            throw new CourseException(
                    "The file %s holds no stored epochs: get it anew with the course.", file);
        }
    }
}
