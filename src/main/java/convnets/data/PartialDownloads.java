package convnets.data;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a download that did not end may leave in DJL's cache: a temporary folder beside the set's,
 * and a temporary file of the list of its files.
 */
final class PartialDownloads {

    /** How long a stopped program waits for its download to end by itself. */
    private static final long PATIENCE_MILLIS = 1000;

    private final Thread hook;

    private PartialDownloads(Thread hook) {
        this.hook = hook;
    }

    /**
     * Removes those of earlier programs now, and those of this program if it is stopped before
     * {@link #forget}: the downloading thread is then interrupted.
     */
    static PartialDownloads ofStoppedProgram(List<DatasetLocator> sources) {
        sources.forEach(PartialDownloads::tidy);
        Thread download = Thread.currentThread();
        Thread hook =
                new Thread(
                        () -> {
                            end(download);
                            sources.forEach(PartialDownloads::tidy);
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        return new PartialDownloads(hook);
    }

    /** The download has ended: nothing is left to remove when the program ends. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The hook is at work.
        }
    }

    /** Removes the set, however much of it there is. */
    static void discard(DatasetLocator source) {
        Utils.deleteQuietly(source.cache());
        tidy(source);
    }

    private static void end(Thread download) {
        download.interrupt();
        try {
            download.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps a set that is there, with the list of its files, and nothing else. */
    private static void tidy(DatasetLocator source) {
        Path set = source.cache();
        Path folder = set.getParent();
        List<Path> kept =
                Files.isDirectory(set) ? List.of(set, folder.resolve("metadata.json")) : List.of();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry -> !kept.contains(entry)).forEach(Utils::deleteQuietly);
            if (kept.isEmpty()) {
                Files.delete(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            // There is no such folder, or nothing can be done.
        }
    }
}
