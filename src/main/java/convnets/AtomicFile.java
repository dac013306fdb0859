package convnets;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes files that are either there as a whole or not at all, even if the power fails: who reads
 * meanwhile finds the old contents or the new ones.
 */
public final class AtomicFile {

    private static final AtomicLong COUNT = new AtomicLong();

    /** How long a file of a program that has ended stays, should its number deceive. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /**
     * Something that writes bytes, or values.
     *
     * @param <T> what it writes them to
     */
    @FunctionalInterface
    public interface Writer<T extends OutputStream> {

        /**
         * Writes.
         *
         * @param out where to
         * @throws IOException if it fails
         */
        void writeTo(T out) throws IOException;
    }

    /**
     * Writes beside the file first, and then puts that in its place.
     *
     * @param file its folder is made if it is not there; of a symbolic link, what it names
     * @param writer writes the contents
     * @throws CourseException if it cannot be written; what was there is still there
     */
    public static void write(Path file, Writer<OutputStream> writer) {
        Path target = target(CourseFolder.givenFile(file));
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw unwritable(file, new IOException("there is something else than a file"));
        }
        Path folder = target.getParent();
        String name = target.getFileName().toString();
        long process = ProcessHandle.current().pid();
        Path part =
                folder.resolve(
                        Text.format("%s.%d-%d.part", name, process, COUNT.incrementAndGet()));
        try {
            Files.createDirectories(folder);
            sweep(folder, name);
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                OutputStream buffered = stayingOpen(out);
                writer.writeTo(buffered);
                buffered.flush();
                out.getFD().sync();
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            part.toFile().delete(); // after success there is nothing left
        }
    }

    /**
     * A file for java.io, which the stop button does not close: java.nio's would be taken for
     * damaged. But java.io says only in the system's words why it cannot open one.
     *
     * @param file to be opened
     * @return the same
     * @throws IOException that says why it cannot be read, as java.nio does
     */
    public static File readable(Path file) throws IOException {
        file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
        return file.toFile();
    }

    /**
     * Tries whether files can be written: better now than after minutes of training.
     *
     * @param folder is made if it is not there
     * @return whether it took a file
     */
    public static boolean takes(Path folder) {
        if (folder == null) { // above the root is none
            return false;
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "try", ".part"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Refuses a file that could not be written later.
     *
     * @param file its folder is made if it is not there
     * @return the same
     * @throws CourseException if it is a folder, or its folder takes no file
     */
    public static Path requireWritable(Path file) {
        if (!takes(target(CourseFolder.givenFile(file)).getParent())) {
            throw new CourseException(
                    "No file can be written into the folder of %s: make it writable, or take"
                            + " another.",
                    file);
        }
        return file;
    }

    /**
     * What a symbolic link names, so that the link stays one: put in its place, a new file would
     * leave the old one, perhaps on a larger disk, as it was.
     *
     * @param file a file, or a link to one, or to another link; none of them need be there
     * @return the file itself, as an absolute path
     * @throws CourseException if the links lead in a circle
     */
    public static Path target(Path file) {
        Path target = CourseFolder.given(file).toAbsolutePath();
        try {
            for (int links = 0; Files.isSymbolicLink(target); links++) {
                if (links == MOST_LINKS) {
                    throw new FileSystemException(null, null, "links that lead in a circle");
                }
                target = target.resolveSibling(Files.readSymbolicLink(target));
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        return target;
    }

    /** A writer may close what it writes to, but the bytes must reach the disk first. */
    private static OutputStream stayingOpen(OutputStream out) {
        return new BufferedOutputStream(out) {
            @Override
            public void close() {
                // once the bytes are on the disk
            }
        };
    }

    /**
     * Does something that reads a file and then writes it, while no other thread and no other
     * program does so.
     *
     * @param file that the change reads and writes; beside it, a lock file of its name stays
     * @param change reads and writes
     * @throws CourseException if the folder cannot be written
     */
    public static synchronized void update(Path file, Runnable change) {
        Path target = target(file);
        Path lock = target.resolveSibling(target.getFileName() + ".lock");
        try {
            Files.createDirectories(lock.getParent());
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        boolean stopped = Thread.interrupted(); // a stop would close the channel
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock(); // until the channel is closed
            change.run();
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            if (stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The folder's own entry, too, must survive a power cut; Windows opens no folder. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        } catch (IOException e) {
            return; // the file itself is complete
        }
    }

    /** Removes what programs left that ended while they wrote this file. */
    private static void sweep(Path folder, String name) throws IOException {
        Pattern own = Pattern.compile(Pattern.quote(name) + "\\.(\\d+)-\\d+\\.part");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.part")) {
            for (Path file : files) {
                Matcher matcher = own.matcher(file.getFileName().toString());
                if (matcher.matches()
                        && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()
                        && isQuiet(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static boolean isQuiet(Path file) throws IOException {
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            return changed.isBefore(Instant.now().minus(QUIET));
        } catch (NoSuchFileException e) { // another program has swept it
            return false;
        }
    }

    private static CourseException unwritable(Path file, IOException e) {
        return new CourseException(
                "%s cannot be written (%s): make room on the disk, or take another name, in a"
                        + " folder that you may write into.",
                file, CourseException.reason(e));
    }
}
