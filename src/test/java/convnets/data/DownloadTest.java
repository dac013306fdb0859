package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.util.Utils;
import convnets.CourseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
@Tag("slow")
class DownloadTest {

    private static final DatasetLocator FASHION = StandInRepository.published(FashionMnist.SOURCE);
    private static final DatasetLocator DIGITS = StandInRepository.published(Mnist.SOURCE);
    private static final String IMAGES = "fashmnist/1.0/train-images-idx3-ubyte.gz";
    private static final String LATER =
            "; try \"make data\" again later, the course works with its own sample meanwhile.";

    @RegisterExtension final TemporaryCache cache = new TemporaryCache();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private StandInRepository standIn;
    private Duration patience = Duration.ofSeconds(20);

    @BeforeEach
    void start() throws IOException {
        standIn = new StandInRepository();
    }

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void bringsBothSetsToWhereTheyAreLookedFor() {
        download(false).all(List.of(FASHION, DIGITS));
        for (DatasetLocator source : List.of(FASHION, DIGITS)) {
            ImageData data = source.load(null);
            assertEquals(source.cache().toString(), data.origin());
            assertEquals(source.sample().train(), data.train());
            assertEquals(source.sample().test(), data.test());
        }
        assertEquals(10, standIn.requests.size());
    }

    @Test
    void writesALineForEachQuarterIntoALog() {
        download(false).all(List.of(FASHION));
        List<String> lines = printed().lines().toList();
        List<String> starts = lines.stream().map(l -> l.replaceAll(",.*", "")).toList();
        assertEquals(
                List.of(
                        "Fashion-MNIST: 0 %",
                        "Fashion-MNIST: 25 %",
                        "Fashion-MNIST: 50 %",
                        "Fashion-MNIST: 75 %",
                        "Fashion-MNIST: 100 %",
                        "Fashion-MNIST: 10"),
                starts);
        assertEquals("Fashion-MNIST: 100 %, 5.3 of 5.3 MB", lines.get(4));
        assertEquals(FASHION.load(null).toString(), lines.get(5));
    }

    @Test
    void drawsABarThatGrowsInOneLine() {
        download(true).all(List.of(FASHION));
        List<String> lines = printed().lines().toList();
        String[] frames = printed().split("\r");
        assertEquals(102, frames.length); // nothing, then 0 to 100 %
        assertTrue(frames[1].matches("Fashion-MNIST \\[ {40}]   0 %  0.0 of 5.3 MB "), frames[1]);
        assertTrue(frames[51].matches("Fashion-MNIST \\[={20} {20}]  50 %.*"), frames[51]);
        String last = frames[101].lines().toList().get(0);
        assertEquals("Fashion-MNIST [" + "=".repeat(40) + "] 100 %  5.3 of 5.3 MB ", last);
        assertEquals(FASHION.load(null).toString(), lines.get(lines.size() - 1));
    }

    @Test
    void downloadsNothingTwice() {
        download(false).all(List.of(FASHION));
        int requests = standIn.requests.size();
        assertEquals(5, requests);
        printed.reset();
        download(false).all(List.of(FASHION));
        assertEquals(requests, standIn.requests.size());
        assertEquals(
                "Fashion-MNIST is already there, in "
                        + FASHION.cache()
                        + "."
                        + System.lineSeparator(),
                printed());
    }

