package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Drawing;
import convnets.plot.Seen;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassActivationMapsTest {

    /** Four pictures of 4×4 pixels: the right half of the first two is white. */
    private static Images pictures() {
        byte[] pixels = new byte[64];
        for (int i = 0; i < 64; i++) {
            pixels[i] = (byte) (i < 32 && i % 4 >= 2 ? 200 : 0);
        }
        return new Images(pixels, new byte[4], 4, 4, List.of("bright", "other"));
    }

    @Test
    void isRedWhereTheNetSeesTheClass() {
        SequentialBlock net = sequential(conv(2, 1), globalAvgPool());
        float[] forAndAgainst = {1, -1};
        Nets.initialize(
                net, (m, shape, type) -> m.create(forAndAgainst, shape), 0, pictures().shape(1));
        Drawing drawing = ClassActivationMaps.of(net, pictures(), 0, 1).drawing();
        int own = 10 + 200 + 95; // the middle of the second column
        int other = own + 200;
        int bright = drawing.image().getRGB(own + 60, 10 + 95);
        assertEquals(0, drawing.image().getRGB(own - 60, 10 + 95) & 0xffffff, "dark: no evidence");
        assertTrue((bright >> 16 & 0xff) > 2 * (bright & 0xff), Integer.toHexString(bright));
        int against = drawing.image().getRGB(other + 60, 10 + 95);
        assertTrue((against & 0xff) > 2 * (against >> 16 & 0xff), Integer.toHexString(against));
        assertTrue(
                drawing.description()
                        .endsWith("bright (for bright: p = 0.69; for other: p = 0.31)"),
                drawing.description());
    }

    @Test
    void drawsABoundedNumber() {
        SequentialBlock net = sequential(conv(2, 1), globalAvgPool());
        Nets.initialize(net, Init.glorot(), 0, pictures().shape(1));
        Drawing many = ClassActivationMaps.of(net, pictures(), new int[1000]).drawing();
        assertTrue(many.image().getHeight() < 3000);
    }

    @Test
    void knowsWhereAPlaceOfTheMapsLies() {
        // counted by hand: 5 for the 11×11 kernel, then 4, 8 and 16 for the three poolings
        assertArrayEquals(new double[] {33, 32}, middle(Nin.block(), 224), 1e-9);
        // two halvings: the middle of the first four pixels, 0 to 3
        SequentialBlock halved = sequential(conv(1, 3).pad(1), maxPool(2), maxPool(2));
        assertArrayEquals(new double[] {1.5, 4}, middle(halved, 16), 1e-9);
    }

    /** Where the first place of the last maps has its middle, and the step to the next. */
    private static double[] middle(SequentialBlock net, int side) {
        ReceptiveField field =
                ReceptiveField.of(net, new Shape(1, 1, side, side), Nets.layers(net).size());
        return new double[] {field.center(0), field.jump()};
    }

    @Test
    void refusesANetWithDenseLayers() {
        SequentialBlock net = LeNet.block();
        Images images = new Images(new byte[784], new byte[1], 28, 28, List.of("a"));
        Nets.initialize(net, Init.glorot(), 0, images.shape(1));
        assertThrows(CourseException.class, () -> ClassActivationMaps.of(net, images, 0));
    }

    private static final float[] FOR_AND_AGAINST = {2, -2, 0};

    private static SequentialBlock threeClasses(Images images) {
        SequentialBlock net = sequential(conv(3, 1), globalAvgPool());
        return Nets.initialize(
                net,
                (m, shape, type) -> HostArrays.array(m, FOR_AND_AGAINST, shape),
                0,
                images.shape(1));
    }

    /** Three times the same 2×5 pixels, white at 0, 0, at 4, 0 and at 1, 1. */
    private static Images dots() {
        byte[] pixels = new byte[30];
        for (int i = 0; i < 3; i++) {
            pixels[10 * i] = (byte) 255;
            pixels[10 * i + 4] = (byte) 255;
            pixels[10 * i + 6] = (byte) 255;
        }
        return new Images(pixels, new byte[] {0, 1, 2}, 2, 5, List.of("for", "against", "not"));
    }

    /** The dots in a color, in 38×95 screen pixels each. */
    private static void dots(Canvas sheet, int x, int y, int color, String words) {
        sheet.box(x, y, 190, 190, Color.BLACK);
        sheet.box(x, y, 38, 95, new Color(color));
        sheet.box(x + 152, y, 38, 95, new Color(color));
        sheet.box(x + 38, y + 95, 38, 95, new Color(color));
        sheet.words(words, x + 95, y + 204, 12, Canvas.INK, Align.CENTER);
    }

    @Test
    void theColorsAreThoseOfTheEvidence() {
        int white = 0xffffff;
        int red = 193 << 16 | 70 << 8 | 85; // 0.8 of b2182b and 0.2 of white
        int blue = 77 << 16 | 133 << 8 | 189; // 0.8 of 2166ac and 0.2 of white
        // of the logits 0.6, −0.6 and 0
        String one = "for for: p = 0.54";
        String two = "for against: p = 0.16";
        String three = "for not: p = 0.30";
        ClassActivationMaps maps = ClassActivationMaps.of(threeClasses(dots()), dots(), 0, 1, 2);
        Seen.same(
                maps.drawing(),
                670,
                670,
                sheet -> {
                    dots(sheet, 10, 10, white, "for");
                    dots(sheet, 210, 10, red, one);
                    dots(sheet, 410, 10, white, three);
                    dots(sheet, 10, 230, white, "against");
                    dots(sheet, 210, 230, blue, two);
                    dots(sheet, 410, 230, red, one);
                    dots(sheet, 10, 450, white, "not");
                    dots(sheet, 210, 450, white, three);
                    dots(sheet, 410, 450, red, one);
                    for (int y = 10; y <= 450; y += 220) {
                        sheet.scale(Colormap.SIGNED, "−2", "2", 610, y, 190);
                    }
                });
        assertEquals(
                "Where the net sees a class: for (for for: p = 0.54; for not: p = 0.30), against"
                        + " (for against: p = 0.16; for for: p = 0.54), not (for not: p = 0.30; for"
                        + " for: p = 0.54)",
                maps.toString());
    }

    @Test
    void saysWhatANetEndsInThatHasNoSuchMaps() {
        Images two = pictures();
        SequentialBlock pooling =
                Nets.initialize(sequential(globalAvgPool()), Init.he(), 0, two.shape(1));
        SequentialBlock three = threeClasses(two);
        for (SequentialBlock net : List.of(pooling, three)) {
            String said =
                    assertThrows(CourseException.class, () -> ClassActivationMaps.of(net, two, 0))
                            .getMessage();
            assertTrue(said.startsWith("Class activation maps need a net that ends in"), said);
        }
        String said =
                assertThrows(
                                CourseException.class,
                                () -> ClassActivationMaps.of(threeClasses(dots()), two, 0))
                        .getMessage();
        assertTrue(said.startsWith("This net was made for images of 2×5 pixels"), said);
    }

    @Test
    void oneClassAloneHasNoOther() {
        Images one = new Images(new byte[64], new byte[1], 8, 8, List.of("only"));
        SequentialBlock net = sequential(conv(1, 3), globalAvgPool());
        Nets.initialize(net, Init.he(), 0, one.shape(1));
        String said =
                assertThrows(CourseException.class, () -> ClassActivationMaps.of(net, one, 0))
                        .getMessage();
        assertTrue(said.startsWith("Class activation maps compare a class with another"), said);
    }
}
