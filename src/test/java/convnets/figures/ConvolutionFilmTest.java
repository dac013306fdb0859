package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Frames, their words and their places. The numbers in cells are {@link NumberGrid}'s. */
class ConvolutionFilmTest {

    private static final float[][] PICTURE = {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}};
    private static final float[][] KERNEL = {{0, -1}, {2, 3}};
    private static final float[][] WIDE = {
        {1, 0, 2, 0, 0, 1}, {0, 3, 0, 1, 0, 0}, {2, 0, 0, 1, 1, 0}
    };
    private static final float[][] TALL = {{0, 1}, {-1, 2}, {1, 0.5f}};

    @Test
    void hasAFrameForEachPlace() {
        ConvolutionFilm film = ConvolutionFilm.of(PICTURE, KERNEL);
        assertEquals(4, film.animation().frames().size());
        assertEquals(16, film.pad(1).animation().frames().size());
        assertEquals(4, film.pad(1).stride(2).animation().frames().size());
    }

    @Test
    void writesTheStrongestPlaceOut() {
        assertEquals(
                "A kernel of 2×2 moves over a picture of 3×3 and fills a map of 2×2; at row 1 and"
                        + " column 1 of the map, counted from 0: (−1) · 5 + 2 · 7 + 3 · 8 = 33",
                ConvolutionFilm.of(PICTURE, KERNEL).toString());
    }

    @Test
    void paddingIsZero() {
        String said = ConvolutionFilm.of(PICTURE, new float[][] {{1}}).pad(1).toString();
        assertTrue(said.contains("picture of 3×3, padding 1 and fills a map of 5×5"), said);
        String zeros = ConvolutionFilm.of(new float[2][2], KERNEL).toString();
        assertTrue(zeros.endsWith("nothing but zeros = 0"), zeros);
    }

    @Test
    void ofEquallyStrongPlacesTheFirstIsWrittenOutAndMinusIsAsStrongAsPlus() {
        float[][] row = {{0, 2, -3, 3}};
        String said = ConvolutionFilm.of(row, new float[][] {{-1}}).toString();
        assertTrue(
                said.endsWith("at row 0 and column 2 of the map, counted from 0: (−1) · −3 = 3"),
                said);
    }

    /** Cells with their numbers, as many as are filled. */
    private static void cells(Canvas sheet, int x, int y, int side, int filled, float[][] rows) {
        for (int i = 0; i < filled; i++) {
            NumberGrid.of(rows).draw(sheet, x, y, side, i / rows[0].length, i % rows[0].length);
        }
    }

    private static void title(Canvas sheet, String words, int middle, int y) {
        sheet.bold(words, middle, y, 12, Canvas.INK, Align.CENTER);
    }

    /** Three lines side by side. */
    private static void strongFrame(Canvas sheet, int x, int y, int width, int height) {
        sheet.frame(x - 1, y - 1, width + 2, height + 2, Canvas.WRONG);
        sheet.frame(x, y, width, height, Canvas.WRONG);
        sheet.frame(x + 1, y + 1, width - 2, height - 2, Canvas.WRONG);
    }

    @Test
    void aFrameShowsTheWindowAndTheMapAsFarAsItIsFilled() {
        float[][] padded = {
            {0, 0, 0, 0, 0, 0, 0, 0},
            {0, 1, 0, 2, 0, 0, 1, 0},
            {0, 0, 3, 0, 1, 0, 0, 0},
            {0, 2, 0, 0, 1, 1, 0, 0},
            {0, 0, 0, 0, 0, 0, 0, 0}
        };
        float[][] map = {{2, 7, 1, -1}, {4, 0, 1, 0}};
        ConvolutionFilm film = ConvolutionFilm.of(WIDE, TALL).pad(1).stride(2);
        Seen.same(
                new Drawing(film.animation().frames().get(6), ""),
                652,
                256,
                sheet -> {
                    title(sheet, "picture, padded", 180, 25);
                    cells(sheet, 44, 34, 34, 40, padded);
                    sheet.frame(78, 68, 204, 102, Canvas.INK);
                    strongFrame(sheet, 180, 102, 68, 102);
                    title(sheet, "kernel", 394, 59);
                    cells(sheet, 360, 68, 34, 6, TALL);
                    sheet.frame(360, 68, 68, 102, Canvas.WRONG);
                    title(sheet, "map", 540, 76);
                    sheet.box(472, 85, 136, 68, Canvas.GRID);
                    cells(sheet, 472, 85, 34, 7, map);
                    sheet.frame(540, 119, 34, 34, Canvas.WRONG);
                    String sum = "(−1) · 1 + 2 · 1 = 1";
                    sheet.words(sum, 44, 238, 13, Canvas.INK, Align.LEFT);
                });
    }

    @Test
    void aStillIsAtTheStrongestPlace() {
        float[][] dot = new float[4][8];
        dot[1][4] = 1;
        float[][] middle = {{0, 0, 0}, {0, 1, 0}, {0, 0, 0}};
        float[][] map = {{0, 0, 0, 1, 0, 0}, {0, 0, 0, 0, 0, 0}};
        Seen.same(
                ConvolutionFilm.of(dot, middle).drawing(),
                720,
                214,
                sheet -> {
                    title(sheet, "picture", 172, 25);
                    cells(sheet, 44, 34, 32, 32, dot);
                    sheet.frame(44, 34, 256, 128, Canvas.INK);
                    strongFrame(sheet, 140, 34, 96, 96);
                    title(sheet, "kernel", 392, 41);
                    cells(sheet, 344, 50, 32, 9, middle);
                    sheet.frame(344, 50, 96, 96, Canvas.WRONG);
                    title(sheet, "map", 580, 57);
                    sheet.box(484, 66, 192, 64, Canvas.GRID);
                    cells(sheet, 484, 66, 32, 4, map);
                    sheet.frame(580, 66, 32, 32, Canvas.WRONG);
                    sheet.words("1 · 1 = 1", 44, 196, 13, Canvas.INK, Align.LEFT);
                });
    }

    @Test
    void itsWordsNamePaddingAndStride() {
        ConvolutionFilm film = ConvolutionFilm.of(WIDE, TALL).pad(1).stride(2);
        assertEquals(
                "A kernel of 3×2 moves over a picture of 3×6, padding 1, stride 2 and fills a map"
                        + " of 2×4; at row 0 and column 1 of the map, counted from 0: 2 · 2 + 1 · 3"
                        + " = 7",
                film.toString());
        assertEquals(film.toString(), film.drawing().description());
        assertEquals(film.toString(), film.animation().description());
        assertEquals(500, film.animation().milliseconds());
    }

    private static void says(String words, Executable action) {
        assertEquals(words, assertThrows(CourseException.class, action).getMessage());
    }

    @Test
    void numbersThatCannotBeReadAreRefused() {
        float[][] one = {{1}};
        assertEquals(
                4 * 44 + 29 * 18,
                ConvolutionFilm.of(new float[1][14], one).drawing().image().getWidth());
        says(
                "A picture of 1×15 with a padding of 0 is too large for its numbers to be read: cut"
                        + " out a part of it, of 10×10 at most with its padding.",
                () -> ConvolutionFilm.of(new float[1][15], one));
        says(
                "A picture of 3×3 with a padding of 6 is too large for its numbers to be read: cut"
                        + " out a part of it, of 10×10 at most with its padding.",
                () -> ConvolutionFilm.of(PICTURE, KERNEL).pad(6));
        says(
                "A picture of 1×721 with a padding of 0 is too large for its numbers to be read:"
                        + " cut out a part of it, of 10×10 at most with its padding.",
                () -> ConvolutionFilm.of(new float[1][721], one));
    }

    @Test
    void refusesWhatDoesNotFit() {
        ConvolutionFilm film = ConvolutionFilm.of(PICTURE, KERNEL);
        says(
                "A kernel of 3×3 with a stride of 1 has no place in a picture of 2×2.",
                () -> ConvolutionFilm.of(KERNEL, PICTURE));
        says(
                "A kernel of 2×2 with a stride of 0 has no place in a picture of 3×3.",
                () -> film.stride(0));
        says("Padding is 0 to 10,000 pixels, not -1.", () -> film.pad(-1));
    }
}
