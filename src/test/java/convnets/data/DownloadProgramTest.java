package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The download as a program of its own: its exit status, and what the stop key leaves. */
@Timeout(60)
@Tag("slow")
class DownloadProgramTest {

    @RegisterExtension final TemporaryCache cache = new TemporaryCache();

    /** {@link Download#main} with a stand-in's address as its argument. */
    static final class Stoppable {
        public static void main(String[] arguments) {
            URI address = URI.create(arguments[0]);
            DatasetLocator set = StandInRepository.published(FashionMnist.SOURCE);
            new Download(address, Duration.ZERO, Duration.ofMinutes(1), System.out, false)
                    .run(List.of(set), System.err);
        }
    }

    @Test
    void theStopKeyLeavesNothing() throws IOException, InterruptedException {
        try (StandInRepository standIn = new StandInRepository()) {
            standIn.stalls = true;
            Process program = start(Stoppable.class.getName(), standIn.address());
            assumeTrue(program.supportsNormalTermination(), "this system cannot stop, only kill");
            awaitStall(program);
            program.toHandle().destroy(); // unlike its own destroy(), leaves its streams open
            assertEquals("", errors(program));
            assertEquals(128 + 15, program.waitFor(), "ended by SIGTERM, its 15th signal");
        }
        assertEquals(List.of(), cache.contents());
    }

    @Test
    void ofTwoAtOnceOneWaitsAndBothHaveTheData() throws IOException, InterruptedException {
        try (StandInRepository standIn = new StandInRepository()) {
            CountDownLatch both = new CountDownLatch(1);
            standIn.beforeImages = () -> await(both);
            Process first = start(Stoppable.class.getName(), standIn.address());
            while (!standIn.requests.contains("fashmnist/1.0/train-images-idx3-ubyte.gz")) {
                assertTrue(first.isAlive());
                TimeUnit.MILLISECONDS.sleep(50);
            }
            Process second = start(Stoppable.class.getName(), standIn.address());
            String waits = second.inputReader(StandardCharsets.UTF_8).readLine();
            assertEquals(
                    "Another program is downloading the data; waiting until it has them.", waits);
            both.countDown();
            assertEquals(0, first.waitFor(), () -> unchecked(first));
            assertEquals(0, second.waitFor(), () -> unchecked(second));
            assertEquals(5, standIn.requests.size(), "the data came once");
            assertEquals(FashionMnist.sample().train(), FashionMnist.SOURCE.load(null).train());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String unchecked(Process program) {
        try {
            return errors(program);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aFailureIsOneSentenceAndStatusOne() throws IOException, InterruptedException {
        // The real program and the real address, behind a proxy that is not there.
        StandInRepository closed = new StandInRepository();
        closed.close();
        Process program =
                start(
                        "-Dhttps.proxyHost=127.0.0.1",
                        "-Dhttps.proxyPort=" + URI.create(closed.address()).getPort(),
                        Download.class.getName());
        assertEquals(
                "Fashion-MNIST could not be downloaded: there is no connection to mlrepo.djl.ai;"
                        + " try \"make data\" again later, the course works with its own sample"
                        + " meanwhile.",
                errors(program).strip());
        assertEquals(1, program.waitFor());
        assertEquals(List.of(), cache.contents());
    }

    /** Waits for a half file that has ceased to grow: the program now waits for the server. */
    private void awaitStall(Process program) throws IOException, InterruptedException {
        long before = 0;
        long now = 0;
        while (now == 0 || now > before) {
            assertTrue(program.isAlive());
            TimeUnit.MILLISECONDS.sleep(200);
            before = now;
            now = cache.bytes();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Duser.language=" + System.getProperty("user.language"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command); // what it prints fits into the pipe
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // Java would say that it saw them
        builder.environment().put("DJL_CACHE_DIR", cache.folder().toString());
        return builder.start();
    }

    private static String errors(Process program) throws IOException {
        return new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
