package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.Text;
import convnets.plot.Canvas.Align;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryTest {

    /** Pictures of one color each. */
    private static List<BufferedImage> pictures(int count, int width, int height) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Canvas sheet = new Canvas(width, height);
            pictures.add(sheet.box(0, 0, width, height, color(i)).image());
        }
        return pictures;
    }

    private static Color color(int i) {
        return new Color(0xc00000 + 50 * i);
    }

    private static Drawing plain(List<BufferedImage> pictures, int columns, int zoom) {
        List<String> captions = Collections.nCopies(pictures.size(), "");
        return Gallery.of(pictures, captions, columns, zoom, "digits");
    }

    private static void isOf(int width, int height, Drawing drawing) {
        assertEquals(width, drawing.image().getWidth());
        assertEquals(height, drawing.image().getHeight());
    }

    @Test
    void eachPictureHasACaption() {
        for (List<String> other : List.of(List.of("a"), List.of("a", "b", "c"))) {
            assertEquals(
                    other.size() + " captions for 2 pictures: give one for each, or empty ones.",
                    assertThrows(
                                    CourseException.class,
                                    () -> Gallery.of(pictures(2, 10, 6), other, 2, 1, ""))
                            .getMessage()
                            .replace("There are ", ""));
        }
    }

    @Test
    void picturesStandInRowsEightPixelsApart() {
        Drawing drawing = plain(pictures(5, 10, 6), 3, 2);
        isOf(8 + 3 * 28, 8 + 2 * 20, drawing);
        new Seen(drawing.image())
                .is(
                        s ->
                                s.frame(7, 7, 22, 14, Canvas.GRID)
                                        .box(8, 8, 20, 12, color(0))
                                        .frame(35, 7, 22, 14, Canvas.GRID)
                                        .box(36, 8, 20, 12, color(1))
                                        .frame(63, 7, 22, 14, Canvas.GRID)
                                        .box(64, 8, 20, 12, color(2))
                                        .frame(7, 27, 22, 14, Canvas.GRID)
                                        .box(8, 28, 20, 12, color(3))
                                        .frame(35, 27, 22, 14, Canvas.GRID)
                                        .box(36, 28, 20, 12, color(4)));
        assertEquals("digits", drawing.description());
        isOf(8 + 2 * 28, 8 + 20, plain(pictures(2, 10, 6), 3, 2));
        isOf(8 + 28, 8 + 2 * 20, plain(pictures(2, 10, 6), 0, 2));
    }

    @Test
    void aCaptionStandsBelowTheMiddleOfItsPicture() {
        Drawing drawing =
                Gallery.of(pictures(3, 10, 6), List.of("", "4", "5"), 2, 2, "digits and names");
        isOf(8 + 2 * 28, 8 + 2 * 36, drawing);
        new Seen(drawing.image())
                .is(
                        s ->
                                s.frame(7, 7, 22, 14, Canvas.GRID)
                                        .box(8, 8, 20, 12, color(0))
                                        .frame(35, 7, 22, 14, Canvas.GRID)
                                        .box(36, 8, 20, 12, color(1))
                                        .words("4", 46, 32, 11, Canvas.INK, Align.CENTER)
                                        .frame(7, 43, 22, 14, Canvas.GRID)
                                        .box(8, 44, 20, 12, color(2))
                                        .words("5", 18, 68, 11, Canvas.INK, Align.CENTER));
        assertEquals("digits and names", drawing.description());
    }

    @Test
    void aLongCaptionIsCutToItsPlace() {
        String word = "x".repeat(100);
        Drawing drawing = Gallery.of(pictures(1, 50, 4), List.of(word), 1, 2, "");
        int most = 60;
        while (Canvas.width(Text.shortened(word, most), 11) > 108) {
            most--;
        }
        String fits = Text.shortened(word, most);
        assertTrue(fits.length() > 5 && fits.length() < 40 && fits.endsWith("…"), fits);
        new Seen(drawing.image())
                .is(
                        s ->
                                s.frame(7, 7, 102, 10, Canvas.GRID)
                                        .box(8, 8, 100, 8, color(0))
                                        .words(fits, 58, 28, 11, Canvas.INK, Align.CENTER));
        Drawing wide = Gallery.of(pictures(1, 600, 4), List.of(word), 1, 1, "");
        new Seen(wide.image())
                .shows(s -> s.words("x".repeat(59) + "…", 308, 24, 11, Canvas.INK, Align.CENTER));
    }

    @Test
    void aNarrowPicturesCaptionHasOneCharacterAtLeast() {
        Drawing drawing = Gallery.of(pictures(1, 1, 1), List.of("WW"), 1, 1, "");
        Seen seen = new Seen(drawing.image());
        seen.shows(s -> s.words(Text.shortened("WW", 1), 8.5, 21, 11, Canvas.INK, Align.CENTER));
        Drawing one = Gallery.of(pictures(1, 1, 1), List.of("W"), 1, 1, "");
        new Seen(one.image()).shows(s -> s.words("W", 8.5, 21, 11, Canvas.INK, Align.CENTER));
    }

    @Test
    void theWholeIsNoWiderThanAPage() {
        Drawing large = plain(pictures(2, 1368, 20), 2, 3);
        isOf(700, 8 + 2 * 18, large);
        assertEquals(new Rectangle(8, 8, 684, 10), new Seen(large.image()).ink(color(0)));
        assertEquals(new Rectangle(8, 26, 684, 10), new Seen(large.image()).ink(color(1)));
        isOf(8 + 6 * 108, 8 + 2 * 18, plain(pictures(12, 100, 10), 12, 1));
        isOf(8 + 692, 8 + 18, plain(pictures(2, 338, 10), 2, 1));
        isOf(8 + 4 * 9, 8 + 9, plain(pictures(4, 1, 1), 4, 1));
    }

    @Test
    void aPictureThatShrinksToNothingHasOnePixel() {
        isOf(700, 8 + 9, plain(pictures(1, 2000, 1), 1, 1));
    }

    @Test
    void ofMoreThan120PicturesTheFirstAreShown() {
        Drawing all = plain(pictures(120, 30, 5), 12, 1);
        isOf(8 + 12 * 38, 8 + 10 * 13, all);
        assertEquals("digits", all.description());
        Drawing some = plain(pictures(1123, 30, 5), 12, 1);
        isOf(8 + 12 * 38, 8 + 10 * 13 + 16, some);
        String note = "1,003 more pictures are not shown.";
        assertEquals("digits " + note, some.description());
        Seen seen = new Seen(some.image());
        seen.shows(s -> s.words(note, 8, 148, 11, Canvas.INK, Align.LEFT));
        seen.part(0, 0, 464, 138).is(s -> s.picture(all.image(), 0, 0, 464, 138));
    }

    @Test
    void theNoteFitsBelowAColumnThatIsNarrower() {
        Drawing some = plain(pictures(121, 5, 5), 1, 1);
        String note = "1 more picture is not shown.";
        int wide = 8 + (int) Math.ceil(Canvas.width(note, 11)) + 8;
        isOf(wide, 8 + 120 * 13 + 16, some);
    }

    @Test
    void aPictureOrCaptionThatIsNullIsNamed() {
        List<BufferedImage> one = pictures(1, 4, 4);
        List<BufferedImage> none = Arrays.asList((BufferedImage) null);
        List<String> unnamed = Arrays.asList((String) null);
        assertThrows(CourseException.class, () -> Gallery.of(none, List.of(""), 1, 1, ""));
        assertThrows(CourseException.class, () -> Gallery.of(one, unnamed, 1, 1, ""));
    }

    @Test
    void withoutPicturesThereIsNothingToShow() {
        CourseException refused = assertThrows(CourseException.class, () -> plain(List.of(), 1, 1));
        assertEquals("There are no pictures to be shown.", refused.getMessage());
    }
}
