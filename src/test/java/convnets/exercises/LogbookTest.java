package convnets.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class LogbookTest {

    private static final Exercise FIRST = Exercises.of(3).get(0);

    @TempDir Path folder;

    private final List<String> said = new ArrayList<>();

    private Logbook progress() {
        return new Logbook(folder.resolve("new/progress.json"), said::add);
    }

    @Test
    void keepsTheLastVerdictOfEachExercise() {
        assertEquals("not tried", state(0));
        progress().record(new Verdict(FIRST, false, "no"));
        assertEquals("✗ not yet", state(0));
        progress().record(new Verdict(FIRST, true, "yes"));
        assertEquals("✓ solved", state(0));
        Table table = progress().chapter(3);
        int exercises = Exercises.of(3).size();
        assertEquals("1 of " + exercises + " solved", table.getString(exercises, "state"));
        assertEquals(Exercises.all().size() + 1, progress().all().rowCount());
        assertEquals(List.of(), said);
    }

    @Test
    void aDamagedFileIsPutAsideAndANewOneBegun() throws IOException {
        Path file = folder.resolve("new/progress.json");
        Files.createDirectories(file.getParent());
        for (String damage : List.of("{\"3.1\": tru", "", "[1, 2]", "null")) {
            said.clear();
            Files.writeString(file, damage);
            progress().record(new Verdict(FIRST, true, "yes"));
            assertEquals("✓ solved", state(0));
            assertEquals(damage, Files.readString(folder.resolve("new/progress.json.damaged")));
            assertEquals(1, said.size());
            assertTrue(said.get(0).contains("kept as progress.json.damaged"), said.get(0));
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNotFatal() throws IOException {
        Files.writeString(folder.resolve("new"), "a file where the folder should be");
        progress().record(new Verdict(FIRST, true, "yes"));
        assertTrue(said.get(0).startsWith("The progress could not be kept in "), said.toString());
    }

    @Test
    void aSolutionIsNoProgress() {
        assertFalse(Logbook.here(), "the tests do not run in notebooks/exercises");
    }

    private String state(int row) {
        return progress().chapter(3).getString(row, "state");
    }
}
