package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class AnimationTest {

    @Test
    void writesAllFrames() throws IOException {
        BufferedImage a = new Canvas(40, 30).box(5, 5, 10, 10, Colormap.HEAT.color(1)).image();
        BufferedImage b = new Canvas(40, 30).box(20, 5, 10, 10, Colormap.HEAT.color(0)).image();
        byte[] gif = new Animation(List.of(a, b, a), 120, "a box").gif();
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        assertEquals(3, reader.getNumImages(true));
        assertEquals(Colormap.HEAT.rgb(1), reader.read(0).getRGB(8, 8) & 0xffffff);
        assertEquals(Colormap.HEAT.rgb(0), reader.read(1).getRGB(25, 8) & 0xffffff);
        assertEquals(0x222222, reader.read(1).getRGB(8, 8) & 0xffffff); // the box has gone
        assertEquals(0, reader.read(1).getRGB(35, 25) >>> 24); // unchanged: transparent
        String text = new String(gif, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("GIF89a") && text.contains("NETSCAPE2.0"));
    }

    @Test
    void needsAFrame() {
        assertThrows(CourseException.class, () -> new Animation(List.of(), 100, ""));
        assertThrows(CourseException.class, () -> new Animation(null, 100, ""));
    }

    @Test
    void hasTheSizeThatANotebookShows() {
        List<BufferedImage> most =
                Collections.nCopies(100, new BufferedImage(1000, 1000, BufferedImage.TYPE_INT_RGB));
        new Animation(most, 100, "");
        List<BufferedImage> more = new ArrayList<>(most);
        more.add(most.get(0));
        assertEquals(
                "An animation of 101 frames of 1,000×1,000 pixels is too large for a notebook: leave"
                        + " some out, or make them smaller.",
                assertThrows(CourseException.class, () -> new Animation(more, 100, ""))
                        .getMessage());
    }

    @Test
    void rampsGoFromEndToEnd() {
        assertEquals(0x000000, Colormap.GRAY.rgb(0));
        assertEquals(0xffffff, Colormap.GRAY.rgb(2));
        assertEquals(0x808080, Colormap.GRAY.rgb(0.5));
        assertEquals(0xf7f7f7, Colormap.SIGNED.rgb(0.5));
        assertEquals(0xcccccc, Colormap.HEAT.rgb(Double.NaN));
        BufferedImage image = Colormap.GRAY.image(new float[] {-1, 0, 1, 1, 0, -1}, 2, -1, 1);
        assertEquals(3, image.getWidth());
        assertEquals(Color.WHITE, new Color(image.getRGB(2, 0)));
        assertEquals(Color.BLACK, new Color(image.getRGB(2, 1)));
        image = Colormap.GRAY.image(new float[] {-1, 1}, 1, 1, -1);
        assertEquals(Color.WHITE, new Color(image.getRGB(0, 0)));
        assertEquals(Color.BLACK, new Color(image.getRGB(1, 0)));
    }

    private static BufferedImage frame(int width, int height) {
        return new Canvas(width, height).image();
    }

    private static String refused(Executable code) {
        return assertThrows(CourseException.class, code).getMessage();
    }

    @Test
    void framesAreOfOneSize() {
        String said = "The frames of an animation are all of one size, and none of them is null.";
        assertEquals(said, refused(() -> film(10, frame(4, 3), frame(5, 3))));
        assertEquals(said, refused(() -> film(10, frame(4, 3), frame(4, 2))));
        assertEquals(said, refused(() -> film(10, frame(4, 3), null)));
        assertEquals(said, refused(() -> film(10, null, frame(4, 3))));
        assertEquals("a film", film(10, frame(4, 3), frame(4, 3)).toString());
    }

    private static Animation film(int milliseconds, BufferedImage... frames) {
        return new Animation(Arrays.asList(frames), milliseconds, "a film");
    }

    @Test
    void framesAndTheirTimeAreBounded() {
        assertEquals(
                "A frame can be shown for 0 to 655,350 milliseconds, not 655,351.",
                refused(() -> film(655_351, frame(1, 1))));
        assertEquals(
                "A frame can be shown for 0 to 655,350 milliseconds, not -1.",
                refused(() -> film(-1, frame(1, 1))));
        assertEquals(655_350, film(655_350, frame(1, 1)).milliseconds());
        assertEquals(0, film(0, frame(1, 1)).milliseconds());
        List<BufferedImage> most = Collections.nCopies(500, frame(1, 1));
        assertEquals(500, new Animation(most, 10, "").frames().size());
        assertEquals(
                "An animation has at most 500 frames, and this one has 501: leave some out.",
                refused(() -> new Animation(Collections.nCopies(501, frame(1, 1)), 10, "")));
    }

    @Test
    void eachFrameIsShownForItsTimeAndStaysUntilItIsPaintedOver() throws IOException {
        byte[] gif = film(120, frame(4, 3), frame(4, 3)).gif();
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        for (int i = 0; i < 2; i++) {
            Element root =
                    (Element) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
            Element control = child(root, "GraphicControlExtension");
            assertEquals("12", control.getAttribute("delayTime"), "in hundredths of a second");
            assertEquals("doNotDispose", control.getAttribute("disposalMethod"));
            assertEquals("FALSE", control.getAttribute("userInputFlag"));
            assertEquals("TRUE", control.getAttribute("transparentColorFlag"));
            assertEquals("255", control.getAttribute("transparentColorIndex"));
            assertEquals("FALSE", child(root, "ImageDescriptor").getAttribute("interlaceFlag"));
            IIOMetadataNode repeat = (IIOMetadataNode) child(root, "ApplicationExtension");
            assertArrayEquals(
                    new byte[] {1, 0, 0}, (byte[]) repeat.getUserObject(), "without an end");
        }
        assertEquals(';', gif[gif.length - 1], "the end of a GIF");
    }

    private static Element child(Element root, String name) {
        return (Element) root.getElementsByTagName(name).item(0);
    }

    @Test
    void aFileHoldsTheFilm(@TempDir Path folder) throws IOException {
        Animation film = film(120, frame(4, 3));
        Path file = folder.resolve("film.gif");
        film.save(file);
        assertArrayEquals(film.gif(), Files.readAllBytes(file));
    }
}
