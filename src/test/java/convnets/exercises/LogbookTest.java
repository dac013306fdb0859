package convnets.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.exercises.Verdict.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogbookTest {

    private static final Exercise ONE = Exercise.of("3.1");

    @TempDir Path folder;

    private Path file;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        file = folder.resolve("new/progress.json");
    }

    private Logbook progress() {
        return new Logbook(file, said::add);
    }

    private Verdict record(Outcome outcome) {
        return progress().record(new Verdict(ONE, outcome, "So it is."));
    }

    @Test
    void whatIsSolvedStaysSolved() throws IOException {
        record(Outcome.WRONG);
        assertNull(entry().solved());
        assertEquals("So it is.", record(Outcome.RIGHT).said());
        String today = LocalDate.now().toString();
        assertEquals(new LogbookEntry(today, today), entry());
        Files.writeString(file, Files.readString(file).replace(today, "2020-02-29"));
        Verdict later = record(Outcome.WRONG);
        assertFalse(later.passed());
        assertEquals("So it is. (You solved it on 2020-02-29, and it stays solved.)", later.said());
        record(Outcome.RIGHT);
        assertEquals(new LogbookEntry("2020-02-29", "2020-02-29"), entry());
        assertEquals(List.of(), said);
    }

    @Test
    void aCellThatWasNotTouchedIsNoTryAndACheckThatFailedNeither() throws IOException {
        record(Outcome.NOT_BEGUN);
        record(Outcome.CHECK_FAILED);
        assertFalse(Files.exists(file));
        record(Outcome.RIGHT);
        String solved = Files.readString(file);
        record(Outcome.NOT_BEGUN);
        assertEquals(solved, Files.readString(file));
    }

    @Test
    void twoNotebooksAtOnceLoseNothing() throws Exception {
        List<Thread> notebooks =
                Stream.of(0, 1, 2)
                        .map(start -> new Thread(() -> solve(start, progress())))
                        .toList();
        notebooks.forEach(Thread::start);
        for (Thread notebook : notebooks) {
            notebook.join();
        }
        assertEquals(Exercise.ALL.size(), progress().entries().size());
    }

    private static void solve(int start, Logbook own) {
        List<Exercise> all = Exercise.ALL;
        for (int i = start; i < all.size(); i += 3) {
            own.record(new Verdict(all.get(i), Outcome.RIGHT, ""));
        }
    }

    /** A lock of the file holds other programs back too. */
    @Tag("slow")
    @Test
    void anotherProgramLosesNothing() throws Exception {
        List<Process> programs = new ArrayList<>();
        for (int start = 0; start < 3; start++) {
            List<String> command =
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LogbookTest.class.getName(),
                            file.toString(),
                            Integer.toString(start));
            programs.add(new ProcessBuilder(command).inheritIO().start());
        }
        for (Process program : programs) {
            assertEquals(0, program.waitFor());
        }
        assertEquals(Exercise.ALL.size(), progress().entries().size());
    }

    /** One of the other programs. */
    public static void main(String[] arguments) {
        solve(Integer.parseInt(arguments[1]), new Logbook(Path.of(arguments[0]), line -> {}));
    }

    @Test
    void theFirstEditionsFileIsKeptAside() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"1.1\": true, \"3.1\": false}");
        record(Outcome.WRONG);
        assertEquals(List.of("3.1"), List.copyOf(progress().entries().keySet()));
        assertTrue(said.get(0).contains("first edition"), said.get(0));
        assertTrue(said.get(0).contains("kept as progress.json.first-edition"), said.get(0));
        assertTrue(Files.exists(folder.resolve("new/progress.json.first-edition")));
    }

    @Test
    void aDamagedFileIsPutAsideAndANewOneBegun() throws IOException {
        Files.createDirectories(file.getParent());
        List<String> damages = List.of("{\"3.1\": tru", "", "[1, 2]", "null", "{}");
        for (int i = 0; i < damages.size(); i++) {
            said.clear();
            Files.writeString(file, damages.get(i));
            record(Outcome.RIGHT);
            assertEquals(LocalDate.now().toString(), entry().solved());
            assertEquals(1, said.size());
            assertTrue(said.get(0).contains("kept as " + aside(i)), said.get(0));
        }
        for (int i = 0; i < damages.size(); i++) {
            assertEquals(damages.get(i), Files.readString(file.resolveSibling(aside(i))));
        }
    }

    private static String aside(int i) {
        return "progress.json.damaged" + (i == 0 ? "" : i + 1);
    }

    @Test
    void aFileOfANewerVersionIsNoDamagedOne() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"format\": \"convnets progress 3\", \"days\": []}");
        assertEquals(Map.of(), progress().entries());
        assertTrue(said.get(0).contains("newer version"), said.get(0));
        assertTrue(Files.exists(file.resolveSibling("progress.json.newer")));
    }

    /** As after a look at it in an editor of another system. */
    @Test
    void theMarkOfAnEditorAndItsEndsOfLinesChangeNothing() throws IOException {
        record(Outcome.RIGHT);
        String text = Files.readString(file);
        for (String other : List.of("\ufeff" + text, text.replace("\n", "\r\n"))) {
            Files.writeString(file, other);
            assertEquals(LocalDate.now().toString(), entry().solved());
        }
        assertEquals(List.of(), said);
    }

    @Test
    void aFileThatCannotBeWrittenIsNotFatal() throws IOException {
        Files.writeString(folder.resolve("new"), "a file where the folder should be");
        record(Outcome.RIGHT);
        assertTrue(said.get(0).startsWith("The progress could not be kept in "), said.toString());
    }

    @Test
    void aFileWithoutAnEndIsPutAside() throws IOException {
        Files.createDirectories(file.getParent());
        try (RandomAccessFile endless = new RandomAccessFile(file.toFile(), "rw")) {
            endless.setLength(3_000_000_000L); // takes no room
        }
        assertEquals(Map.of(), progress().entries());
        assertTrue(Files.exists(file.resolveSibling(file.getFileName() + ".damaged")));
    }

    @Test
    void aFolderInItsPlaceIsOneSentence() throws IOException {
        Files.createDirectories(file.resolve("below"));
        String sentence =
                assertThrows(CourseException.class, () -> progress().toString()).getMessage();
        assertTrue(
                sentence.startsWith("The file of your progress " + file + " cannot be read ("),
                sentence);
    }

    @Test
    void isShownAsAPictureOfAllChapters() {
        record(Outcome.RIGHT);
        progress().record(new Verdict(Exercise.of("3.2"), Outcome.WRONG, ""));
        String words = progress().toString();
        assertTrue(words.contains("3.1✓ 3.2○ 3.3·"), words);
        long checked = Exercise.ALL.stream().filter(Exercise::checked).count();
        assertTrue(words.contains("1 of " + checked + " solved"), words);
        assertEquals(words, progress().drawing().description());
        int chapters = (int) Exercise.ALL.stream().map(Exercise::chapter).distinct().count();
        assertTrue(progress().drawing().image().getHeight() > 20 * chapters);
    }

    private LogbookEntry entry() {
        return progress().entries().get(ONE.number());
    }
}
