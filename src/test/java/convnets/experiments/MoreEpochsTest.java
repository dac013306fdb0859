package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What more epochs bring to LeNet and to a narrow AlexNet, on 2,000 pictures. The epochs are
 * written to target/more-epochs.csv; its copy in notebooks/measured is shown by an exercise.
 */
@Tag("full") // a minute
class MoreEpochsTest {

    private static final ImageData DATA = FashionMnist.sample().first(2000, 1000);

    private static final Map<String, Supplier<Training>> NETS =
            new TreeMap<>(
                    Map.of(
                            "LeNet",
                            () ->
                                    Training.of(LeNet.block(), DATA)
                                            .weights(Init.glorot(2))
                                            .learningRate(0.9f)
                                            .batchSize(64)
                                            .epochs(40),
                            "AlexNet ÷ 16",
                            () ->
                                    Training.of(
                                                    AlexNet.settings().widthDivisor(16).block(),
                                                    DATA.resized(67))
                                            .weights(Init.he())
                                            .adam()
                                            .learningRate(0.001f)
                                            .batchSize(32)
                                            .epochs(20)));

    @Test
    void bothGainAndAlexNetIsAheadInHalfTheEpochs() throws IOException {
        Map<String, Double> best = new TreeMap<>();
        Table all = null;
        for (int seed = 0; seed < 2; seed++) {
            for (String net : NETS.keySet()) {
                Training run = NETS.get(net).get().seed(seed).listener(TrainingListener.SILENT);
                History history = run.fit().history();
                Table epochs = history.table();
                String[] nets = new String[epochs.rowCount()];
                int[] seeds = new int[epochs.rowCount()];
                Arrays.fill(nets, net);
                Arrays.fill(seeds, seed);
                epochs.insertColumn(0, StringColumn.create("net", nets));
                epochs.insertColumn(1, IntColumn.create("seed", seeds));
                all = all == null ? epochs : all.append(epochs);
                best.put(net, history.best().testAccuracy());
            }
            assertTrue(best.get("AlexNet ÷ 16") > best.get("LeNet"), best.toString());
        }
        Files.createDirectories(Path.of("target"));
        all.write().csv("target/more-epochs.csv");
    }
}
