package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.plot.Canvas.Align;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CanvasTest {

    private static final Color RED = new Color(0xee0000);

    private static Seen sheet(Consumer<Canvas> hand) {
        return Seen.drawn(200, 100, hand);
    }

    @Test
    void aSheetHasOnePixelAtLeastAndTenMillionAtMost() {
        assertEquals(1, new Canvas(1, 10_000).image().getWidth());
        assertEquals(1, new Canvas(10_000, 1).image().getHeight());
        assertEquals(1000, new Canvas(10_000, 1000).image().getHeight());
        String nothing = "There is nothing to draw here: give one thing at least.";
        assertEquals(nothing, refused(0, 5));
        assertEquals(nothing, refused(5, 0));
        String much = " pixels is too large for a notebook: show fewer or smaller things in it.";
        assertEquals("A picture of 10,001×1" + much, refused(10_001, 1));
        assertEquals("A picture of 1×10,001" + much, refused(1, 10_001));
        assertEquals("A picture of 10,000×1,001" + much, refused(10_000, 1001));
    }

    private static String refused(int width, int height) {
        return assertThrows(CourseException.class, () -> new Canvas(width, height)).getMessage();
    }

    @Test
    void wordsStandOnTheirLineFromTheirBeginning() {
        Seen words = sheet(s -> s.words("HHH", 20, 60, 40, RED, Align.LEFT));
        double width = Canvas.width("HHH", 40);
        Rectangle ink = words.ink();
        assertEquals(20, ink.getX(), 6);
        assertEquals(20 + width, ink.getMaxX(), 6);
        assertEquals(60, ink.getMaxY(), 1);
        assertEquals(30, ink.getHeight(), 5, "a capital has most of the letters' size");
        assertTrue(words.ink(RED).width > width / 2, "in their color");
    }

    @Test
    void theMiddleOrTheEndOfWordsIsPlaced() {
        double width = Canvas.width("middle", 12);
        sheet(s -> s.words("middle", 100, 50, 12, RED, Align.CENTER))
                .is(s -> s.words("middle", 100 - width / 2, 50, 12, RED, Align.LEFT));
        sheet(s -> s.words("middle", 100, 50, 12, RED, Align.RIGHT))
                .is(s -> s.words("middle", 100 - width, 50, 12, RED, Align.LEFT));
        assertEquals(2 * width, Canvas.width("middlemiddle", 12), 1);
        assertEquals(2 * width, Canvas.width("middle", 24), 2);
    }

    @Test
    void lettersAreSmoothAndAsWideAsTheyAreSaidToBe() {
        String many = "i".repeat(20);
        Seen words = sheet(s -> s.words(many, 0, 50, 12, RED, Align.LEFT));
        assertEquals(Canvas.width(many, 12), words.ink().getMaxX(), 3);
        assertTrue(partlyCovered(words) > 20);
        assertTrue(partlyCovered(sheet(s -> s.line(0, 0, 200, 77, RED))) > 100);
    }

    private static int partlyCovered(Seen seen) {
        int count = 0;
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 200; x++) {
                count += seen.cover(x, y) % 255 == 0 ? 0 : 1;
            }
        }
        return count;
    }

    @Test
    void boldLettersAreHeavier() {
        Seen plain = sheet(s -> s.words("title", 100, 50, 40, RED, Align.CENTER));
        Seen bold =
                new Seen(
                        new Canvas(200, 100).bold("title", 100, 50, 40, RED, Align.CENTER).image());
        assertTrue(weight(bold) > 1.2 * weight(plain));
        assertEquals(plain.ink().getCenterX(), bold.ink().getCenterX(), 3);
    }

    private static long weight(Seen seen) {
        long sum = 0;
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 200; x++) {
                sum += seen.cover(x, y);
            }
        }
        return sum;
    }

    @Test
    void risingWordsReadFromTheBottomToTheTopAndTheNextAreLevel() {
        double width = Canvas.width("HHHHH", 12);
        Rectangle ink = sheet(s -> s.rising("HHHHH", 50, 90, 90, Align.LEFT)).ink();
        assertEquals(90, ink.getMaxY(), 3);
        assertEquals(90 - width, ink.getY(), 3);
        assertEquals(50, ink.getMaxX(), 1, "the letters stand on the line through 50");
        Rectangle steep = sheet(s -> s.rising("HHHHH", 50, 90, 45, Align.LEFT)).ink();
        assertEquals(90 - width * Math.sqrt(0.5), steep.getY(), 9);
        assertEquals(50 + width * Math.sqrt(0.5), steep.getMaxX(), 4);
        sheet(
                        s ->
                                s.rising("up", 50, 90, 90, Align.RIGHT)
                                        .words("level", 100, 50, 12, RED, Align.LEFT))
                .shows(s -> s.words("level", 100, 50, 12, RED, Align.LEFT));
    }

    @Test
    void aLineHasItsWidthAndItsDashes() {
        Line2D level = new Line2D.Double(10, 50, 31, 50);
        sheet(s -> s.draw(level, RED, 4)).is(s -> s.box(10, 48, 21, 4, RED));
        sheet(s -> s.draw(level, RED, 2, 6, 4))
                .is(s -> s.box(10, 49, 6, 2, RED).box(20, 49, 6, 2, RED).box(30, 49, 1, 2, RED));
        sheet(s -> s.line(10, 50, 31, 50, RED).box(10, 60, 1, 1, RED))
                .is(s -> s.box(10, 49.5, 21, 1, RED).box(10, 60, 1, 1, RED));
    }

    @Test
    void aLineBetweenTwoRowsOfPixelsIsSharedByThem() {
        Seen line = sheet(s -> s.line(0, 50, 200, 50, Color.BLACK));
        assertEquals(128, line.cover(100, 49), 2);
        assertEquals(128, line.cover(100, 50), 2);
    }

    @Test
    void aFrameIsALineAroundItsRectangle() {
        Seen frame = sheet(s -> s.frame(20.75, 30.75, 50, 40, RED).box(0, 0, 1, 1, RED));
        assertEquals(255, frame.cover(20, 50));
        assertEquals(0, frame.cover(19, 50));
        assertEquals(128, frame.cover(21, 50), 2, "a line of one pixel and a half");
        assertEquals(0, frame.cover(22, 50));
        assertEquals(255, frame.cover(70, 50));
        assertEquals(255, frame.cover(50, 30));
        assertEquals(255, frame.cover(50, 70));
    }

    @Test
    void nothingIsDrawnOutsideAPartUntilTheWholeIsGivenBack() {
        sheet(
                        s -> {
                            s.clip(new Rectangle2D.Double(20, 20, 10, 10));
                            s.box(0, 0, 25, 100, RED);
                            s.clip(null);
                            s.box(100, 0, 10, 10, RED);
                        })
                .is(s -> s.box(20, 20, 5, 10, RED).box(100, 0, 10, 10, RED));
    }

    @Test
    void aPicturesPixelsAreSquares() {
        BufferedImage two = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        two.setRGB(1, 0, 0xee0000);
        sheet(s -> s.picture(two, 30, 20, 20, 10).box(0, 0, 1, 1, RED))
                .is(
                        s ->
                                s.box(30, 20, 10, 10, Color.BLACK)
                                        .box(40, 20, 10, 10, RED)
                                        .box(0, 0, 1, 1, RED));
    }

    @Test
    void aScaleGoesFromItsLowestNumberUpToItsHighest() {
        Seen scale = sheet(s -> s.scale(Colormap.GRAY, "−1", "7", 10, 20, 52).box(0, 0, 1, 1, RED));
        for (int row = 0; row < 52; row++) {
            assertEquals(
                    Colormap.GRAY.rgb((51 - row) / 51.0),
                    scale.image().getRGB(15, 20 + row) & 0xffffff,
                    "row " + row);
        }
        assertEquals(new Rectangle(0, 0, 12, 52), scale.part(10, 20, 12, 80).ink());
        assertEquals(0, scale.cover(9, 40) + scale.cover(22, 40));
        scale.shows(
                s ->
                        s.words("7", 27, 30, 11, Canvas.INK, Align.LEFT)
                                .words("−1", 27, 72, 11, Canvas.INK, Align.LEFT));
    }

    @Test
    void aFinishedSheetHasADescription() {
        Canvas canvas = new Canvas(3, 2);
        Drawing drawing = canvas.drawing("a dot");
        assertEquals("a dot", drawing.toString());
        assertSame(canvas.image(), drawing.image());
    }
}
