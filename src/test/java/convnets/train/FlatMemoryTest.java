package convnets.train;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.LeNet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine's memory lies outside the Java heap, so the process's resident set is watched. */
@Tag("slow")
class FlatMemoryTest {

    private static final Path STATUS = Path.of("/proc/self/status");

    private static final ImageData DATA =
            new ImageData(
                    "part",
                    "of the sample",
                    false,
                    FashionMnist.sample().train().first(2000),
                    FashionMnist.sample().test().first(500));

    @Test
    void staysFlatOverTheEpochs() {
        assumeTrue(Files.exists(STATUS), "resident memory is read as Linux shows it");
        List<Long> resident = new ArrayList<>();
        // The JIT compiler takes some 30 MB while the code is warming up, and keeps them.
        training(20).listener(TrainingListener.SILENT).fit();
        training(20)
                .listener(
                        new TrainingListener() {
                            @Override
                            public void progress(Progress progress) {}

                            @Override
                            public void epoch(Epoch epoch) {
                                resident.add(resident());
                            }
                        })
                .fit();
        assertFlat(resident);
    }

    private static Training training(int epochs) {
        return Training.of(LeNet.block(), DATA).batchSize(100).epochs(epochs);
    }

    private static void assertFlat(List<Long> resident) {
        // the C library gives 20 MB back now and then, so the larger of the first two is the start
        double start = Math.max(resident.get(0), resident.get(1));
        double growth = resident.get(resident.size() - 1) / start;
        assertTrue(growth < 1.05, "resident memory in kB: " + resident);
    }

    /** In kB, after a collection: the heap's fresh part would otherwise count as growth. */
    private static long resident() {
        System.gc();
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
