package convnets.data;

import ai.djl.basicdataset.BasicDatasets;
import convnets.CourseException;
import convnets.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Downloads the full Fashion-MNIST and MNIST into DJL's cache, where {@link FashionMnist#load} and
 * {@link Mnist#load} find them: the main class of {@code make data}.
 *
 * <p>DJL's repository says where the files are; what is in them, and under which names they are
 * kept, is known beforehand. They arrive in a {@link DownloadFolder} of this program. This class
 * says what happens, tries again, and moves a set to its place when it is the published one, whole.
 *
 * @param repository where they come from
 * @param pause before the second try; before the third it is twice as long
 * @param patience see {@link BoundedResponse}
 * @param out is told what happens
 * @param console whether that is a screen on which a line can be written over
 */
public record Download(
        URI repository, Duration pause, Duration patience, PrintStream out, boolean console) {

    private static final int TRIES = 3;

    /**
     * Downloads what is not there yet; ends with status 1 and a sentence if that cannot be done.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        // JDK 22 to 24 would otherwise see a console where there is none.
        System.setProperty("jdk.console", "java.base");
        boolean console = System.console() != null;
        URI djl = BasicDatasets.REPOSITORY.getBaseUri();
        Duration pause = Duration.ofSeconds(1);
        Duration patience = Duration.ofSeconds(30);
        Download download = new Download(djl, pause, patience, System.out, console);
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
        List<DatasetLocator> missing = sources.stream().filter(source -> !isThere(source)).toList();
        if (missing.isEmpty()) {
            return;
        }
        stopIfInterrupted(); // a set that could not be read for that reason is not missing
        try (DownloadFolder folder = new DownloadFolder(out)) {
            for (DatasetLocator source : missing) {
                if (!isThere(source)) {
                    fetch(source, folder);
                }
            }
        } catch (FileLockInterruptionException e) {
            throw new CancellationException();
        } catch (IOException e) {
            throw failed("The data", DownloadFault.reason(e, host()));
        }
    }

    /** Whether a set is there; if so, says where. */
    private boolean isThere(DatasetLocator source) {
        boolean there = source.downloaded().isPresent();
        if (there) {
            out.print(Text.format("%s is already there, in %s.%n", source.name(), source.cache()));
        }
        return there;
    }

    private void fetch(DatasetLocator source, DownloadFolder folder) {
        for (int attempt = 1; ; attempt++) {
            try {
                out.println(attempt(source, folder));
                return;
            } catch (IOException | RuntimeException e) {
                folder.empty();
                stopIfInterrupted();
                giveUpOrWait(source, attempt, e);
            }
        }
    }

    private ImageData attempt(DatasetLocator source, DownloadFolder folder) throws IOException {
        try (DownloadBar bar = new DownloadBar(source.name(), out, console)) {
            Files.createDirectories(source.cache().getParent().getParent()); // tried beforehand
            URI address = repository.resolve(source.list());
            DownloadList list = DownloadList.read(address, source.files(), patience);
            bar.begin(list.total());
            Path place = Files.createDirectories(folder.of(source));
            for (PublishedFile file : source.files()) {
                FileDownload.fetch(file, list.address(file), place, patience, bar::increment);
            }
            if (source.whole(folder.of(source)).isEmpty()) {
                throw new IOException("what arrived is not the set as it was published");
            }
            folder.publish(source);
            bar.full();
            return source.load(null);
        }
    }

    private void giveUpOrWait(DatasetLocator source, int attempt, Exception e) {
        String reason = DownloadFault.reason(e, host());
        if (attempt == TRIES || e instanceof FileSystemException) {
            throw failed(source.name(), reason);
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

    private String host() {
        return repository.getHost();
    }

    private static CourseException failed(String what, String reason) {
        return new CourseException(
                "%s could not be downloaded: %s; try \"make data\" again later, the course works with"
                        + " its own sample meanwhile.",
                what, reason);
    }

    private static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }
}
