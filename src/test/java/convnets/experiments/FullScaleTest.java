package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
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
        scale.train(two);
        List<String> rows = Files.readAllLines(table);
        assertEquals(3, rows.size());
        assertTrue(rows.get(0).startsWith("net,epoch,loss,train accuracy,test accuracy,seconds,"));
        assertTrue(rows.get(2).startsWith("LeNet,2,"), rows.get(2));

        scale.train(two.epochs(3));
        List<String> more = Files.readAllLines(table);
        assertEquals(4, more.size());
        assertEquals(rows.get(1).split(",")[2], more.get(1).split(",")[2]);
        assertTrue(more.get(3).startsWith("LeNet,3,"), more.get(3));
    }

    @Test
    void aFinishedNetIsLeftAsItIs(@TempDir Path folder) throws Exception {
        Path table = folder.resolve("full-scale.csv");
        FullScale scale = new FullScale(FEW, folder, table);
        Recipe one = Recipe.leNet(Scale.FULL).epochs(1);
        scale.train(one);
        String before = Files.readString(table);
        scale.train(one);
        assertEquals(before, Files.readString(table));
    }

    @Test
    void anotherTrainingOfThatNameIsNotGoneOnWith(@TempDir Path folder) {
        FullScale scale = new FullScale(FEW, folder, folder.resolve("full-scale.csv"));
        scale.train(Recipe.leNet(Scale.FULL).epochs(1));
        Recipe other = Recipe.leNet(Scale.LAPTOP).epochs(2);
        assertThrows(CourseException.class, () -> scale.train(other));
    }

    private static ImageData few() {
        ImageData all = FashionMnist.sample();
        return new ImageData(
                all.name(), all.origin(), false, all.train().first(512), all.test().first(100));
    }
}
