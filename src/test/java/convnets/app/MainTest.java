package convnets.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return line.execute(words);
    }

    private List<String> said() {
        return out.toString().lines().toList();
    }

    /** Pictures of two colors, in folders whose names are not easy. */
    private Path pictures() throws IOException {
        Random random = new Random(0);
        for (int i = 0; i < 20; i++) {
            for (String name : new String[] {"grün & <b>", "red 💙"}) {
                boolean green = name.startsWith("g");
                Color color = new Color(green ? 0 : 200, green ? 200 : 0, random.nextInt(100));
                picture(folder.resolve("pictures").resolve(name).resolve(i + ".png"), color);
            }
        }
        Files.writeString(folder.resolve("pictures/red 💙/notes.png"), "my notes");
        return folder.resolve("pictures");
    }

    private static Path picture(Path file, Color color) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(color);
        g.fillRect(0, 0, 40, 30);
        g.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void aFolderIsTrainedAPictureReadAndTheNetExported() throws IOException {
        Path model = folder.resolve("colors.model");
        assertEquals(
                0,
                run("train", pictures(), "-m", model, "--epochs", 6, "--batch-size", 8, "--json"),
                err.toString());
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertEquals("[\"grün & <b>\",\"red 💙\"]", report.get("classes").toString());
        assertEquals("[20,20]", report.get("pictures").toString());
        assertTrue(report.get("skipped").get(0).asText().contains("notes.png"));
        assertEquals(6, report.get("epochs").size());
        assertEquals(model.toString(), report.get("model").asText());

        Path red = picture(folder.resolve("my red.png"), new Color(220, 10, 30));
        assertEquals(0, run("predict", model, red, "--top", 1), err.toString());
        assertTrue(out.toString().startsWith(red + ": red 💙 "), out.toString());

        Path notes = folder.resolve("pictures/red 💙/notes.png");
        assertEquals(1, run("predict", model, notes, red, "--json"));
        JsonNode answers = new ObjectMapper().readTree(out.toString());
        assertEquals(1, answers.size());
        assertEquals(red.toString(), answers.get(0).get("picture").asText());
        assertTrue(answers.get(0).get("classes").get("red 💙").asDouble() > 0.5);
        assertTrue(
                err.toString().startsWith(notes + " is no picture that Java can read"),
                err.toString());

        Path onnx = folder.resolve("colors.onnx");
        assertEquals(0, run("export", model, onnx), err.toString());
        assertEquals(List.of("exported to " + onnx), said());
        assertTrue(Files.size(onnx) > 1000);
        assertEquals(0, run("export", model, onnx, "--json"), err.toString());
        JsonNode exported = new ObjectMapper().readTree(out.toString());
        assertEquals(onnx.toString(), exported.get("file").asText());
        assertEquals("[\"grün & <b>\",\"red 💙\"]", exported.get("classes").toString());
    }

    @Test
    void aPersonIsToldWhatIsDone() throws IOException {
        Path pictures = pictures();
        Path model = folder.resolve("colors.model");
        assertEquals(0, run("train", pictures, "-m", model, "--epochs", 2, "--batch-size", 8));
        List<String> said = said();
        assertEquals(5, said.size(), said.toString());
        assertTrue(
                said.get(0)
                        .startsWith(
                                "pictures: 40 color pictures of 32×32 pixels, 2 classes (grün & <b>"
                                        + " 20, red 💙 20); 1 file skipped: "),
                said.get(0));
        assertEquals(
                pictures
                        + ": 28 training and 6 test pictures at 32×32 pixels, tested on its"
                        + " validation set; the test pictures stay untouched",
                said.get(1));
        assertTrue(said.get(2).startsWith("epoch 1: loss "), said.get(2));
        assertTrue(said.get(3).startsWith("epoch 2: loss "), said.get(3));
        assertEquals("saved in " + model, said.get(4));
        assertEquals("", err.toString());
    }

    @Test
    void whatCannotBeDoneIsOneSentence() {
        Path none = folder.resolve("none");
        assertEquals(1, run("train", none));
        assertTrue(err.toString().startsWith("There is no folder " + none), err.toString());
        assertEquals("", out.toString());
        assertEquals(1, run("predict", none, none));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertEquals(1, run("export", none, folder.resolve("net.onnx")));
        assertEquals(1, run("predict", "", none));
        assertEquals(
                "The name of a file or folder is empty here: write it down.",
                err.toString().strip());
    }

    @Test
    void whatCouldNotBeSavedIsNotTrained() throws IOException {
        Path pictures = pictures();
        Path mine = picture(folder.resolve("mine.png"), Color.RED);
        String[][] wrong = {
            {folder.toString(), "is a folder"},
            {mine.toString(), "holds no saved weights"},
            {mine + "/net.model", "No file can be written into the folder of "},
            {"", "is empty here"}
        };
        for (String[] one : wrong) {
            assertEquals(1, run("train", pictures, "-m", one[0], "--epochs", 1));
            assertEquals("", out.toString());
            assertTrue(err.toString().contains(one[1]), err.toString());
        }
    }

    @Test
    void aNetThatDivergedIsNotSaved() throws IOException {
        Path model = folder.resolve("diverged.model");
        assertEquals(1, run("train", pictures(), "-m", model, "--learning-rate", "1e30"));
        assertTrue(
                err.toString().contains("a training that diverged is of no use"), err.toString());
        assertFalse(Files.exists(model));
    }

    @Test
    void aWrongCommandLineEndsWithTwo() {
        assertEquals(2, run("predict"));
        assertTrue(err.toString().contains("Missing required parameters"), err.toString());
        assertEquals(2, run("train", folder, "--net", "resnet"));
        assertEquals(2, run("paint"));
        assertEquals(2, run("predict", folder, folder, "--top", 0));
        assertTrue(err.toString().contains("1 class or more, not 0"), err.toString());
    }

    @Test
    void helpNamesTheCommandsAndTheExitCodes() {
        assertEquals(0, run("--help"));
        for (String word : new String[] {"train", "predict", "export", "2"}) {
            assertTrue(out.toString().contains(word), out.toString());
        }
        assertEquals(0, run("train", "--help"));
        assertTrue(out.toString().contains("--learning-rate"), out.toString());
    }
}
