package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of full-scale trainings follows the trainings' files, epoch by epoch. */
class FullScaleTest {

    private static final ImageData FEW = few();

    @Test
    void eachEpochIsARowAndAKilledTrainingGoesOn(@TempDir Path folder) throws Exception {
        Path table = folder.resolve("full-scale.csv");
        FullScale scale = new FullScale(FEW, folder, table);
        Recipe two = Recipe.leNet(Scale.FULL).epochs(2);
        scale.train(two, 0);
        List<String> rows = Files.readAllLines(table);
        assertEquals(3, rows.size());
        assertTrue(
                rows.get(0)
                        .startsWith("net,seed,epoch,loss,train accuracy,test accuracy,seconds,"));
        assertTrue(rows.get(2).startsWith("LeNet,0,2,"), rows.get(2));

        scale.train(two.epochs(3), 0);
        List<String> more = Files.readAllLines(table);
        assertEquals(4, more.size());
        assertEquals(rows.get(1).split(",")[3], more.get(1).split(",")[3]);
        assertTrue(more.get(3).startsWith("LeNet,0,3,"), more.get(3));
    }

    @Test
    void aFinishedNetIsLeftAsItIs(@TempDir Path folder) throws Exception {
        Path table = folder.resolve("full-scale.csv");
        FullScale scale = new FullScale(FEW, folder, table);
        Recipe one = Recipe.leNet(Scale.FULL).epochs(1);
        scale.train(one, 0);
        String before = Files.readString(table);
        scale.train(one, 0);
        assertEquals(before, Files.readString(table));
    }

    @Test
    void theTableHasAllTrainingsOfTheFolder(@TempDir Path folder) throws Exception {
        Path table = folder.resolve("full-scale.csv");
        Recipe one = Recipe.leNet(Scale.FULL).epochs(1);
        FullScale scale = new FullScale(FEW, folder, table);
        scale.train(one, 1);
        scale.train(one, 0);
        List<String> two = starts(table);
        assertEquals(List.of("LeNet,0,1", "LeNet,1,1"), two);
        new FullScale(FEW, folder, table).train(one, 2);
        assertEquals(List.of("LeNet,0,1", "LeNet,1,1", "LeNet,2,1"), starts(table));
    }

    /** Net, seed and epoch. */
    private static List<String> starts(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(row -> String.join(",", List.of(row.split(",")).subList(0, 3)))
                .toList();
    }

    @Test
    void theNetsAreNamed() {
        List<String> four = FullScale.recipes(List.of()).stream().map(Recipe::name).toList();
        assertEquals(List.of("LeNet", "AlexNet", "NiN", "VGG-11 ÷ 4"), four);
        Recipe none = FullScale.recipes(List.of("NiN-0")).get(0);
        Shape gray = new Shape(1, 1, 224, 224);
        assertEquals(1_546_058, LayerTable.of(none.net().get(), gray).parameters());
        assertThrows(CourseException.class, () -> FullScale.recipes(List.of("NiN-9")));
    }

    @Test
    void anotherTrainingOfThatNameIsNotGoneOnWith(@TempDir Path folder) {
        FullScale scale = new FullScale(FEW, folder, folder.resolve("full-scale.csv"));
        scale.train(Recipe.leNet(Scale.FULL).epochs(1), 0);
        Recipe other = Recipe.leNet(Scale.LAPTOP).epochs(2);
        assertThrows(CourseException.class, () -> scale.train(other, 0));
    }

    private static ImageData few() {
        ImageData all = FashionMnist.sample();
        return new ImageData(
                all.name(), all.origin(), false, all.train().first(512), all.test().first(100));
    }
}
