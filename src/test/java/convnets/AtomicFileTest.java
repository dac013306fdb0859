package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        file = folder.resolve("new/file.txt");
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        String said =
                assertThrows(
                                CourseException.class,
                                () -> AtomicFile.write(other, out -> out.write(1)))
                        .getMessage();
        assertEquals(other + " is a folder: name a file, in it or elsewhere.", said);
        assertTrue(Files.isDirectory(other));
        assertTrue(AtomicFile.takes(other));
        assertFalse(AtomicFile.takes(Files.createFile(other.resolve("file")).resolve("below")));
    }

    @Test
    void aTryLeavesTheFolderAsItWas() throws IOException {
        assertTrue(AtomicFile.takes(folder.resolve("new")));
        try (Stream<Path> left = Files.list(folder.resolve("new"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatIsNotThereIsSaidBeforeItIsOpened() throws IOException {
        assertThrows(NoSuchFileException.class, () -> AtomicFile.readable(file));
        Path there = Files.createFile(folder.resolve("there"));
        assertEquals(there.toFile(), AtomicFile.readable(there));
    }

    @Test
    void aStopLosesNoUpdate() {
        Thread.currentThread().interrupt();
        try {
            AtomicFile.update(file, () -> write("changed"));
        } finally {
            assertTrue(Thread.interrupted(), "the stop is still to be seen");
        }
        assertTrue(Files.exists(file));
    }

    private void write(String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes()));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Tag("slow")
    @Test
    void whoReadsMeanwhileFindsTheOldContentsOrTheNew() throws Exception {
        List<String> texts = List.of("a".repeat(100_000), "b".repeat(100_000));
        write(texts.get(0));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> writing = threads.submit(() -> texts.stream().forEach(this::writeOften));
        threads.shutdown();
        int reads = 0;
        while (!writing.isDone()) {
            assertTrue(texts.contains(Files.readString(file)), "after " + reads + " reads");
            reads++;
        }
        writing.get();
        assertTrue(reads > 10, "the reader must have had its turn: " + reads);
        assertEquals(List.of("file.txt"), names());
    }

    private void writeOften(String text) {
        for (int i = 0; i < 100; i++) {
            write(text);
        }
    }

    @Test
    void updatesOfSeveralThreadsLoseNothing() throws Exception {
        write("0");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(threads.submit(() -> AtomicFile.update(file, this::countOn)));
        }
        threads.shutdown();
        for (Future<?> one : all) {
            one.get();
        }
        assertEquals("40", Files.readString(file));
    }

    /** In four programs at once, as four notebooks are. */
    @Tag("slow")
    @Test
    void updatesOfSeveralProgramsLoseNothing() throws Exception {
        write("0");
        List<Process> programs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            String classes = System.getProperty("java.class.path");
            String name = AtomicFileTest.class.getName();
            programs.add(
                    new ProcessBuilder(java, "-cp", classes, name, file.toString())
                            .inheritIO()
                            .start());
        }
        for (Process program : programs) {
            assertEquals(0, program.waitFor());
        }
        assertEquals("100", Files.readString(file));
    }

    /** Counts on 25 times. */
    public static void main(String[] arguments) {
        AtomicFileTest test = new AtomicFileTest();
        test.file = Path.of(arguments[0]);
        for (int i = 0; i < 25; i++) {
            AtomicFile.update(test.file, test::countOn);
        }
    }

    private void countOn() {
        try {
            write(String.valueOf(Integer.parseInt(Files.readString(file)) + 1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatAnEndedProgramLeftIsSweptAndWhatARunningOneWritesIsNot() throws Exception {
        Process ended = new ProcessBuilder("java", "-version").start();
        ended.waitFor();
        write("old");
        long running = ProcessHandle.current().pid();
        for (String name :
                List.of(
                        "file.txt." + ended.pid() + "-1.part",
                        "file.txt." + running + "-999999.part",
                        "other.part")) {
            Path part = Files.writeString(file.resolveSibling(name), "half");
            Files.setLastModifiedTime(part, FileTime.from(Instant.now().minusSeconds(60)));
        }
        String fresh = "file.txt." + ended.pid() + "-2.part";
        Files.writeString(file.resolveSibling(fresh), "half");
        write("new");
        String another = "file.txt." + running + "-999999.part";
        assertEquals(
                Stream.of("file.txt", another, fresh, "other.part").sorted().toList(), names());
    }

    @Test
    void aWriterMayCloseWhatItWritesTo() throws IOException {
        AtomicFile.write(
                file,
                out -> {
                    try (Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
                        text.write("all");
                    }
                });
        assertEquals("all", Files.readString(file));
    }

    @Test
    void othersMayReadItAsTheirFolderWantsIt() throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            write("all");
            Path plain = Files.writeString(file.resolveSibling("plain"), "");
            assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
        }
    }

    /** Who put a large file onto another disk wants the next one to be there too. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkStaysOneAndWhatItNamesIsWritten() throws IOException {
        write("old");
        Path there = folder.resolve("there/real.txt");
        Path link = Files.createSymbolicLink(folder.resolve("new/link"), Path.of("../there/mid"));
        Files.createDirectories(there.getParent());
        Path mid = Files.createSymbolicLink(there.resolveSibling("mid"), there);
        for (String text : List.of("not there before", "replaced")) {
            AtomicFile.update(
                    link, () -> AtomicFile.write(link, out -> out.write(text.getBytes())));
            assertEquals(text, Files.readString(there));
            assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(mid));
        }
        assertTrue(Files.exists(folder.resolve("there/real.txt.lock")), "one lock for all names");
        assertEquals(List.of("file.txt", "link"), names());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksInACircleAreSaid() throws IOException {
        Path a = folder.resolve("a");
        Path b = Files.createSymbolicLink(folder.resolve("b"), a);
        Files.createSymbolicLink(a, b);
        for (Runnable use :
                List.<Runnable>of(
                        () -> AtomicFile.write(a, out -> out.write(1)),
                        () -> AtomicFile.update(a, () -> {}))) {
            assertEquals(
                    a
                            + " cannot be written (links that lead in a circle): make room on the"
                            + " disk, or take another name, in a folder that you may write into.",
                    assertThrows(CourseException.class, use::run).getMessage());
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTheOldContentsStay() throws IOException {
        write("old");
        AtomicFile.Writer<OutputStream> breaks =
                out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                };
        assertEquals(
                file
                        + " cannot be written (No space left on device): make room on the disk, or"
                        + " take another name, in a folder that you may write into.",
                assertThrows(CourseException.class, () -> AtomicFile.write(file, breaks))
                        .getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("file.txt"), names());
        Path below = file.resolve("below.txt");
        assertThrows(CourseException.class, () -> AtomicFile.write(below, out -> out.write(1)));
        assertThrows(CourseException.class, () -> AtomicFile.update(below, () -> {}));
        assertFalse(Files.exists(below));
    }
}
