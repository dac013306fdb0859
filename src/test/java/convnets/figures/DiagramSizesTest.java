package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.types.Shape;
import convnets.plot.Canvas;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each number is worked out from the powers 0.6 of sides, 0.45 of channels and 0.35 of lengths. */
class DiagramSizesTest {

    private static DiagramLayer layer(int times, long... output) {
        return new DiagramLayer(Color.BLUE, List.of("a"), new Shape(output), times);
    }

    @Test
    void theLargestSideIsOf130Pixels() {
        DiagramSizes sizes = new DiagramSizes(List.of(layer(1, 3, 16, 64), layer(1, 3, 32, 8)));
        assertEquals(130, sizes.side(64));
        assertEquals(85, sizes.side(32), "130 × 0.5^0.6 = 85.8");
        assertEquals(37, sizes.side(8), "130 × 0.125^0.6 = 37.3");
        assertEquals(10, sizes.side(1), "130 × 64^-0.6 = 10.7");
        assertEquals(85, sizes.high(layer(1, 3, 32, 8)), "the rows");
        assertEquals(6, new DiagramSizes(List.of(layer(1, 1, 1, 1000))).side(1), "to be seen");
    }

    @Test
    void moreChannelsAreThicker() {
        assertEquals(4, DiagramSizes.thick(layer(1, 1, 8, 8)));
        assertEquals(68, DiagramSizes.thick(layer(1, 1024, 8, 8)), "3 × 2^4.5 + 1 = 68.9");
        assertEquals(34, DiagramSizes.thick(layer(2, 1024, 8, 8)), "each half as thick, and one");
        assertEquals(2, DiagramSizes.thick(layer(50, 1, 8, 8)), "to be seen");
        assertEquals(5, DiagramSizes.thick(layer(31, 4096, 8, 8)), "3 × 2^5.4 / 30 + 1 = 5.2");
        assertEquals(5, DiagramSizes.thick(layer(9000, 4096, 8, 8)), "30 of them are drawn");
    }

    @Test
    void theLongestVectorIsOf130PixelsWhateverTheMaps() {
        DiagramSizes sizes =
                new DiagramSizes(List.of(layer(1, 100_000, 8, 8), layer(1, 4096), layer(1, 9)));
        assertEquals(130, sizes.high(layer(1, 4096)));
        assertEquals(62, sizes.high(layer(1, 512)), "130 × 2^-1.05 = 62.8");
        assertEquals(17, sizes.high(layer(1, 13)), "130 × (13 / 4096)^0.35 = 17.4");
        assertEquals(60, sizes.high(layer(1, 12)), "five pixels each");
        assertEquals(7, sizes.high(layer(1, 1)), "130 × 2^-4.2 = 7.1");
        DiagramSizes few = new DiagramSizes(List.of(layer(1, 12), layer(1, 10)));
        assertEquals(120, few.high(layer(1, 12)), "ten pixels each, and ten left");
    }

    @Test
    void aRowHasRoomForItsHighestDrawingItsLongestCaptionAndItsSizes() {
        DiagramLayer wide = layer(1, 1, 7, 28); // 130 × 0.25^0.6 = 56.6 high, back 31 up
        DiagramLayer bar = layer(2, 4096); // 130 high, two lines
        DiagramSizes sizes = new DiagramSizes(List.of(wide, bar));
        assertEquals(14 + 31 + 56 + 14 + 28, sizes.height(List.of(wide)));
        assertEquals(28 + 0 + 130 + 14 + 28, sizes.height(List.of(bar)));
        assertEquals(28 + 31 + 130 + 14 + 28, sizes.height(List.of(wide, bar)));
        assertEquals(31, sizes.rise(List.of(bar, wide)), "0.24 × 130");
        assertEquals(0, sizes.rise(List.of(bar)));
    }

    @Test
    void aColumnIsAsWideAsItsDrawingOrItsWords() {
        DiagramLayer slabs = layer(3, 1024, 14, 28);
        DiagramSizes sizes = new DiagramSizes(List.of(slabs));
        assertEquals(28, DiagramSizes.step(slabs), "3 × 2^4.5 / 3 + 1 = 23 and a gap of 5");
        assertEquals(3 * 28 - 5 + 46, sizes.extent(slabs), "the back is 0.36 × 130 to the right");
        assertEquals(17, DiagramSizes.step(layer(3, 10)));
        assertEquals(3 * 17 - 5, sizes.extent(layer(3, 10)));
        assertEquals(20 * 17 - 5, sizes.column(layer(20, 10)));
        assertEquals(30 * 17 - 5, sizes.extent(layer(31, 10)), "of more, 30 are drawn");
        String words = "words that are wider than a bar";
        DiagramLayer one = new DiagramLayer(Color.BLUE, List.of("a", words), new Shape(10), 1);
        assertEquals(Math.ceil(Canvas.width(words, 11)), sizes.column(one));
        DiagramLayer longest = layer(1, 1_000_000_000_000L);
        assertEquals(Math.ceil(Canvas.width("1000000000000", 11)), sizes.column(longest));
    }
}
