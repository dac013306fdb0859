package convnets.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.data.DigitPhoto;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A photo of a white box on a black ground, on its way to a net. */
class PhotoStepsTest {

    @TempDir Path folder;

    private DigitPhoto photo(int width, int height, int x, int y, int wide, int high)
            throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(x, y, wide, high);
        g.dispose();
        Path file = folder.resolve("photo.png");
        assertTrue(ImageIO.write(image, "png", file.toFile()));
        return DigitPhoto.of(file.toString());
    }

    @Test
    void eachStepFillsASquareAsFarAsItsShapeAllows() throws IOException {
        DigitPhoto photo = photo(56, 28, 10, 4, 7, 14);
        List<BufferedImage> stages =
                photo.stages().values().stream().map(stage -> stage.toImage()).toList();
        String[] names = {"invert", "clean", "cut out", "scale", "center"};
        Drawing steps = PhotoSteps.of(photo);
        Seen.same(
                steps,
                608,
                144,
                sheet -> {
                    for (int i = 0; i < 5; i++) {
                        int x = 8 + 120 * i;
                        sheet.frame(x - 1, 7, 114, 114, Canvas.GRID);
                        sheet.box(x, 8, 112, 112, Color.BLACK);
                        sheet.words(names[i], x + 56, 132, 11, Canvas.INK, Align.CENTER);
                    }
                    sheet.box(8 + 20, 36 + 8, 14, 28, Color.WHITE); // two screen pixels for each
                    sheet.box(128 + 20, 36 + 8, 14, 28, Color.WHITE);
                    sheet.box(248 + 28, 8, 56, 112, Color.WHITE); // the box alone: 7×14
                    sheet.picture(stages.get(3), 368, 8, 112, 112);
                    sheet.picture(stages.get(4), 488, 8, 112, 112);
                });
        assertEquals(
                "A photo of a digit, step by step: invert, clean, cut out, scale, center",
                steps.description());
    }

    @Test
    void ofALargePhotoNoPixelIsLeftOut() throws IOException {
        BufferedImage image =
                PhotoSteps.of(photo(112, 224, 41, 80, 20, 20))
                        .image(); // half as large, in the middle
        int[] lights = new int[12];
        for (int i = 0; i < 12; i++) {
            lights[i] = image.getRGB(8 + 28 + 20 - 1 + i, 8 + 45) & 0xff;
        }
        assertEquals(0, lights[0]);
        assertTrue(lights[1] > 60 && lights[1] < 200, "half a pixel is white: " + lights[1]);
        assertEquals(255, lights[2]);
        assertEquals(255, lights[10]);
        assertTrue(lights[11] > 60 && lights[11] < 200, "half a pixel is white: " + lights[11]);
    }
}
