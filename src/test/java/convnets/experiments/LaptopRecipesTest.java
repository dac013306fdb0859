package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.data.FashionMnist;
import convnets.train.Epoch;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The nets of the later chapters really learn from the bundled sample, whatever the seed. */
// minutes; the comparison chapter trains the same, and its test asserts the same floors
@Tag("full")
class LaptopRecipesTest {

    static Stream<Arguments> recipes() {
        return Stream.of(
                Arguments.of(Recipe.alexNet(Scale.LAPTOP), 0.82),
                Arguments.of(Recipe.vgg(Scale.LAPTOP), 0.84),
                Arguments.of(Recipe.nin(Scale.LAPTOP), 0.75));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void learnsOnALaptop(Recipe recipe, double floor) {
        for (int seed = 0; seed < 3; seed++) {
            Training run = recipe.training(FashionMnist.sample()).seed(seed);
            Epoch last = run.listener(TrainingListener.SILENT).fit().history().last();
            System.out.printf(
                    "%s, seed %d: %.3f in %.0f s of training%n",
                    recipe.name(),
                    seed,
                    last.testAccuracy(),
                    run.history().epochs().stream().mapToDouble(Epoch::seconds).sum());
            assertTrue(
                    last.testAccuracy() >= floor,
                    recipe + ", seed " + seed + ": " + last.testAccuracy());
        }
    }
}