    @Test
    void downloadsAgainWhatIsDamagedOrMissing() throws IOException {
        download(false).all(List.of(FASHION));
        Path file = FASHION.cache().resolve("t10k-labels-idx1-ubyte");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[9]);
        download(false).all(List.of(FASHION));
        assertArrayEquals(whole, Files.readAllBytes(file));
        Files.delete(file);
        download(false).all(List.of(FASHION));
        assertArrayEquals(whole, Files.readAllBytes(file));
        assertEquals(15, standIn.requests.size());
        assertEquals(0, count("trying again"));
    }

    @Test
    void triesAgainWhenTheConnectionBreaks() throws IOException {
        standIn.breaks = 2;
        download(false).all(List.of(FASHION));
        assertEquals(3, standIn.requests.stream().filter(IMAGES::equals).count());
        assertEquals(2, count("the connection to 127.0.0.1 broke off; trying again in 0 s."));
        assertEquals(FASHION.sample().train(), FASHION.load(null).train());
        assertEquals(List.of("1.0"), names(FASHION.cache().getParent()));
    }

    @Test
    void givesUpAfterThreeTries() throws IOException {
        standIn.breaks = 3;
        assertFails("the connection to 127.0.0.1 broke off");
        assertEquals(3, standIn.requests.stream().filter(IMAGES::equals).count());
        assertEquals(0, count("100 %"));
    }

    @Test
    void saysWhatTheServerAnswers() throws IOException {
        standIn.status = 404;
        assertFails("127.0.0.1 answers with HTTP status 404");
        standIn.status = 503;
        assertFails("127.0.0.1 answers with HTTP status 503");
        standIn.status = 200;
        standIn.insteadOfList = "<html>Please log in</html>";
        String instead = " sends something else than the list of the files (a log-in page?)";
        assertFails("127.0.0.1" + instead);
        standIn.insteadOfList = "";
        assertFails("127.0.0.1" + instead);
        standIn.insteadOfList = "{\"artifacts\": []}";
        assertFails("the list of the files lacks train-images-idx3-ubyte.gz");
    }

    @Test
    void writesNothingElsewhereWhateverTheListSays() throws IOException {
        Path outside = Files.createTempFile("convnets", "outside.gz");
        standIn.before =
                """
                "a": {"uri": "1.0/t10k-labels-idx1-ubyte.gz", "name": "%s", "extension": "gzip"},
                "b": {"uri": "1.0/../../../../t10k-labels-idx1-ubyte.gz", "name": "../../x"},
                "c": {"uri": "file://%s/t10k-labels-idx1-ubyte.gz", "name": "x"},
                "d": {"uri": "1.0/another.gz", "name": "another", "size": -7},
                """
                        .formatted(outside, outside);
        download(false).all(List.of(FASHION));
        assertEquals(0, Files.size(outside));
        Files.delete(outside);
        assertEquals(
                FASHION.files().stream().map(PublishedFile::name).sorted().toList(),
                names(FASHION.cache()));
        assertEquals(List.of("1.0"), names(FASHION.cache().getParent()));
    }

    @Test
    void boundsWhatAHostileServerSends() throws IOException {
        standIn.endlessList = true;
        assertFails("127.0.0.1 sends more than was published");
        standIn.endlessList = false;
        standIn.endless = true;
        assertFails("the file train-images-idx3-ubyte that arrived is not the published one");
    }

    @Test
    void givesUpAServerThatSendsAByteNowAndThen() throws IOException {
        patience = Duration.ofMillis(300);
        standIn.pause = Duration.ofMillis(20);
        assertFails("127.0.0.1 sends too slowly");
    }

    @Test
    void saysThatThereIsNoConnection() throws IOException {
        standIn.close();
        assertFails("there is no connection to 127.0.0.1");
    }

    @Test
    void saysThatTheFolderCannotBeWritten() throws IOException {
        Path repository = Files.createDirectories(cache.folder().resolve("cache/repo"));
        Path file = Files.createFile(repository.resolve("dataset")); // where a folder should be
        Download download = download(false);
        String sentence =
                assertThrows(CourseException.class, () -> download.all(List.of(FASHION)))
                        .getMessage();
        assertTrue(sentence.startsWith("Fashion-MNIST could not be downloaded: " + file), sentence);
        assertTrue(sentence.contains(" cannot be written ("), sentence);
        assertEquals(0, count("trying again")); // that would not help
    }

    @Test
    void removesWhatAKilledProgramLeft() throws IOException {
        Path own = cache.folder().resolve("cache/repo/convnets-download");
        Path part = own.resolve("dataset/cv/ai/djl/basicdataset/fashmnist/1.08812");
        Files.createDirectories(part);
        Files.write(part.resolve("train-images-idx3-ubyte"), new byte[7]);
        download(false).all(List.of(FASHION));
        assertEquals(List.of("1.0"), names(FASHION.cache().getParent()));
        assertFalse(Files.exists(own));
    }

    /** Who has little room at home puts the data on another disk: nothing moves there at once. */
    @Test
    void aCacheMayBeALinkToAnotherDisk() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory)
                        && !Files.getFileStore(memory).equals(Files.getFileStore(cache.folder())),
                "there is no other disk");
        Path disk = Files.createTempDirectory(memory, "convnets");
        try {
            Path link = Files.createDirectory(cache.folder().resolve("cache")).resolve("repo");
            Files.createSymbolicLink(link, disk);
            download(false).all(List.of(FASHION));
            Files.write(FASHION.cache().resolve("t10k-labels-idx1-ubyte"), new byte[9]);
            download(false).all(List.of(FASHION));
            assertEquals(FashionMnist.sample().train(), FASHION.load(null).train());
            assertTrue(Files.isSymbolicLink(link));
            assertEquals(List.of("convnets-download.lock", "dataset"), names(disk));
        } finally {
            Utils.deleteQuietly(disk);
        }
    }

    @Test
    void leavesAloneWhatAnotherProgramIsDownloading() throws IOException {
        Path folder = FASHION.cache().getParent();
        Path theirs = Files.createDirectories(folder.resolve("1.08812"));
        Files.write(theirs.resolve("train-images-idx3-ubyte"), new byte[7]);
        Files.write(folder.resolve("metadata77.tmp"), new byte[7]);
        download(false).all(List.of(FASHION));
        assertEquals(List.of("1.0", "1.08812", "metadata77.tmp"), names(folder));
        assertEquals(7, Files.size(theirs.resolve("train-images-idx3-ubyte")));
    }

    @Test
    void refusesASetThatIsNotThePublishedOne() throws IOException {
        standIn.otherLabels = true;
        assertFails("the file train-labels-idx1-ubyte that arrived is not the published one");
        assertEquals(0, count("100 %"));
    }

    @Test
    void aSetThatIsThereNeedsNoRightToWrite() {
        download(false).all(List.of(FASHION));
        printed.reset();
        Path folder = cache.folder().resolve("cache/repo/convnets-download.lock");
        assertTrue(folder.toFile().delete());
        download(false).all(List.of(FASHION));
        assertFalse(Files.exists(folder));
        assertEquals(1, count("is already there"));
    }

    @Test
    void anInterruptEndsItInTheMiddle() throws IOException {
        Thread test = Thread.currentThread();
        standIn.beforeImages = test::interrupt;
        assertThrows(CancellationException.class, () -> download(false).all(List.of(FASHION)));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), cache.contents());
        assertEquals(0, count("trying again"));
    }

    @Test
    void anInterruptEndsThePause() throws IOException {
        standIn.status = 503;
        Thread test = Thread.currentThread();
        PrintStream out =
                new PrintStream(printed) {
                    @Override
                    public void print(String text) {
                        test.interrupt();
                        super.print(text);
                    }
                };
        Download patient =
                new Download(
                        URI.create(standIn.address()), Duration.ofHours(1), patience, out, false);
        assertThrows(CancellationException.class, () -> patient.all(List.of(FASHION)));
        assertTrue(Thread.interrupted());
        assertEquals(1, standIn.requests.size());
    }

    @Test
    void anInterruptKeepsWhatIsThere() throws IOException {
        download(false).all(List.of(FASHION));
        Thread.currentThread().interrupt();
        assertEquals(0, download(false).run(List.of(FASHION, DIGITS), System.err));
        assertTrue(Thread.interrupted());
        assertEquals(FASHION.sample().train(), FASHION.load(null).train());
        assertEquals(5, standIn.requests.size());
    }

    private Download download(boolean console) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Download(URI.create(standIn.address()), Duration.ZERO, patience, out, console);
    }

    private void assertFails(String reason) throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        printed.reset();
        int status = download(false).run(List.of(FASHION, DIGITS), new PrintStream(errors));
        assertEquals(1, status);
        assertEquals(
                "Fashion-MNIST could not be downloaded: " + reason + LATER,
                errors.toString(StandardCharsets.UTF_8).strip());
        assertEquals(2, count("Fashion-MNIST: " + reason + "; trying again in 0 s."));
        assertEquals(List.of(), cache.contents());
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private long count(String part) {
        return printed().lines().filter(line -> line.contains(part)).count();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
