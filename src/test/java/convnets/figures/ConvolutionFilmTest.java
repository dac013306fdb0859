package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import org.junit.jupiter.api.Test;

class ConvolutionFilmTest {

    private static final float[][] PICTURE = {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}};
    private static final float[][] KERNEL = {{0, -1}, {2, 3}};

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
    void aStillHasTheSizeOfAFrame() {
        ConvolutionFilm film = ConvolutionFilm.of(PICTURE, KERNEL);
        int frame = film.animation().frames().get(0).getWidth();
        assertEquals(frame, film.drawing().image().getWidth());
        assertTrue(frame <= 720);
    }

    @Test
    void refusesWhatDoesNotFit() {
        float[][] large = new float[28][28];
        assertThrows(CourseException.class, () -> ConvolutionFilm.of(KERNEL, PICTURE));
        assertThrows(CourseException.class, () -> ConvolutionFilm.of(large, KERNEL));
        assertThrows(CourseException.class, () -> ConvolutionFilm.of(PICTURE, KERNEL).stride(0));
        assertThrows(CourseException.class, () -> ConvolutionFilm.of(PICTURE, KERNEL).pad(-1));
    }
}
