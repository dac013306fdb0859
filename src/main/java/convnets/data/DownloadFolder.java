package convnets.data;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Where a download lies until it is whole: a folder in DJL's cache that no other program touches,
 * since one program at a time may have it. What a killed program left there goes when the next one
 * gets it; what a stopped program leaves, it removes itself.
 */
final class DownloadFolder implements AutoCloseable {

    /** How long a stopped program waits for its download to end by itself. */
    private static final long PATIENCE_MILLIS = 1000;

    /**
     * Beside the sets: either folder may be a link to another disk, to which nothing moves at once.
     */
    private final Path folder = Utils.getCacheDir().resolve("cache/repo/convnets-download");

    private final FileChannel channel;
    private final Thread hook;

    /**
     * Waits until no other program has the folder.
     *
     * @param out is told if it has to wait
     * @throws java.nio.channels.FileLockInterruptionException if the thread is interrupted
     */
    DownloadFolder(PrintStream out) throws IOException {
        Files.createDirectories(folder.getParent());
        Path lock = folder.resolveSibling("convnets-download.lock");
        channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock free = channel.tryLock();
            if (free == null) {
                out.println("Another program is downloading the data; waiting until it has them.");
                channel.lock(); // the system takes it back when a program ends, however it does
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        empty();
        Thread download = Thread.currentThread();
        hook = new Thread(() -> stop(download));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Where the set is downloaded to. */
    Path of(DatasetLocator source) {
        return source.cache(folder);
    }

    /** Moves a set to where the course looks for it, in one step; one that is there goes. */
    void publish(DatasetLocator source) throws IOException {
        Path target = source.cache();
        Files.createDirectories(target.getParent());
        if (Files.exists(target)) {
            Path away = Files.createDirectories(folder.resolve("replaced"));
            Files.move(target, away.resolve(source.artifact()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(of(source), target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what is in it. */
    void empty() {
        Utils.deleteQuietly(folder);
    }

    @Override
    public void close() throws IOException {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            return; // The hook is at work.
        }
        empty();
        channel.close();
    }

    private void stop(Thread download) {
        download.interrupt();
        try {
            download.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        empty();
    }
}
