package convnets.app;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.nn.LikeTrained;
import convnets.onnx.OnnxRuntime;
import convnets.train.Classifier;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the page docs/program.md, compiled and run far from the course's folder. */
class OwnProgramTest {

    private static final List<String> COLORS = List.of("red", "\"green\", or so", "blue");

    @TempDir Path folder;

    @Test
    void aReadersOwnMainReadsAPicture() throws IOException, InterruptedException {
        Path source = Path.of("docs/own-program/src/main/java/WhatIsIt.java");
        int lines = Files.readAllLines(source).size();
        assertTrue(lines <= 20, "The program has " + lines + " lines.");
        Path model = folder.resolve("digits.model");
        Files.copy(Path.of("notebooks/weights/lenet-digits.model"), model);
        Path picture = folder.resolve("digit.jpg");
        Files.copy(Path.of("notebooks/images/digit.jpg"), picture);
        compile(source);
        assertEquals(picture + ": 7", run("WhatIsIt", model, picture));
    }

    /** Its class path has neither the course nor DJL. */
    @Test
    void anExportedNetIsAskedWithoutTheCourse() throws IOException, InterruptedException {
        OnnxRuntime.environment(); // or else there is no such runtime here
        Classifier classifier = classifier();
        Path model = folder.resolve("net.onnx");
        classifier.exportOnnx(model);
        compile(Path.of("docs/onnx-program/src/main/java/AskOnnx.java"));
        List<Color> colors = List.of(Color.RED, Color.GREEN, Color.BLUE);
        for (Color color : colors) {
            Path picture = picture(color);
            String name = COLORS.get(colors.indexOf(color));
            assertEquals(name, classifier.classify(picture).best().getClassName());
            assertEquals(picture + ": " + name, run("AskOnnx", model, picture));
        }
    }

    /** It names the color that a picture has most of. */
    private static Classifier classifier() {
        Block net = sequential(globalAvgPool(), dense(3));
        LikeTrained.of(net, new Shape(3, 16, 16));
        float[] same = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        HostArrays.set(net.getParameters().valueAt(0).getArray(), same);
        HostArrays.set(net.getParameters().valueAt(1).getArray(), new float[3]);
        return Classifier.of(net, new Images(new byte[3 * 256], new int[1], 3, 16, 16, COLORS));
    }

    /** Not a square, and not of the net's size. */
    private Path picture(Color color) throws IOException {
        BufferedImage image = new BufferedImage(70, 40, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 70 * 40; i++) {
            int noise = random.nextInt(0x404040) & 0x3f3f3f;
            image.setRGB(i % 70, i / 70, color.getRGB() ^ noise);
        }
        Path file = folder.resolve(color.getRGB() + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private void compile(Path source) {
        String[] arguments = {"-cp", libraries("WhatIsIt"), "-d", "" + folder, "" + source};
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    }

    private String run(String program, Path... files) throws IOException, InterruptedException {
        String classes = folder + System.getProperty("path.separator") + libraries(program);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process running =
                new ProcessBuilder(
                                Stream.concat(
                                                Stream.of("" + java, "-cp", classes, program),
                                                Stream.of(files).map(Path::toString))
                                        .toList())
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("errors.txt").toFile())
                        .start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, running.waitFor(), Files.readString(folder.resolve("errors.txt")));
        return said.strip();
    }

    private static String libraries(String program) {
        String separator = System.getProperty("path.separator");
        return Stream.of(System.getProperty("java.class.path").split(separator))
                .filter(
                        entry ->
                                !program.equals("AskOnnx")
                                        || entry.matches(".*(onnxruntime|jackson).*"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(separator));
    }
}
