package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.CourseException;
import convnets.engine.HostArrays;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture for each unit, all on one scale; the weights are whole numbers from −6 to 6. */
class DenseWeightsTest {

    /** Of each pixel of each unit, in steps of 2 that begin anew after 6. */
    private static float weight(int unit, int pixel) {
        return 2 * ((unit + pixel) % 7) - 6;
    }

    private static DenseWeights weights(String... names) {
        float[] values = new float[4 * names.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = weight(i / 4, i % 4);
        }
        return new DenseWeights(2, List.of(names), values);
    }

    /** Four pixels with the unit's name below them. */
    private static void unit(Canvas sheet, int x, int y, int unit, String name) {
        for (int pixel = 0; pixel < 4; pixel++) {
            double share = (weight(unit, pixel) + 6) / 12;
            int left = x + pixel % 2 * 4;
            sheet.box(left, y + pixel / 2 * 4, 4, 4, Colormap.SIGNED.color(share));
        }
        sheet.words(name, x + 4, y + 21, 12, Canvas.INK, Align.CENTER);
    }

    @Test
    void fiveStandInALine() {
        Seen.same(
                weights("a", "b", "c", "d", "e", "f", "g", "h", "i").drawing(),
                160,
                78,
                sheet -> {
                    for (int i = 0; i < 9; i++) {
                        String name = "abcdefghi".substring(i, i + 1);
                        unit(sheet, 10 + i % 5 * 18, i < 5 ? 10 : 44, i, name);
                    }
                    sheet.scale(Colormap.SIGNED, "−6.0", "6.0", 100, 10, 8);
                });
    }

    @Test
    void theScaleStandsBesideTheLastOfAShortLine() {
        Seen.same(
                weights("a", "b", "c").drawing(),
                124,
                44,
                sheet -> {
                    unit(sheet, 10, 10, 0, "a");
                    unit(sheet, 28, 10, 1, "b");
                    unit(sheet, 46, 10, 2, "c");
                    sheet.scale(Colormap.SIGNED, "−6.0", "6.0", 64, 10, 8);
                });
    }

    @Test
    void theScaleEndsAtTheLargestWeightOfEitherSign() {
        DenseWeights negative = new DenseWeights(1, List.of("one"), new float[] {-0.25f});
        assertEquals("1 picture of 1×1 weights, −0.25 to 0.25: one", negative.toString());
        assertEquals(negative.toString(), negative.drawing().description());
        assertEquals(Colormap.SIGNED.color(0).getRGB(), negative.drawing().image().getRGB(12, 12));
    }

    @Test
    void weightsOfZeroAreNearWhite() {
        DenseWeights zero = new DenseWeights(1, List.of("none"), new float[1]);
        assertEquals(0xfff7f7f7, zero.drawing().image().getRGB(12, 12));
    }

    @Test
    void readsTheWeightsOfALayer() {
        try (NDManager manager = HostArrays.newManager()) {
            float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, -4, -5, -6, -7, -8, -9};
            var array = HostArrays.array(manager, values, new Shape(2, 9));
            DenseWeights read = DenseWeights.of(array, List.of("plus", "minus"));
            assertEquals("2 pictures of 3×3 weights, −9.0 to 9.0: plus, minus", read.toString());
            Seen.same(
                    read.drawing().image(),
                    new DenseWeights(3, List.of("plus", "minus"), values).drawing().image());
        }
    }

    @Test
    void eachUnitHasAllItsWeights() {
        float[] four = new float[4];
        assertThrows(CourseException.class, () -> new DenseWeights(2, List.of("a", "b"), four));
        assertThrows(CourseException.class, () -> new DenseWeights(2, List.of(), new float[0]));
        assertThrows(CourseException.class, () -> new DenseWeights(-2, List.of("a"), four));
        assertThrows(CourseException.class, () -> new DenseWeights(2, List.of("a"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2, 4; 1", // units
                "2, 4; 3",
                "2, 8; 2", // pixels
                "2; 2", // a bias
                "2, 4, 4; 2"
            })
    void refusesWhatIsNoSquarePictureForEachName(String shape, int names) {
        long[] axes = List.of(shape.split(", ")).stream().mapToLong(Long::parseLong).toArray();
        try (NDManager manager = HostArrays.newManager()) {
            var array = manager.zeros(new Shape(axes));
            var some = List.of("a", "b", "c").subList(0, names);
            assertEquals(
                    "Weights of the shape ("
                            + shape
                            + ") are no square pictures for "
                            + names
                            + (names == 1 ? " name." : " names."),
                    assertThrows(CourseException.class, () -> DenseWeights.of(array, some))
                            .getMessage());
        }
    }
}
