package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;

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
}
