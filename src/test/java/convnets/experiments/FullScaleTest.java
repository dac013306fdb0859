package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.SequentialBlock;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.AlexNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.train.History;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The nets at full width and 224×224 pixels fit into memory and take steps (a minute on a CPU). */
@Tag("full")
class FullScaleTest {

    static Stream<Arguments> nets() {
        return Stream.of(
                Arguments.of("AlexNet", AlexNet.block(), 128, 0.01f),
                Arguments.of("NiN", Nin.block(), 128, 0.05f),
                Arguments.of("VGG-11", Vgg.block(11), 16, 0.01f));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void takesAFewSteps(String name, SequentialBlock net, int batch, float rate) {
        ImageData data = FashionMnist.sample().first(2 * batch, 16).resized(224);
        History history =
                Training.of(net, data)
                        .learningRate(rate)
                        .batchSize(batch)
                        .epochs(1)
                        .listener(TrainingListener.SILENT)
                        .fit()
                        .history();
        assertEquals(History.Ending.FINISHED, history.ending());
        assertTrue(history.last().loss() > 1 && history.last().loss() < 4, history.toString());
        System.out.printf("%s: %.1f pictures/s%n", name, history.last().examplesPerSecond());
        net.clear();
    }
}
