package convnets.data;

import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import convnets.CourseException;
import convnets.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Downloads the full Fashion-MNIST and MNIST into DJL's cache, where {@link FashionMnist#load} and
 * {@link Mnist#load} find them: the main class of {@code make data}.
 *
 * <p>DJL's own repository does the work: it gets the list of the files, fetches them into a
 * temporary folder, compares their SHA-1 checksums and moves the folder to its place in one step.
 * This class says what happens, tries again and leaves nothing half done.
 */
public final class Download {

    private static final int TRIES = 3;

    private final Repository repository;
    private final Duration pause;
    private final PrintStream out;
    private final boolean console;

    /**
     * Prepares downloads.
     *
     * @param repository where they come from
     * @param pause before the second try; before the third it is twice as long
     * @param out is told what happens
     * @param console whether that is a screen on which a line can be written over
     */
    Download(Repository repository, Duration pause, PrintStream out, boolean console) {
        this.repository = repository;
        this.pause = pause;
        this.out = out;
        this.console = console;
    }

    /**
     * Downloads what is not there yet; ends with status 1 and a sentence if that cannot be done.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        // Without these, Java waits for a silent server for ever.
        System.setProperty("sun.net.client.defaultConnectTimeout", "15000");
        System.setProperty("sun.net.client.defaultReadTimeout", "30000");
        // JDK 22 to 24 would otherwise see a console where there is none.
        System.setProperty("jdk.console", "java.base");
        boolean console = System.console() != null;
        Repository djl = BasicDatasets.REPOSITORY;
        Download download = new Download(djl, Duration.ofSeconds(1), System.out, console);
        int status = download.run(List.of(FashionMnist.SOURCE, Mnist.SOURCE), System.err);
        if (status > 0) {
            System.exit(status);
        }
    }

    /** The program: 0 if all went well, 1 after a sentence. Silent if it was stopped. */
    int run(List<DatasetLocator> sources, PrintStream errors) {
        try {
            all(sources);
        } catch (CourseException problem) {
            errors.println(problem.getMessage());
            return 1;
        } catch (CancellationException stopped) {
            return 0; // The system sets the status of a stopped program.
        }
        return 0;
    }

    /**
     * Downloads those sets that are not there or are damaged.
     *
     * @throws CourseException a sentence, if one cannot be had
     * @throws CancellationException if the thread is interrupted
     */
    void all(List<DatasetLocator> sources) {
        PartialDownloads leftovers = PartialDownloads.ofStoppedProgram(sources);
        try {
            for (DatasetLocator source : sources) {
                if (source.downloaded().isPresent()) {
                    out.print(
                            Text.format(
                                    "%s is already there, in %s.%n",
                                    source.name(), source.cache()));
                } else {
                    fetch(source);
                }
            }
        } finally {
            leftovers.forget();
        }
    }

    private void fetch(DatasetLocator source) {
        stopIfInterrupted(); // else a set that could not be read for that reason would go
        PartialDownloads.discard(source);
        for (int attempt = 1; ; attempt++) {
            try {
                out.println(attempt(source));
                return;
            } catch (IOException | RuntimeException e) {
                PartialDownloads.discard(source);
                stopIfInterrupted();
                giveUpOrWait(source, attempt, e);
            }
        }
    }

    private ImageData attempt(DatasetLocator source) throws IOException {
        try (DownloadBar bar = new DownloadBar(source.name(), out, console)) {
            MRL set = source.in(repository);
            set.prepare(set.getDefaultArtifact(), bar);
            ImageData data =
                    source.downloaded()
                            .orElseThrow(() -> new IOException("the files are not complete"));
            bar.full();
            return data;
        }
    }

    private void giveUpOrWait(DatasetLocator source, int attempt, Exception e) {
        String reason = DownloadFault.reason(e, repository.getBaseUri().getHost());
        if (attempt == TRIES || e instanceof FileSystemException) {
            throw new CourseException(
                    "%s could not be downloaded: %s; try \"make data\" again later, the course"
                            + " works with its own sample meanwhile.",
                    source.name(), reason);
        }
        Duration wait = pause.multipliedBy(attempt);
        out.print(
                Text.format(
                        "%s: %s; trying again in %d s.%n",
                        source.name(), reason, wait.toSeconds()));
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            stopIfInterrupted();
        }
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }
}
