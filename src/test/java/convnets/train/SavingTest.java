package convnets.train;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import convnets.CourseException;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.PermutedPixels;
import convnets.engine.Devices;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.History.Ending;
import convnets.train.OptimizerSettings.Method;
import convnets.train.TrainingSettings.Setting;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SavingTest {

    private static final ImageData DATA = FashionMnist.sample().first(512, 256);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("below/lenet.checkpoint");
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
        Training run = training(LeNet.block(), 1).fit();
        History history =
                new History(
                        training(LeNet.block(), 1)
                                .name("LeNet 🙂 ü")
                                .momentum(0.9f)
                                .augment(Augmentation.shift(2).flip())
                                .settings(),
                        List.of(new Epoch(1, 2.3, 0.1, 0.2, 1.5, 300)),
                        Ending.STOPPED,
                        "Stopped in epoch 2.");
        Checkpoint.write(file(), history, run.net(), run.memory);
        assertEquals(history, Checkpoint.open(file()).history());
    }

    @Test
    void weightsComeBackAsTheyWere() throws IOException {
        SequentialBlock net = LeNet.block();
        Training run = training(net, 1).fit();
        SequentialBlock other = LeNet.block();
        Path weights = weights(net);
        Nets.load(other, weights, Devices.best(), DATA.train().shape(1));
        assertEquals(run.history().last().testAccuracy(), Training.accuracy(other, DATA.test()));
        for (int i = 0; i < net.getParameters().size(); i++) {
            assertArrayEquals(
                    net.getParameters().valueAt(i).getArray().toFloatArray(),
                    other.getParameters().valueAt(i).getArray().toFloatArray());
        }
        try (Stream<Path> files = Files.list(file().getParent())) {
            assertEquals(1, files.count(), "no part of a file is left");
        }
    }

    @Test
    void resumingGoesOnWhereItStopped() {
        training(LeNet.block(), 2).fit().save(file());
        History first = Checkpoint.open(file()).history();
        SequentialBlock net = LeNet.block();
        History all = training(net, 4).resume(file()).history();
        assertEquals(List.of(1, 2, 3, 4), all.epochs().stream().map(Epoch::number).toList());
        assertEquals(first.epochs(), all.epochs().subList(0, 2));
        double before = first.last().loss();
        double after = all.epochs().get(2).loss();
        assertTrue(after < 1.1 * before, "loss goes on from " + before + ": " + after);
        assertEquals(Ending.FINISHED, all.ending());
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
        Path weights = weights(training(LeNet.block(), 1).fit().save(file()).net());
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
        byte[] saved = Files.readAllBytes(file());
        for (byte[] bad : List.of(Arrays.copyOf(saved, 30), foreign, new byte[0])) {
            Files.write(file(), bad);
            message("is damaged or not a saved training", () -> Checkpoint.open(file()));
        }
        Files.writeString(file(), "convnets checkpoint 1\n");
        try (RandomAccessFile endless = new RandomAccessFile(file().toFile(), "rw")) {
            endless.setLength(3_000_000_000L); // takes no room
        }
        message("is damaged or not a saved training", () -> Checkpoint.open(file()));
        Files.writeString(file(), "convnets checkpoint 2\n and what nobody knows yet");
        message("a newer version of the course", () -> Checkpoint.open(file()));
    }

    @Test
    void refusesTheWeightsOfAnotherNetAndLeavesTheNetAlone() {
        Path weights = weights(training(LeNet.block(), 1).fit().save(file()).net());
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
        Path weights = weights(training(LeNet.block(), 1).fit().save(file()).net());
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
                assertThrows(CourseException.class, () -> Checkpoint.open(file()).history())
                        .getMessage()
                        .endsWith("train the net first."));
        assertThrows(CourseException.class, () -> Nets.save(LeNet.block(), file()));
    }

    @Test
    void settingsAreFacts() {
        TrainingSettings settings = training(LeNet.block(), 1).seed(3).settings();
        assertEquals("LeNet", settings.name());
        assertEquals(512, settings.data().train().pictures());
        assertEquals(256, settings.data().test().pictures());
        assertEquals(Method.ADAM, settings.optimizer().method());
        assertEquals(0.01f, settings.optimizer().learningRate());
        assertEquals(64, settings.batchSize());
        assertEquals(3, settings.seed());
        assertTrue(settings.hardware().machine().contains("logical processor"));
        assertEquals("", settings.difference(training(LeNet.block(), 1).seed(3).settings()));
        TrainingSettings large = Training.of(Nin.block(), DATA.resized(224)).settings();
        String difference = settings.difference(large, Setting.NAME, Setting.LAYERS);
        assertTrue(difference.startsWith("data: Fashion-MNIST: 512 training"), difference);
        assertTrue(settings.line(Setting.DATA).contains("; optimizer Adam; learning rate 0.01;"));
    }

    @Test
    void dataOfOneNameAndSizeAreToldApartByTheirContents() {
        ImageData other = PermutedPixels.of(DATA, 1);
        ImageData renamed =
                new ImageData(DATA.name(), DATA.origin(), DATA.full(), other.train(), other.test());
        TrainingSettings one = Training.of(LeNet.block(), DATA).settings();
        TrainingSettings two = Training.of(LeNet.block(), renamed).settings();
        assertTrue(one.difference(two).startsWith("data: Fashion-MNIST"), one.difference(two));
        assertEquals("", one.difference(two, Setting.DATA));
    }

    @Test
    void theDeviceIsTheOneThatIsUsed() {
        Hardware used = training(LeNet.block(), 1).devices(Device.cpu()).settings().hardware();
        assertEquals(List.of(Devices.describe(Device.cpu())), used.devices());
        assertEquals(Devices.engineVersion(), used.engine());
    }

    @Test
    void theRuleOfTheFirstWeightsIsRemembered() {
        assertEquals("Glorot", rule(Init.glorot()));
        assertEquals("Glorot, gain 2.0", rule(Init.glorot(2)));
        assertEquals("He", rule(Init.he()));
        assertEquals("all 0.01", rule(Init.equal(0.01)));
        String djl = rule(new XavierInitializer());
        assertTrue(djl.startsWith("XavierInitializer["), djl);
        assertNotEquals(djl, rule(new XavierInitializer(RandomType.UNIFORM, FactorType.IN, 2)));
        assertNotEquals(rule(new NormalInitializer(0.1f)), rule(new NormalInitializer(0.2f)));
    }

    /** A rule in a reader's class, whose numbers are out of sight. */
    private static final class Scaled implements Initializer {

        private final float[] scale;

        Scaled(float scale) {
            this.scale = new float[] {scale};
        }

        @Override
        public NDArray initialize(NDManager manager, Shape shape, DataType type) {
            return manager.randomNormal(0, scale[0], shape, type);
        }
    }

    private static Initializer lambda(float scale) {
        return (manager, shape, type) -> manager.randomNormal(0, scale, shape, type);
    }

    @Test
    void aRuleOfOnesOwnIsKnownByWhatItDraws() {
        assertEquals(rule(lambda(0.1f)), rule(lambda(0.1f)));
        assertNotEquals(rule(lambda(0.1f)), rule(lambda(0.2f)));
        assertEquals(rule(new Scaled(0.1f)), rule(new Scaled(0.1f)));
        assertNotEquals(rule(new Scaled(0.1f)), rule(new Scaled(0.2f)));
        assertNotEquals(rule(Initializer.ZEROS), rule(Initializer.ONES));
        float[][] kernel = {{0, 1}, {1, 0}};
        assertNotEquals(rule(Init.kernels(kernel)), rule(Init.kernels(new float[][] {{0, 1}})));
    }

    /** Two kinds of layers may get two kinds of weights. */
    @Test
    void aRuleOfOnesOwnIsTriedOnADenseLayerAndOnAConvolution() {
        Initializer all = lambda(0.1f);
        Initializer dense = onlyOf(2, all);
        Initializer convolution = onlyOf(4, all);
        assertEquals(3, Stream.of(all, dense, convolution).map(r -> rule(r)).distinct().count());
    }

    private static Initializer onlyOf(int axes, Initializer rule) {
        return (manager, shape, type) ->
                shape.dimension() == axes
                        ? rule.initialize(manager, shape, type)
                        : manager.zeros(shape, type);
    }

    /** With random numbers that no seed decides on, or for other shapes alone. */
    @Test
    void aRuleThatCannotBeToldApartIsLikeNoOther() {
        Initializer unseeded =
                (manager, shape, type) -> manager.full(shape, (float) Math.random(), type);
        Initializer narrow =
                (manager, shape, type) -> manager.create(new float[150]).reshape(shape);
        for (Initializer strange : List.of(unseeded, narrow)) {
            Training run = training(LeNet.block(), 1).weights(strange);
            assertEquals("", run.settings().difference(run.settings()), "it is one training");
            assertNotEquals(rule(strange), rule(strange));
        }
    }

    @Test
    void whatBeganWithOtherWeightsIsAnotherTraining() {
        training(LeNet.block(), 1).weights(lambda(0.1f)).fit().save(file());
        training(LeNet.block(), 2).weights(lambda(0.1f)).resume(file());
        message(
                "first weights: lambda",
                () -> training(LeNet.block(), 2).weights(lambda(0.2f)).resume(file()));
        message(
                "no rule for weights here, only null",
                () -> training(LeNet.block(), 2).weights(null));
    }

    private static String rule(Initializer weights) {
        return training(LeNet.block(), 1).weights(weights).settings().firstWeights();
    }

    @Test
    void filesOfTheFirstEditionAreNamedAsOldAndLeftAlone() throws IOException {
        Training run = training(LeNet.block(), 1).fit();
        Files.createDirectories(file().getParent());
        String old = "{ \"format\" : \"convnets history 1\", \"history\" : { \"settings\" : {} } }";
        Files.writeString(file(), old);
        message("earlier version", () -> Checkpoint.open(file()));
        message("earlier version", () -> training(LeNet.block(), 2).resume(file()));
        message("earlier version", () -> run.save(file()));
        assertEquals(old, Files.readString(file()));
        for (String format : List.of("convnets weights 1", "convnets weights 2")) {
            Path weights = file().resolveSibling("old.weights");
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(weights))) {
                out.writeUTF(format);
            }
            byte[] before = Files.readAllBytes(weights);
            message("first edition", () -> load(LeNet.block(), weights));
            message("first edition", () -> Nets.save(run.net(), weights));
            assertArrayEquals(before, Files.readAllBytes(weights));
        }
    }

    @Test
    void aFileOfSomebodyElseIsNotReplaced() throws IOException {
        Training run = training(LeNet.block(), 1).fit();
        Path notes = folder.resolve("notes.json");
        Files.writeString(notes, "[1, 2]");
        message("not a saved training", () -> run.save(notes));
        message("holds no saved weights", () -> Nets.save(run.net(), notes));
        assertEquals("[1, 2]", Files.readString(notes));
        run.save(file()).save(file()); // but its own are
    }

    @Test
    void nothingMayFollow() throws IOException {
        Path weights = weights(training(LeNet.block(), 1).fit().save(file()).net());
        Files.write(weights, new byte[] {0}, StandardOpenOption.APPEND);
        message("is damaged", () -> load(LeNet.block(), weights));
        Files.write(file(), new byte[] {0}, StandardOpenOption.APPEND);
        message("is damaged", () -> Checkpoint.open(file()));
    }

    @Test
    void weightsOfOtherSettingsAreRefused() {
        Block[][] pairs = {
            {small(dropout(0.9)), small(dropout(0.1))},
            {small(conv2d(8, true)), small(conv2d(6, true))},
            {small(conv2d(8, true)), small(conv2d(8, false))},
            {small(relu()), small(sigmoid())},
        };
        for (Block[] pair : pairs) {
            Path weights = folder.resolve("one.weights");
            Nets.initialize(pair[0], Init.he(), 0, DATA.train().shape(1));
            Nets.save(pair[0], weights);
            Nets.initialize(pair[1], Init.he(), 1, DATA.train().shape(1));
            float[] before = pair[1].getParameters().valueAt(0).getArray().toFloatArray();
            message("are of another net", () -> load(pair[1], weights));
            assertArrayEquals(before, pair[1].getParameters().valueAt(0).getArray().toFloatArray());
        }
    }

    private static Block small(Block layer) {
        return sequential(layer, flatten(), dense(10));
    }

    private static Block conv2d(int filters, boolean bias) {
        return Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .setFilters(filters)
                .optBias(bias)
                .build();
    }

    @Test
    void aLayerMayHaveAnyName() {
        Block[] nets = new Block[2];
        Arrays.setAll(nets, i -> small(new LambdaBlock(list -> list, "🙂 ".repeat(20_000))));
        Nets.initialize(nets[0], Init.he(), 0, DATA.train().shape(1));
        Nets.save(nets[0], folder.resolve("smile.weights"));
        load(nets[1], folder.resolve("smile.weights"));
        assertArrayEquals(
                nets[0].getParameters().valueAt(0).getArray().toFloatArray(),
                nets[1].getParameters().valueAt(0).getArray().toFloatArray());
    }

    /** Between the two readings of it. */
    @Test
    void aFileThatVanishesWhileItIsReadIsSaid() throws IOException {
        Training run = training(LeNet.block(), 1).fit();
        run.save(file());
        Checkpoint seen = Checkpoint.open(file());
        Files.delete(file());
        message(
                "cannot be read (it is not there)",
                () -> seen.load(run.net(), new OptimizerMemory(Devices.best())));
    }

    @Test
    void whatCannotBeWrittenStaysInMemory() throws IOException {
        Training run = training(LeNet.block(), 1).fit();
        Path taken = folder.resolve("a file, no folder");
        Files.writeString(taken, "");
        message("still in memory", () -> run.save(taken.resolve("lenet.checkpoint")));
        run.save(file());
        assertEquals(run.history(), Checkpoint.open(file()).history());
    }

    @Test
    void aTrainingThatDivergedIsNotResumed() {
        Training run = training(LeNet.block(), 1).fit();
        History diverged = new History(run.settings(), List.of(), Ending.DIVERGED, "");
        Checkpoint.write(file(), diverged, run.net(), run.memory);
        message("that training diverged", () -> training(LeNet.block(), 2).resume(file()));
    }

    @Test
    void aTrainingThatBrokeOffHasNoHistory() {
        Training run = training(LeNet.block(), 1).fit().save(file());
        History before = run.history();
        run.listener(
                new TrainingListener() {
                    @Override
                    public void progress(Progress progress) {}

                    @Override
                    public void hint(String sentence) {}

                    @Override
                    public void epoch(Epoch epoch) {
                        throw new IllegalStateException("of the reader's listener");
                    }
                });
        assertThrows(IllegalStateException.class, run::fit);
        message("broke off", run::history);
        message("broke off", () -> run.save(file()));
        assertEquals(
                before,
                Checkpoint.open(file()).history(),
                "and the files are still of one training");
        run.listener(TrainingListener.SILENT).fit().history();
    }

    @Test
    void aFrozenLayerMakesNoDamagedFile() {
        SequentialBlock frozen = LeNet.block();
        frozen.getChildren().valueAt(0).freezeParameters(true);
        training(frozen, 1).fit().save(file());
        message("were frozen", () -> training(LeNet.block(), 2).resume(file()));
        assertEquals(2, training(frozen, 2).resume(file()).history().epochs().size());
        Path plain = folder.resolve("plain"); // plain SGD has no memory that would tell
        training(LeNet.block(), 1).momentum(0).fit().save(plain);
        message("were frozen", () -> training(frozen, 2).momentum(0).resume(plain));
        message("only null", () -> training(LeNet.block(), 1).fit().save(null));
    }

    @Test
    void aHistoryIsNotSavedWithTheWeightsOfAnotherTraining() {
        SequentialBlock net = LeNet.block();
        Training run = training(net, 1).fit();
        LearningRateRun.of(training(net, 1)); // gives the weights back
        run.save(file());
        History first = run.history();
        training(net, 1).seed(1).fit();
        refusesItsNet(run);
        assertEquals(first, Checkpoint.open(file()).history());
        Training again = training(net, 1).fit().save(file());
        Nets.initialize(net, Init.he(), 1, DATA.train().shape(1));
        refusesItsNet(again);
        Training third = training(net, 1).fit();
        net.clear();
        refusesItsNet(third);
        Training fourth = training(net, 1).fit();
        net.add(relu());
        refusesItsNet(fourth);
        fourth.fit().save(folder.resolve("longer"));
    }

    private void refusesItsNet(Training run) {
        String sentence = "The net is not as this training left it";
        message(sentence, () -> run.save(file()));
        message(sentence, () -> Classifier.of(run));
    }

    private static void message(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
        assertFalse(said.contains("delete"), said);
    }

    private Path weights(Block net) {
        Path weights = file().resolveSibling("lenet.weights");
        Nets.save(net, weights);
        return weights;
    }

    private static void load(Block net, Path weights) {
        Nets.load(net, weights, Devices.best(), DATA.train().shape(1));
    }
}
