package convnets.look;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.data.Images;
import convnets.data.Picture;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands where in a strip. */
class DigitStripTest {

    private static Picture all(int gray, int label) {
        byte[] pixels = new byte[784];
        Arrays.fill(pixels, (byte) gray);
        return new Picture(pixels, 28, 28, label, "" + label);
    }

    /** One picture, as a set. */
    private static Images only(Picture picture) {
        byte[] label = {(byte) picture.label()};
        List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        return new Images(picture.pixels(), label, 28, 28, names);
    }

    private static int[] centers(DigitStrip strip) {
        return strip.digits().stream().mapToInt(DigitStrip.Digit::center).toArray();
    }

    @Test
    void whereDigitsOverlapTheBrighterPixelStays() {
        DigitStrip strip = DigitStrip.of(List.of(all(200, 3), all(90, 4), all(255, 5)), -8);
        assertEquals(68, strip.picture().width());
        assertArrayEquals(new int[] {14, 34, 54}, centers(strip));
        for (int i = 0; i < 28 * 68; i++) {
            int x = i % 68;
            int wanted = x >= 40 ? 255 : x < 28 ? 200 : 90;
            assertEquals(wanted, strip.picture().pixels()[i] & 0xff, "pixel " + i);
        }
        assertEquals("A strip of 68 pixels: 3 4 5", strip.toString());
    }

    @Test
    void theLongestStripAndTheClosestDigits() {
        List<Picture> three = Collections.nCopies(3, all(1, 1));
        assertEquals(4096, DigitStrip.of(three, 2006).picture().width());
        assertArrayEquals(new int[] {14, 15, 16}, centers(DigitStrip.of(three, -27)));
    }

    @Test
    void aPixelIsDrawnFourTimesAsLargeWhereThereIsRoom() {
        DigitStrip small = DigitStrip.of(List.of(all(51, 3), all(255, 4)), 2);
        Seen.same(
                small.drawing(),
                232,
                112,
                sheet -> {
                    sheet.box(0, 0, 112, 112, Colormap.GRAY.color(0.2));
                    sheet.box(112, 0, 8, 112, Color.BLACK);
                    sheet.box(120, 0, 112, 112, Color.WHITE);
                });
        assertEquals(small.toString(), small.drawing().description());
        DigitStrip wide = DigitStrip.of(Collections.nCopies(2, all(255, 4)), 1400 - 56);
        Seen.same(
                wide.drawing(),
                700,
                14,
                sheet -> {
                    sheet.box(0, 0, 700, 14, Color.BLACK);
                    sheet.box(0, 0, 14, 14, Color.WHITE);
                    sheet.box(686, 0, 14, 14, Color.WHITE);
                });
    }

    @Test
    void theDigitsOfABankCheckLeaveRoomForItsMarks() {
        for (int seed = 0; seed < 20; seed++) {
            int[] centers = centers(DigitStrip.bankCheck(only(all(255, 8)), seed));
            assertEquals(54, centers[0]);
            for (int i = 1; i < 5; i++) {
                int gap = centers[i] - centers[i - 1] - 28 - (i % 2 == 0 ? 10 : 0);
                assertTrue(gap >= 0 && gap < 5, "gap " + gap + " before digit " + i);
            }
        }
    }

    @Test
    void theMarksOfABankCheck() {
        Images blank = only(all(0, 8));
        for (int seed = 0; seed < 3; seed++) {
            DigitStrip strip = DigitStrip.bankCheck(blank, seed);
            int[] centers = centers(strip);
            BufferedImage paper = new BufferedImage(408, 28, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D g = paper.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.setStroke(new BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            g.draw(new Line2D.Double(11, 6, 25, 20));
            g.draw(new Line2D.Double(25, 6, 11, 20));
            g.draw(new Ellipse2D.Double(13, 8, 10, 10));
            int comma = centers[2] - 14 - 7; // 3 of the 10 pixels before the third digit
            int stop = centers[4] - 14 - 7;
            g.draw(new Line2D.Double(comma, 23, comma - 2, 26));
            g.draw(new Line2D.Double(stop, 23, stop, 23));
            Random random = new Random(seed);
            int gap = 0;
            for (int i = 0; i < 5; i++) { // which digit, and how far the next one is
                random.nextInt(1);
                gap = random.nextInt(5);
            }
            int end = centers[4] + 14 + gap;
            g.draw(new Line2D.Double(end + 16, 14, end + 34, 14));
            g.draw(new Line2D.Double(end + 50, 24, end + 62, 4));
            Path2D name = new Path2D.Double();
            name.moveTo(end + 80, 18);
            for (int x = end + 80; x < 388; x += 8) {
                int up = random.nextInt(8) + 4;
                int down = 22 - random.nextInt(4);
                name.quadTo(x + 4, up, x + 8, down);
            }
            g.draw(name);
            byte[] wanted = ((DataBufferByte) paper.getRaster().getDataBuffer()).getData();
            assertArrayEquals(wanted, strip.picture().pixels(), "seed " + seed);
        }
    }

    @Test
    void thePairsStandCloseAndInside() {
        Images set = only(all(255, 8));
        int[] distances = new int[200];
        int[] starts = new int[200];
        for (int seed = 0; seed < 200; seed++) {
            int[] centers = centers(DigitStrip.pair(set, seed));
            distances[seed] = centers[1] - centers[0];
            starts[seed] = centers[0] - 14;
            assertTrue(centers[1] + 14 <= 72 - 4, "4 pixels remain at the right");
        }
        assertEquals(18, IntStream.of(distances).min().orElseThrow());
        assertEquals(27, IntStream.of(distances).max().orElseThrow());
        assertEquals(4, IntStream.of(starts).min().orElseThrow());
        assertTrue(IntStream.of(starts).max().orElseThrow() > 15);
    }
}
