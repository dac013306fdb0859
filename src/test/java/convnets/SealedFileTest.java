package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFileTest {

    @TempDir Path folder;

    private static void write(Path file, int length) {
        SealedFile.write(file, out -> out.write(new byte[length]));
    }

    /** As a training does at the end of an epoch, while somebody looks at its file. */
    @Tag("slow")
    @Test
    void aFileThatIsReplacedMeanwhileIsWholeToWhoReadsIt() throws Exception {
        Path file = folder.resolve("a");
        write(file, 1);
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 500; i++) {
                                write(file, 1 + 997 * (i % 7));
                            }
                        });
        while (!writer.isDone()) {
            SealedFile.check(file);
        }
        writer.get();
    }

    /** What java.nio opens is closed by an interrupt. */
    @Test
    void theStopButtonDamagesNoFile() throws IOException {
        Path file = folder.resolve("stopped");
        write(file, 1000);
        Thread.currentThread().interrupt();
        try {
            SealedFile.check(file);
        } finally {
            assertTrue(Thread.interrupted(), "the stop is still to be seen");
        }
    }

    @Test
    void knowsItsLengthAndItsEnd() throws IOException {
        Path file = folder.resolve("a");
        write(file, 5);
        try (SealedFile.Input in = SealedFile.open(file)) {
            assertEquals(5 + Long.BYTES, in.size());
        }
        CRC32 sum = new CRC32();
        sum.update(new byte[5]);
        assertEquals(sum.getValue(), SealedFile.check(file));
        byte[] longer = Arrays.copyOf(Files.readAllBytes(file), 5 + Long.BYTES + 1);
        try (SealedFile.Input in = SealedFile.open(Files.write(file, longer))) {
            in.skipNBytes(5);
            assertThrows(IOException.class, in::end, "a byte behind the checksum");
        }
        Files.write(file, new byte[] {1, 2, 3});
        assertThrows(IOException.class, () -> SealedFile.check(file));
    }
}
