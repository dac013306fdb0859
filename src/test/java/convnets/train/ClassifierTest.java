package convnets.train;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import convnets.CourseException;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.experiments.Pretrained;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.LeNet5;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.LikeTrained;
import convnets.nn.NetIdentity;
import convnets.nn.Nets;
import convnets.nn.Preparation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassifierTest {

    private static final List<String> NAMES = List.of("red & <b>", "grün", "💙 blue");

    /** Written on MXNet by {@link #main}, with the answers that the net gave there. */
    private static final Path STORED = Path.of("src/test/resources/models/small.model");

    private static final float[] STORED_ANSWERS = {-0.13965577f, 2.673266f, 0.13663754f};

    @TempDir Path folder;

    /** Makes the stored file anew and prints the answers. */
    public static void main(String[] arguments) {
        Classifier made = classifier(everything(), 3, 16);
        made.save(STORED);
        System.out.println(Arrays.toString(answers(made.net(), new Shape(3, 16, 16))));
    }

    private static Block everything() {
        return sequential(
                conv(6, 3).pad(1).withoutBias(),
                BatchNorm.builder().optEpsilon(0.01f).build(),
                Activation.leakyReluBlock(0.2f),
                new ParallelBlock(
                        list -> new NDList(list.get(0).head().add(list.get(1).head())),
                        List.of(
                                sequential(conv(6, 3).pad(1).groups(2), relu(), conv(6, 1)),
                                Blocks.identityBlock())),
                maxPool(3).stride(2).pad(1),
                conv(8, 3).stride(2),
                Activation.swishBlock(1.2f),
                avgPool(2),
                dropout(0.3),
                flatten(),
                dense(7),
                Activation.geluBlock(),
                dense(3));
    }

    private static Classifier classifier(Block net, int channels, int size) {
        LikeTrained.of(net, new Shape(channels, size, size));
        Images images =
                new Images(
                        new byte[channels * size * size], new int[1], channels, size, size, NAMES);
        return Classifier.of(net, images);
    }

    private static float[] answers(Block net, Shape picture) {
        Random random = new Random(1);
        float[] pixels = new float[(int) picture.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        try (NDManager manager = HostArrays.newManager()) {
            Shape batch = new Shape(1).addAll(picture);
            return Nets.forward(net, HostArrays.array(manager, pixels, batch)).toFloatArray();
        }
    }

    static Stream<Arguments> nets() {
        return Stream.of(
                Arguments.of("LeNet", LeNet.settings().classes(3).block(), 1, 28),
                Arguments.of("LeNet with ReLU", LeNet.modern(), 1, 28),
                Arguments.of("LeNet-5", LeNet5.block(), 1, 28),
                Arguments.of("AlexNet", AlexNet.settings().widthDivisor(32).block(), 3, 96),
                Arguments.of("VGG-11", Vgg.settings(11).widthDivisor(64).block(), 3, 32),
                Arguments.of("NiN", Nin.settings().widthDivisor(32).block(), 1, 96),
                Arguments.of("all kinds of layers", everything(), 3, 16));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nets")
    void aNetIsBuiltFromItsFileAlone(String name, Block net, int channels, int size) {
        Shape picture = new Shape(channels, size, size);
        Shape batch = new Shape(1).addAll(picture);
        LikeTrained.of(net, picture);
        int classes = (int) Nets.outputShape(net, batch.getShape()).get(1);
        List<String> names =
                Stream.iterate(0, i -> i + 1).limit(classes).map(i -> "n" + i).toList();
        Images images =
                new Images(new byte[(int) picture.size()], new int[1], channels, size, size, names);
        Path file = folder.resolve("net.model");
        Classifier.of(net, images).save(file);
        Classifier loaded = Classifier.load(file);
        assertEquals(names, loaded.classes());
        assertEquals(NetIdentity.of(net, batch), NetIdentity.of(loaded.net(), batch));
        assertArrayEquals(answers(net, picture), answers(loaded.net(), picture));
    }

    @Test
    void aFileIsReadOnTheOtherEngineToo() {
        Classifier loaded = Classifier.load(STORED);
        assertEquals(NAMES, loaded.classes());
        assertArrayEquals(STORED_ANSWERS, answers(loaded.net(), new Shape(3, 16, 16)), 1e-4f);
    }

    @Test
    void theCoursesOwnDigitsAreAFileOfThisKind() {
        Classifier digits = Pretrained.classifier();
        Classifications found = digits.classify(Path.of("notebooks/images/digit.jpg"));
        assertEquals("7", found.best().getClassName());
    }

    @Test
    void aPictureOfAnySizeIsMadeToFit() throws IOException {
        Path file = folder.resolve("photo.png");
        BufferedImage photo = new BufferedImage(90, 30, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = photo.createGraphics();
        g.setColor(Color.RED);
        g.fillRect(30, 0, 30, 30); // the middle square
        g.dispose();
        ImageIO.write(photo, "png", file.toFile());
        Block brightness = sequential(globalAvgPool(), new LambdaBlock(x -> x, "identity"));
        Classifications found = classifier(brightness, 3, 8).classify(file);
        double e = Math.E;
        assertEquals(e / (e + 2), found.get("red & <b>").getProbability(), 1e-6);
        assertEquals(1 / (e + 2), found.get("grün").getProbability(), 1e-6);
    }

    @Test
    void aPictureOfAnotherShapeIsRefused() {
        Classifier color = classifier(everything(), 3, 16);
        Picture gray = new Picture(new byte[28 * 28], 28, 28, -1, "gray");
        message(
                "This net takes pictures of shape (3, 16, 16), not (1, 28, 28)",
                () -> color.classify(gray));
        message(
                "A digit is prepared as a picture of shape (1, 28, 28)",
                () ->
                        color.preparing(Preparation.DIGIT)
                                .classify(Path.of("notebooks/images/digit.jpg")));
    }

    @Test
    void aFileThatIsNoSavedNetIsNamedForWhatItIs() throws IOException {
        Path file = folder.resolve("net.model");
        message("There are no saved weights " + file, () -> Classifier.load(file));
        Classifier net = classifier(everything(), 3, 16);
        net.save(file);
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, new byte[0]);
        message("is damaged or holds no saved weights", () -> Classifier.load(file));
        Files.writeString(file, "my notes");
        message("is damaged or holds no saved weights", () -> Classifier.load(file));
        message("is damaged or holds no saved weights", () -> net.save(file));
        assertEquals("my notes", Files.readString(file));
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        message("is damaged", () -> Classifier.load(file));
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        message("is damaged", () -> Classifier.load(file));
        Random random = new Random(0);
        for (int i = 0; i < 50; i++) {
            byte[] flipped = whole.clone();
            int place = 20 + random.nextInt(whole.length - 20);
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            message("is damaged", () -> Classifier.load(file));
        }

        byte[] newer = whole.clone();
        newer[19] = 7; // behind the length and the fourteen letters of the name, four bytes
        Files.write(file, newer);
        message(
                "was saved by a newer version of the course, in format 7",
                () -> Classifier.load(file));
        message("update the course", () -> net.save(file));
        assertArrayEquals(newer, Files.readAllBytes(file));
    }

    @Test
    void weightsAloneAreNoClassifier() {
        Path file = folder.resolve("net.model");
        Nets.save(classifier(everything(), 3, 16).net(), file);
        message(
                "holds weights alone, without the names of the classes",
                () -> Classifier.load(file));
    }

    @Test
    void aLayerThatOnlyItsClassKnowsIsNamed() {
        Path file = folder.resolve("net.model");
        Block own = new LambdaBlock(x -> new NDList(x.head().square()), "square");
        Block net = sequential(own, flatten(), dense(3));
        classifier(net, 1, 4).save(file);
        message(
                "does not say how to build its net (square; flatten; dense 3)",
                () -> Classifier.load(file));
        Shape input = new Shape(1, 1, 4, 4);
        Block again = Nets.load(sequential(own, flatten(), dense(3)), file, Devices.best(), input);
        assertArrayEquals(answers(net, new Shape(1, 4, 4)), answers(again, new Shape(1, 4, 4)));
    }

    @Test
    @DisabledOnOs(
            value = OS.MAC,
            architectures = "x86_64",
            disabledReason = "onnxruntime has no library for Macs with Intel's processors")
    void theExportedNetKnowsItsClasses() throws OrtException {
        Path file = folder.resolve("net.onnx");
        classifier(everything(), 3, 16).exportOnnx(file);
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            Map<String, String> notes = session.getMetadata().getCustomMetadata();
            assertEquals("MIDDLE_SQUARE", notes.get("preparation"));
            assertEquals(
                    "[\"red & <b>\",\"gr\\u00FCn\",\"\\uD83D\\uDC99 blue\"]", notes.get("classes"));
        }
    }

    private static void message(String part, Executable action) {
        String said = assertThrows(CourseException.class, action).getMessage();
        assertTrue(said.contains(part), said);
    }
}
