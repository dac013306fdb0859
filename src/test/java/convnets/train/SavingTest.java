package convnets.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.XavierInitializer;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.engine.Devices;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingTest {

    private static final ImageData DATA = FashionMnist.sample().first(512, 256);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("below/lenet.json");
    }

    private static Training training(SequentialBlock net, int epochs) {
        return Training.of(net, DATA)
                .name("LeNet")
                .adam()
                .learningRate(0.01f)
                .batchSize(64)
                .epochs(epochs)
                .listener(TrainingListener.SILENT);
    }

    @Test
    void aHistoryComesBackAsItWas() {
        History history =
                new History(
                        Map.of("net", "LeNet", "learning rate", "0.9"),
                        List.of(new Epoch(1, 2.3, 0.1, 0.2, 1.5, 300)),
                        History.Ending.STOPPED,
                        "Stopped in epoch 2.");
        history.save(file());
        assertEquals(history, History.load(file()));
    }

    @Test
    void weightsComeBackAsTheyWere() throws IOException {
        SequentialBlock net = LeNet.block();
        Training run = training(net, 1).fit().save(file());
        SequentialBlock other = LeNet.block();
        Path weights = file().resolveSibling("lenet.weights");
        Nets.load(other, weights, Devices.best(), DATA.train().shape(1));
        assertEquals(run.history().last().testAccuracy(), Training.accuracy(other, DATA.test()));
        for (int i = 0; i < net.getParameters().size(); i++) {
            assertArrayEquals(
                    net.getParameters().valueAt(i).getArray().toFloatArray(),
                    other.getParameters().valueAt(i).getArray().toFloatArray());
        }
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(2, files.count(), "no part of a file is left");
        }
    }

    @Test
    void resumingGoesOnWhereItStopped() {
        training(LeNet.block(), 2).fit().save(file());
        History first = History.load(file());
        SequentialBlock net = LeNet.block();
        History all = training(net, 4).resume(file()).history();
        assertEquals(List.of(1, 2, 3, 4), all.epochs().stream().map(Epoch::number).toList());
        assertEquals(first.epochs(), all.epochs().subList(0, 2));
        double before = first.last().loss();
        double after = all.epochs().get(2).loss();
        assertTrue(after < 1.1 * before, "loss goes on from " + before + ": " + after);
        assertEquals(History.Ending.FINISHED, all.ending());
    }

    @Test
    void resumingWhatIsDoneTrainsNothing() {
        History first = training(LeNet.block(), 1).fit().save(file()).history();
        History again = training(LeNet.block(), 1).resume(file()).history();
        assertEquals(first.epochs(), again.epochs());
    }

    @Test
    void refusesToResumeAnotherTraining() {
        training(LeNet.block(), 1).fit().save(file());
        Training other = training(LeNet.block(), 2).learningRate(0.5f);
        CourseException problem = assertThrows(CourseException.class, () -> other.resume(file()));
        assertTrue(
                problem.getMessage().endsWith("another training (learning rate: 0.01, not 0.5)."),
                problem.getMessage());
    }

    @Test
    void refusesDamagedAndForeignFiles() throws IOException {
        training(LeNet.block(), 1).fit().save(file());
        Path weights = file().resolveSibling("lenet.weights");
        byte[] whole = Files.readAllBytes(weights);
        byte[] changed = whole.clone();
        changed[whole.length / 2] ^= 1;
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);
        byte[] foreign = "some other file".getBytes(StandardCharsets.UTF_8);
        for (byte[] bad : List.of(changed, cut, foreign, new byte[0])) {
            Files.write(weights, bad);
            SequentialBlock net = LeNet.block();
            CourseException problem =
                    assertThrows(
                            CourseException.class,
                            () -> Nets.load(net, weights, Devices.best(), DATA.train().shape(1)));
            assertTrue(problem.getMessage().contains("is damaged or holds no"), bad.length + "");
        }
        for (String bad : List.of("", "{}", "null", "{\"format\":\"convnets history 1\"", "[1]")) {
            Files.writeString(file(), bad);
            CourseException problem =
                    assertThrows(CourseException.class, () -> History.load(file()));
            assertTrue(problem.getMessage().contains("is damaged or not a saved history"), bad);
        }
    }

    @Test
    void refusesTheWeightsOfAnotherNetAndLeavesTheNetAlone() {
        training(LeNet.block(), 1).fit().save(file());
        Path weights = file().resolveSibling("lenet.weights");
        CourseException problem =
                assertThrows(
                        CourseException.class,
                        () ->
                                Nets.load(
                                        Nin.block(),
                                        weights,
                                        Devices.best(),
                                        DATA.train().shape(1)));
        assertTrue(problem.getMessage().contains("are of another net (conv 5×5, 6, pad 2;"));
    }

    @Test
    void refusesTheWeightsForPicturesOfAnotherSize() {
        training(LeNet.block(), 1).fit().save(file());
        Path weights = file().resolveSibling("lenet.weights");
        Shape larger = DATA.resized(32).train().shape(1);
        CourseException problem =
                assertThrows(
                        CourseException.class,
                        () -> Nets.load(LeNet.block(), weights, Devices.best(), larger));
        assertEquals(
                "The weights in "
                        + weights
                        + " are for pictures of shape (1, 28, 28), not (1, 32, 32): give the net"
                        + " pictures of that size.",
                problem.getMessage());
    }

    @Test
    void saysWhatIsMissing() {
        assertTrue(
                assertThrows(CourseException.class, () -> History.load(file()))
                        .getMessage()
                        .endsWith("train the net first."));
        assertThrows(CourseException.class, () -> Nets.save(LeNet.block(), file()));
    }

    @Test
    void settingsNameTheNetTheDataAndTheMachine() {
        Map<String, String> settings = training(LeNet.block(), 1).settings();
        assertEquals("LeNet", settings.get("net"));
        assertTrue(settings.get("data").startsWith("Fashion-MNIST: 512 training and 256"));
        assertTrue(settings.get("machine").contains("logical processors"));
        History one = new History(settings, List.of(), History.Ending.FINISHED, "");
        assertEquals("", one.difference(settings, Set.of()));
        Map<String, String> large =
                Training.of(Nin.block(), DATA.resized(224)).name("NiN").settings();
        assertTrue(one.difference(large, Set.of("net", "layers")).startsWith("data: "));
    }

    @Test
    void theRuleOfTheFirstWeightsIsRemembered() {
        assertEquals("Glorot", rule(Init.glorot()));
        assertEquals("Glorot, gain 2.0", rule(Init.glorot(2)));
        assertEquals("He", rule(Init.he()));
        assertEquals("all 0.01", rule(Init.equal(0.01)));
        String djl = rule(new XavierInitializer());
        assertTrue(djl.endsWith("XavierInitializer"), djl);
    }

    private static String rule(Initializer weights) {
        return training(LeNet.block(), 1).weights(weights).settings().get("first weights");
    }
}
