package convnets.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.LeNet;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One program that trains all day. */
@Tag("faults")
class LoadTest {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int TRAININGS = 100;

    /** Until then Java's compiler takes memory, and keeps it. */
    private static final int WARM = 20;

    @Test
    void aHundredTrainingsTakeNoMoreMemoryThanTwenty() throws IOException {
        assumeTrue(Files.exists(STATUS), "resident memory is read as Linux shows it");
        ImageData data = FashionMnist.sample().first(500, 100);
        List<Long> resident = new ArrayList<>();
        for (int i = 0; i < TRAININGS; i++) {
            Training.of(LeNet.block(), data)
                    .adam()
                    .learningRate(0.001f)
                    .batchSize(50)
                    .epochs(1)
                    .listener(TrainingListener.SILENT)
                    .fit();
            resident.add(resident());
        }
        // the C library gives 20 MB back now and then
        long before = resident.subList(WARM - 5, WARM).stream().max(Long::compare).orElseThrow();
        double growth = (double) resident.get(TRAININGS - 1) / before - 1;
        assertTrue(growth < 0.05, "resident memory in kB: " + resident);
        FaultReport.row(
                16,
                "LeNet is trained again and again in one program",
                Text.format("%d trainings", TRAININGS),
                Text.format(
                        "The program takes no more memory than after %d of them (within 5 %%)",
                        WARM));
    }

    /** In kB, after a collection: the heap's fresh part would otherwise count as growth. */
    private static long resident() throws IOException {
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
