package convnets.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.LeNet;
import convnets.nn.Init;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** That LeNet learns as the chapter says. */
@Tag("slow")
class LeNetLearnsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void onTheSample(int seed) {
        double best = lenet(FashionMnist.sample(), 64, 2, seed).best().testAccuracy();
        assertTrue(best >= 0.72, "best test accuracy with seed " + seed + ": " + best);
    }

    /**
     * d2l's own settings; its published runs end between 0.752 and 0.828. Where one of ours ends is
     * partly luck, so the middle one is asked for that; each comes as far on its way. The epochs
     * are written to target/lenet-full.csv, whose copy in notebooks/measured the chapter shows.
     */
    @Test
    @Tag("full")
    void onTheFullSet() throws IOException {
        ImageData data = FashionMnist.load();
        assertTrue(data.full(), "This test needs the full set: \"make data\" or CONVNETS_DATA");
        double[] best = new double[3];
        double[] last = new double[3];
        Table all = null;
        for (int seed = 0; seed < 3; seed++) {
            History history = lenet(data, 256, 1, seed);
            best[seed] = history.best().testAccuracy();
            last[seed] = history.last().testAccuracy();
            Table epochs = history.table();
            int[] seeds = new int[epochs.rowCount()];
            Arrays.fill(seeds, seed);
            epochs.insertColumn(0, IntColumn.create("seed", seeds));
            all = all == null ? epochs : all.append(epochs);
        }
        Files.createDirectories(Path.of("target"));
        all.write().csv("target/lenet-full.csv");
        assertTrue(
                Arrays.stream(best).allMatch(a -> a >= 0.752 && a <= 0.828),
                "best test accuracies " + Arrays.toString(best));
        double middle = Arrays.stream(last).sorted().toArray()[1];
        assertTrue(middle >= 0.752 && middle <= 0.828, "last: " + Arrays.toString(last));
    }

    private static History lenet(ImageData data, int batchSize, double gain, int seed) {
        return Training.of(LeNet.block(), data)
                .learningRate(0.9f)
                .batchSize(batchSize)
                .epochs(10)
                .seed(seed)
                .weights(Init.glorot(gain))
                .listener(TrainingListener.SILENT)
                .fit()
                .history();
    }
}
