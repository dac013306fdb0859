package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Animation;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** One white pixel crosses a net that says in which third it is. */
class TranslationFilmTest {

    private static final int SIDE = 28;

    /** White at column 14 of row 14. */
    private static final Picture DOT = dot(14);

    private static final TranslationFilm FILM = TranslationFilm.of(thirds(), DOT);

    private static Picture dot(int column) {
        byte[] pixels = new byte[SIDE * SIDE];
        pixels[14 * SIDE + column] = (byte) 255;
        return new Picture(pixels, SIDE, SIDE, 1, "dot");
    }

    /** Puts numbers in place of a layer's weights or biases. */
    private static void set(SequentialBlock net, int layer, String parameter, float... values) {
        Block block = net.getChildren().get(layer).getValue();
        HostArrays.set(block.getParameters().get(parameter).getArray(), values);
    }

    /**
     * Its first map is pale everywhere, its second the negative, its third the picture, which is as
     * lively. Class 0 is up to column 9, class 2 from column 20 on.
     */
    private static SequentialBlock thirds() {
        SequentialBlock net = sequential(conv(3, 1), flatten(), dense(3));
        Nets.initialize(net, Init.equal(0), 1, new Shape(1, 1, SIDE, SIDE));
        set(net, 0, "weight", 0.25f, -1, 1);
        set(net, 0, "bias", 1, 0, 0);
        float[] weights = new float[3 * 3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int third = i % SIDE < 10 ? 0 : i % SIDE < 20 ? 1 : 2;
            weights[(third * 3 + 1) * SIDE * SIDE + i] = -4;
        }
        set(net, 2, "weight", weights);
        return net;
    }

    @Test
    void theAnswerGoesWithTheDot() {
        int[] wanted = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2};
        assertArrayEquals(wanted, FILM.answers());
        assertEquals(
                "A picture of class 1 crosses the net: unmoved, the answer is 1, and it stays from 4"
                        + " pixels left to 5 pixels right",
                FILM.toString());
    }

    @Test
    void anAnswerMayStayToTheEnds() {
        SequentialBlock net = sequential(flatten(), dense(2));
        Nets.initialize(net, Init.equal(0), 1, new Shape(1, 1, SIDE, SIDE));
        String words = TranslationFilm.of(net, DOT).toString();
        assertEquals(
                "A picture of class 1 crosses the net: unmoved, the answer is 0, and it stays from"
                        + " 10 pixels left to 10 pixels right",
                words);
    }

    @Test
    void theStripShowsSevenShiftsOfTheLiveliestMap() {
        String[] shifts = {"−9", "−6", "−3", "0", "+3", "+6", "+9"};
        int[] answers = {0, 0, 1, 1, 1, 2, 2};
        Seen.same(
                FILM.drawing(),
                694,
                264,
                sheet -> {
                    for (int i = 0; i < 7; i++) {
                        int x = 60 + 90 * i;
                        sheet.words(shifts[i], x + 41, 18, 12, Canvas.INK, Align.CENTER);
                        sheet.picture(dot(5 + 3 * i).toImage(), x, 26, 82, 82);
                        sheet.picture(negative(5 + 3 * i), x, 116, 82, 82);
                        Color color = answers[i] == 1 ? Canvas.ACCENT : Canvas.WRONG;
                        sheet.bold("" + answers[i], x + 41, 228, 24, color, Align.CENTER);
                        sheet.words("0.96", x + 41, 246, 12, Canvas.INK, Align.CENTER);
                    }
                    sheet.bold("image", 6, 72, 13, Canvas.INK, Align.LEFT);
                    sheet.bold("C1", 6, 162, 13, Canvas.INK, Align.LEFT);
                    sheet.bold("answer", 6, 224, 13, Canvas.INK, Align.LEFT);
                });
        assertEquals(FILM.toString(), FILM.drawing().description());
    }

    /** Of −1 to 1¼, the ends of the layer's scale, the ground is 0 and the dot −1. */
    private static BufferedImage negative(int column) {
        BufferedImage map = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            map.setRGB(i % SIDE, i / SIDE, Colormap.HEAT.rgb(1 / 2.25));
        }
        map.setRGB(column, 14, Colormap.HEAT.rgb(0));
        return map;
    }

    @Test
    void theFilmHasAFrameForEachShift() {
        Animation animation = FILM.animation();
        assertEquals(21, animation.frames().size());
        assertEquals(150, animation.milliseconds());
        assertEquals(FILM.toString(), animation.description());
        for (int i = 0; i < 21; i++) {
            BufferedImage frame = animation.frames().get(i);
            assertEquals(480, frame.getWidth());
            for (int column = 0; column < SIDE; column++) { // two screen pixels for each
                int wanted = column == 4 + i ? 0xffffffff : 0xff000000;
                assertEquals(wanted, frame.getRGB(56 + 2 * column, 10 + 2 * 14), "frame " + i);
            }
        }
    }

    @Test
    void ofManyLayersTheFirstFourAreInTheStrip() {
        SequentialBlock net =
                sequential(
                        conv(1, 1),
                        conv(1, 1),
                        conv(1, 1),
                        conv(1, 1),
                        conv(1, 1),
                        flatten(),
                        dense(2));
        Nets.initialize(net, Init.equal(0.5), 1, new Shape(1, 1, SIDE, SIDE));
        BufferedImage image = TranslationFilm.of(net, DOT).drawing().image();
        assertEquals(26 + 5 * 90 + 58, image.getHeight());
    }

    /** Of 16 columns the film moves by five at most: three of them are a step of the strip. */
    @Test
    void aSmallPictureHasAShorterStrip() {
        SequentialBlock net = sequential(conv(1, 3), flatten(), dense(2));
        Nets.initialize(net, Init.equal(0), 1, new Shape(1, 1, 16, 16));
        Picture small = new Picture(new byte[256], 16, 16, 0, "small");
        TranslationFilm film = TranslationFilm.of(net, small);
        assertEquals(11, film.answers().length);
        assertEquals(60 + 3 * 90 + 4, film.drawing().image().getWidth());
    }
}
