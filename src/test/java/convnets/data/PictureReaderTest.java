package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.nn.Preparation;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {

    @TempDir Path folder;

    /** A column of red, four quarters of 2×2 pixels, a column of red; or the same on its side. */
    private Path file(boolean upright) throws IOException {
        int[] quarters = {0x0000ff, 0x00ff00, 0xffffff, 0x000000};
        BufferedImage image =
                new BufferedImage(upright ? 4 : 6, upright ? 6 : 4, BufferedImage.TYPE_INT_RGB);
        for (int along = 0; along < 6; along++) {
            for (int across = 0; across < 4; across++) {
                int x = upright ? across : along;
                int y = upright ? along : across;
                int column = upright ? x / 2 : (x - 1) / 2;
                int row = upright ? (y - 1) / 2 : y / 2;
                boolean edge = along == 0 || along == 5;
                image.setRGB(x, y, edge ? 0xff0000 : quarters[2 * row + column]);
            }
        }
        Path file = folder.resolve("quarters.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private Picture read(boolean upright, int channels, int height, int width) throws IOException {
        Shape shape = new Shape(channels, height, width);
        return PictureReader.read(file(upright), Preparation.MIDDLE_SQUARE, shape);
    }

    @Test
    void takesTheMiddleAndAveragesIt() throws IOException {
        for (boolean upright : new boolean[] {false, true}) {
            Picture color = read(upright, 3, 2, 2);
            byte[] red = {0, 0, -1, 0};
            byte[] green = {0, -1, -1, 0};
            byte[] blue = {-1, 0, -1, 0};
            assertEquals(3, color.channels());
            for (int i = 0; i < 4; i++) {
                assertEquals(red[i], color.pixels()[i]);
                assertEquals(green[i], color.pixels()[4 + i]);
                assertEquals(blue[i], color.pixels()[8 + i]);
            }
            assertEquals("quarters.png", color.name());
            assertEquals(-1, color.label());
            Picture gray = read(upright, 1, 2, 2);
            assertEquals(1, gray.channels());
            assertArrayEquals(color.gray().pixels(), gray.pixels());
        }
    }

    /** What fits needs no averaging; other proportions take another part. */
    @Test
    void takesThePartWithTheNetsProportions() throws IOException {
        assertEquals((byte) 0xff, read(false, 3, 4, 6).pixels()[0], "the red edge");
        Picture narrow = read(false, 3, 4, 2); // the two columns in the middle, as they are
        assertEquals(3 * 4 * 2, narrow.pixels().length);
        assertEquals((byte) 0xff, narrow.pixels()[16], "blue");
        assertEquals((byte) 0xff, narrow.pixels()[9], "green");
        assertEquals(0, narrow.pixels()[0], "no red in the upper half");
    }

    @Test
    void aDigitHasOneShape() throws IOException {
        Path file = file(false);
        Shape shape = new Shape(1, 32, 32);
        assertEquals(
                "A digit is prepared as a picture of shape (1, 28, 28), and this net takes (1, 32,"
                        + " 32): name another preparation.",
                assertThrows(
                                CourseException.class,
                                () -> PictureReader.read(file, Preparation.DIGIT, shape))
                        .getMessage());
    }
}
