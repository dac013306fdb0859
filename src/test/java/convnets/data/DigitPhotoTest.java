package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.data.DigitPhoto.Step;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitPhotoTest {

    @TempDir Path folder;

    /** A seven, dark on light gray paper, in the upper left of a large picture. */
    private static BufferedImage seven(int type, Color paper, Color ink) {
        BufferedImage image = new BufferedImage(600, 400, type);
        Graphics2D g = image.createGraphics();
        g.setColor(paper);
        g.fillRect(0, 0, 600, 400);
        g.setColor(ink);
        g.setStroke(new BasicStroke(14));
        g.drawLine(60, 50, 140, 50);
        g.drawLine(140, 50, 90, 190);
        g.dispose();
        return image;
    }

    private static BufferedImage seven() {
        return seven(BufferedImage.TYPE_INT_RGB, new Color(215, 210, 200), new Color(40, 40, 90));
    }

    private Path file(BufferedImage image, String format) throws IOException {
        Path file = folder.resolve("sieben ü." + format);
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif"})
    void becomesADigitAsMnistHasThem(String format) throws IOException {
        Picture digit = DigitPhoto.of(file(seven(), format)).picture();
        assertEquals(28, digit.height());
        assertEquals(28, digit.width());
        assertEquals(0, digit.pixels()[0], "the paper is black");
        int[] rows = rowsWithInk(digit);
        assertEquals(20, rows.length, 1, "the ink is 20 pixels high");
        double[] middle = middle(digit);
        assertEquals(14, middle[0], 0.6, "its middle is in the middle");
        assertEquals(14, middle[1], 0.6, "its middle is in the middle");
    }

    @Test
    void lightInkOnADarkGroundIsNotInverted() throws IOException {
        Picture dark = DigitPhoto.of(file(seven(), "png")).picture();
        BufferedImage chalk = seven(BufferedImage.TYPE_INT_RGB, Color.BLACK, Color.WHITE);
        Picture light = DigitPhoto.of(file(chalk, "png")).picture();
        assertEquals(0, difference(dark, light), 8);
    }

    @Test
    void grayAndTransparentPicturesGiveTheSame() throws IOException {
        Picture color = DigitPhoto.of(file(seven(), "png")).picture();
        BufferedImage gray = seven(BufferedImage.TYPE_BYTE_GRAY, Color.WHITE, Color.BLACK);
        assertEquals(0, difference(color, DigitPhoto.of(file(gray, "png")).picture()), 8);
        BufferedImage ink = seven(BufferedImage.TYPE_INT_ARGB, new Color(0, 0, 0, 0), Color.BLACK);
        assertEquals(0, difference(color, DigitPhoto.of(file(ink, "png")).picture()), 8);
    }

    @Test
    void eachStepCanBeLeftOutAndIsMissed() throws IOException {
        DigitPhoto photo = DigitPhoto.of(file(seven(), "png"));
        Map<Step, Picture> stages = photo.stages();
        assertEquals(List.of(Step.values()), List.copyOf(stages.keySet()));
        assertEquals(photo.picture(), stages.get(Step.CENTER));
        for (Step step : Step.values()) {
            Picture without = photo.without(step).picture();
            assertEquals(28, without.height());
            assertTrue(difference(photo.picture(), without) > 10, step + " changes the picture");
            assertTrue(step == Step.SCALE || !photo.without(step).stages().containsKey(step));
        }
    }

    /** EXIF counts the ways in which a camera can be held from 1 to 8. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPhotoIsReadAsTheCameraWasHeld(int orientation) throws IOException {
        Picture upright = DigitPhoto.of(file(seven(), "jpg")).picture();
        Path turned = folder.resolve("turned.jpg");
        Files.write(turned, withOrientation(jpeg(asStored(seven(), orientation)), orientation));
        assertEquals(0, difference(upright, DigitPhoto.of(turned).picture()), 8);
    }

    @Test
    void badFilesAreOneSentence() throws IOException {
        Path none = folder.resolve("none.png");
        assertEquals("There is no picture file " + none + ": correct the name.", sentence(none));
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertTrue(sentence(text).contains("is no picture that Java can read"));
        assertTrue(
                sentence(Files.write(folder.resolve("empty.png"), new byte[0]))
                        .contains("no picture"));
        byte[] whole = Files.readAllBytes(file(seven(), "png"));
        Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2));
        assertTrue(sentence(half).contains("cannot be read"), sentence(half));
        assertTrue(sentence(folder).startsWith(folder + " is a folder"), sentence(folder));
        BufferedImage blank = new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB);
        assertTrue(sentence(file(blank, "png")).startsWith("There is no ink in this picture"));
    }

    /** A header can announce any size; nothing is read before it is looked at. */
    @Test
    void tooManyPixelsAreRefused() throws IOException {
        byte[] png =
                Files.readAllBytes(
                        file(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), "png"));
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(header);
        out.write("IHDR".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(20_000);
        out.writeInt(20_000);
        out.write(png, 24, 5);
        CRC32 sum = new CRC32();
        sum.update(header.toByteArray());
        out.writeInt((int) sum.getValue());
        System.arraycopy(header.toByteArray(), 0, png, 12, header.size());
        String said = sentence(Files.write(folder.resolve("bomb.png"), png));
        assertTrue(
                said.contains("has 20,000×20,000 pixels, and at most 100,000,000 are read"), said);
    }

    private static String sentence(Path file) {
        return assertThrows(CourseException.class, () -> DigitPhoto.of(file).picture())
                .getMessage();
    }

    private static int[] rowsWithInk(Picture digit) {
        return IntStream.range(0, 28)
                .filter(
                        y ->
                                IntStream.range(0, 28)
                                        .anyMatch(x -> (digit.pixels()[y * 28 + x] & 255) > 60))
                .toArray();
    }

    private static double[] middle(Picture digit) {
        double mass = 0;
        double y = 0;
        double x = 0;
        for (int i = 0; i < 784; i++) {
            int ink = digit.pixels()[i] & 255;
            mass += ink;
            y += ink * (i / 28 + 0.5);
            x += ink * (i % 28 + 0.5);
        }
        return new double[] {y / mass, x / mass};
    }

    /** Mean difference of the gray values. */
    private static double difference(Picture one, Picture other) {
        double sum = 0;
        for (int i = 0; i < 784; i++) {
            sum += Math.abs((one.pixels()[i] & 255) - (other.pixels()[i] & 255));
        }
        return sum / 784;
    }

    /** What a camera stores that is held so: it looks upright after the turn that EXIF names. */
    private static BufferedImage asStored(BufferedImage upright, int orientation) {
        int w = upright.getWidth();
        int h = upright.getHeight();
        boolean lies = orientation > 4;
        BufferedImage stored =
                new BufferedImage(lies ? h : w, lies ? w : h, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int[] at =
                        switch (orientation) {
                            case 1 -> new int[] {x, y};
                            case 2 -> new int[] {w - 1 - x, y};
                            case 3 -> new int[] {w - 1 - x, h - 1 - y};
                            case 4 -> new int[] {x, h - 1 - y};
                            case 5 -> new int[] {y, x};
                            case 6 -> new int[] {y, w - 1 - x};
                            case 7 -> new int[] {h - 1 - y, w - 1 - x};
                            default -> new int[] {h - 1 - y, x};
                        };
                stored.setRGB(at[0], at[1], upright.getRGB(x, y));
            }
        }
        return stored;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    /** Puts an EXIF segment with one entry behind the first two bytes of a JPEG. */
    private static byte[] withOrientation(byte[] jpeg, int orientation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(jpeg, 0, 2);
        out.writeShort(0xffe1);
        out.writeShort(2 + 6 + 8 + 2 + 12 + 4);
        out.write("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII));
        out.writeInt(8);
        out.writeShort(1);
        out.writeShort(0x0112);
        out.writeShort(3);
        out.writeInt(1);
        out.writeShort(orientation);
        out.writeShort(0);
        out.writeInt(0);
        out.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }
}
