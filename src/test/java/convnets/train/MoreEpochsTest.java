package convnets.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.data.FashionMnist;
import convnets.nets.AlexNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What more epochs bring to LeNet and to a narrow AlexNet, on the bundled sample. The epochs are
 * written to target/more-epochs.csv; its copy in notebooks/measured is shown by an exercise.
 */
@Tag("full") // three minutes
class MoreEpochsTest {

    private static final List<Recipe> RECIPES =
            List.of(
                    Recipe.leNet(Scale.LAPTOP).epochs(30),
                    Recipe.alexNet(Scale.LAPTOP)
                            .with("AlexNet ÷ 8", AlexNet.settings().width(8)::block)
                            .epochs(12));

    @Test
    void leNetGainsLongerThanAlexNet() throws IOException {
        Files.createDirectories(Path.of("target"));
        Table all = null;
        for (int seed = 0; seed < 2; seed++) {
            for (Recipe recipe : RECIPES) {
                Training run = recipe.training(FashionMnist.sample()).seed(seed);
                History history = run.listener(TrainingListener.SILENT).fit().history();
                Table epochs = history.table();
                String[] nets = new String[epochs.rowCount()];
                int[] seeds = new int[epochs.rowCount()];
                Arrays.fill(nets, recipe.name());
                Arrays.fill(seeds, seed);
                epochs.insertColumn(0, StringColumn.create("net", nets));
                epochs.insertColumn(1, IntColumn.create("seed", seeds));
                all = all == null ? epochs : all.append(epochs);
                all.write().csv("target/more-epochs.csv");
                double half = history.epochs().get(history.epochs().size() / 2).testAccuracy();
                assertTrue(history.best().testAccuracy() > half, recipe.name());
            }
        }
    }
}
