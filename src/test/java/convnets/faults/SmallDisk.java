package convnets.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of 2 MB, made of memory, that can be filled to its last byte. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final Path filler;

    /**
     * Mounts it; a test that may not is skipped.
     *
     * @param folder where it is seen
     * @throws IOException if no program can be started
     */
    public SmallDisk(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "there is no /bin/mount");
        String[] mount = {"mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString()};
        assumeTrue(status(mount) == 0, "nobody but root may mount a disk of 2 MB");
        this.folder = folder;
        filler = folder.resolve("filler");
    }

    private static int status(String... command) throws IOException {
        Process program =
                new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return program.waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /**
     * Takes all room that is left.
     *
     * @return what Java then says, in the system's language
     * @throws IOException if nothing can be written at all
     */
    public String fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertEquals(0, folder.toFile().getUsableSpace());
            return full.getMessage();
        }
    }

    /**
     * Makes room again.
     *
     * @throws IOException if that fails
     */
    public void empty() throws IOException {
        Files.delete(filler);
    }

    @Override
    public void close() throws IOException {
        assertEquals(0, status("umount", folder.toString()));
    }
}
