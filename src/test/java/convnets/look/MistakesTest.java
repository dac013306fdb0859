package convnets.look;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import convnets.data.Images;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import convnets.train.Evaluation;
import convnets.train.Prediction;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MistakesTest {

    private static final Images IMAGES =
            new Images(new byte[120], new byte[30], 2, 2, List.of("left hand", "right hand"));

    private static Evaluation evaluation(List<Prediction> predictions) {
        return new Evaluation(IMAGES.names(), new int[2][2], 0, predictions);
    }

    @Test
    void theMostConfidentComeFirst() {
        Evaluation evaluation =
                evaluation(
                        List.of(
                                new Prediction(0, 0, 1, 0.6),
                                new Prediction(1, 0, 0, 1),
                                new Prediction(2, 0, 1, 0.95)));
        Mistakes mistakes = Mistakes.of(evaluation, IMAGES);
        assertArrayEquals(new int[] {2, 0}, mistakes.indices());
        Drawing drawing = mistakes.drawing();
        assertEquals(
                "2 mistakes; the most confident: left hand taken for right h… 0.95, left hand"
                        + " taken for right h… 0.60",
                drawing.description());
        assertEquals(184, drawing.image().getWidth());
    }

    @Test
    void ofManyTheFirstAreShown() {
        List<Prediction> many =
                IntStream.range(0, 30).mapToObj(i -> new Prediction(i, 0, 1, 0.9)).toList();
        Mistakes mistakes = Mistakes.of(evaluation(many), IMAGES);
        assertEquals(24, mistakes.indices().length);
        assertTrue(mistakes.toString().contains("30 mistakes; "), mistakes.toString());
        assertTrue(mistakes.drawing().image().getWidth() <= 720);
        assertEquals(368, mistakes.drawing().image().getHeight(), "three full rows");
    }

    @Test
    void saysWhatDoesNotFit() {
        String none =
                assertThrows(
                                CourseException.class,
                                () ->
                                        Mistakes.of(
                                                evaluation(List.of(new Prediction(0, 0, 0, 1))),
                                                IMAGES))
                        .getMessage();
        assertEquals("There are no mistakes among 1 picture.", none);
        String other =
                assertThrows(
                                CourseException.class,
                                () ->
                                        Mistakes.of(
                                                evaluation(List.of(new Prediction(0, 1, 0, 1))),
                                                IMAGES))
                        .getMessage();
        assertTrue(other.contains("is of other pictures"), other);
    }

    @Test
    void eachMistakeHasItsPictureAndWhatWasSaid() {
        byte[] pixels = new byte[40];
        for (int i = 0; i < 40; i++) {
            pixels[i] = (byte) (i / 4 * 20);
        }
        Images images = new Images(pixels, new byte[10], 2, 2, List.of("one", "another one"));
        List<Prediction> all =
                IntStream.range(0, 10).mapToObj(i -> new Prediction(i, 0, 1, 0.9)).toList();
        Evaluation evaluation = new Evaluation(images.names(), new int[2][2], 0, all);
        Seen.same(
                Mistakes.of(evaluation, images).drawing(),
                712,
                248,
                sheet -> {
                    for (int i = 0; i < 10; i++) {
                        int x = i < 8 ? 8 + 88 * i : 8 + 88 * (i - 8);
                        int y = i < 8 ? 8 : 128;
                        sheet.picture(images.get(i).toImage(), x, y, 80, 80);
                        sheet.words("one", x + 40, y + 93, 11, Canvas.INK, Align.CENTER);
                        String said = "another… 0.90";
                        sheet.words(said, x + 40, y + 107, 11, Canvas.WRONG, Align.CENTER);
                    }
                });
    }
}
