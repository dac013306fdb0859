package convnets.plot;

import static convnets.plot.Palette.Net.ALEXNET;
import static convnets.plot.Palette.Net.LENET;
import static convnets.plot.Palette.Net.NIN;
import static convnets.plot.Palette.Net.VGG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.Text;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColormapTest {

    @Test
    void colorsBeginAgainInBothDirections() {
        assertEquals(Palette.color(6), Palette.color(-1));
        assertEquals(Palette.spare(2), Palette.spare(-1));
        assertEquals(Palette.color(0), Palette.color(7));
    }

    @Test
    void betweenTwoColorsLiesTheirMixture() {
        assertEquals(0x000000, Colormap.GRAY.rgb(0));
        assertEquals(0x333333, Colormap.GRAY.rgb(0.2));
        assertEquals(0xffffff, Colormap.GRAY.rgb(1));
        assertEquals(0xf7f7f7, Colormap.SIGNED.rgb(0.5));
        assertEquals(0x482878, Colormap.HEAT.rgb(1 / 9.0));
        assertEquals(0xfde725, Colormap.HEAT.rgb(1));
        assertEquals(new Color(0x333333), Colormap.GRAY.color(0.2));
    }

    @Test
    void whatLiesOutsideHasTheColorOfTheEndAndNoNumberHasItsOwn() {
        assertEquals(0x000000, Colormap.GRAY.rgb(-5));
        assertEquals(0xffffff, Colormap.GRAY.rgb(Double.POSITIVE_INFINITY));
        assertEquals(0xcccccc, Colormap.GRAY.rgb(Double.NaN));
    }

    @Test
    void aMapIsColoredRowByRow() {
        float[] values = {0, 5, 10, 10, 5, 0};
        assertArrayEquals(
                new int[] {0x000000, 0x808080, 0xffffff, 0xffffff, 0x808080, 0x000000},
                pixels(Colormap.GRAY.image(values, 2, 0, 10)));
        assertArrayEquals(
                new int[] {0xffffff, 0x808080, 0x000000, 0x000000, 0x808080, 0xffffff},
                pixels(Colormap.GRAY.image(values, 2, 10, 0)),
                "the other way around");
        assertArrayEquals(
                new int[] {0x000000, 0xffffff},
                pixels(Colormap.GRAY.image(new float[] {3, 4}, 1, 3, 3)),
                "without a range");
    }

    private static int[] pixels(BufferedImage image) {
        int[] pixels = new int[image.getWidth() * image.getHeight()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff;
        }
        return pixels;
    }

    @Test
    void aFrameOfAFilmHoldsWhatChanged() {
        GifPalette palette = new GifPalette();
        BufferedImage frame = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        frame.setRGB(2, 1, 0xffffff);
        BufferedImage first = palette.next(frame);
        assertArrayEquals(pixels(frame), pixels(first));
        frame.setRGB(0, 1, 0xfde725);
        int[] places = palette.next(frame).getRaster().getPixels(0, 0, 3, 2, (int[]) null);
        for (int i = 0; i < places.length; i++) {
            assertEquals(i != 3, places[i] == GifPalette.UNCHANGED, "pixel " + i);
        }
    }

    /** The ramps in sixteen steps, and the words' colors with their smoothed edges. */
    @Test
    void aFilmsColorsAreThoseOfTheRampsAndTheWords() {
        List<Integer> colors = new ArrayList<>();
        for (Colormap ramp : List.of(Colormap.GRAY, Colormap.HEAT, Colormap.SIGNED)) {
            IntStream.rangeClosed(0, 15).forEach(i -> colors.add(ramp.rgb(i / 15.0)));
        }
        for (Color words : List.of(Canvas.ACCENT, Canvas.WRONG)) {
            colors.add(words.getRGB() & 0xffffff);
            int half = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                int ends = (words.getRGB() >> shift & 0xff) + (0x222222 >> shift & 0xff);
                half |= (ends + 1) / 2 << shift;
            }
            colors.add(half);
        }
        BufferedImage frame = new BufferedImage(colors.size(), 1, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < colors.size(); i++) {
            frame.setRGB(i, 0, colors.get(i));
        }
        int[] shown = pixels(new GifPalette().next(frame));
        for (int i = 0; i < shown.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int off = (shown[i] >> shift & 0xff) - (colors.get(i) >> shift & 0xff);
                assertEquals(0, off, 1, Text.format("color %d, %06x", i, colors.get(i)));
            }
        }
    }

    @Test
    void anyOtherColorIsShownByTheNearest() {
        BufferedImage frame = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        frame.setRGB(0, 0, 0x131313);
        frame.setRGB(1, 0, 0xf0f0f0);
        assertArrayEquals(new int[] {0x111111, 0xeeeeee}, pixels(new GifPalette().next(frame)));
    }

    @Test
    void thePalettesColorsBeginAgainAndEachFamilyHasItsOwn() {
        assertEquals("#4477aa", Palette.hex(Palette.color(0)));
        assertEquals(Palette.color(1), Palette.color(8));
        long families = Palette.Net.values().length;
        assertEquals(
                families, Arrays.stream(Palette.Net.values()).map(Palette::of).distinct().count());
    }

    @Test
    void aSpareColorIsNoConvolutionalFamilys() {
        List<Color> spare = IntStream.range(0, 3).mapToObj(Palette::spare).toList();
        assertEquals(3, spare.stream().distinct().count());
        assertEquals(spare.get(0), Palette.spare(3));
        for (Palette.Net net : List.of(LENET, ALEXNET, VGG, NIN)) {
            assertFalse(spare.contains(Palette.of(net)), net.name());
        }
    }

    @Test
    void aMeasuredNetHasTheColorOfItsFamily() {
        assertEquals(Optional.of(VGG), Palette.Net.measuredAs("VGG-11 ÷ 4"));
        assertEquals(Optional.of(LENET), Palette.Net.measuredAs("LeNet"));
        assertEquals(Optional.of(NIN), Palette.Net.measuredAs("NiN"));
        assertEquals(Optional.empty(), Palette.Net.measuredAs("LeNet, max pooling"));
    }

    @Test
    void blueCountsAsMuchAsRedAndGreen() {
        BufferedImage frame = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        frame.setRGB(0, 0, 0x0000ff);
        int shown = pixels(new GifPalette().next(frame))[0];
        assertTrue((shown & 0xff) > 0x80, Text.format("%06x", shown));
    }

    @Test
    void theProgressBarIsAsLongAsWhatIsDone() {
        BufferedImage picture = new Canvas(124, 30).box(0, 0, 124, 30, Canvas.WRONG).image();
        Seen seen = new Seen(ProgressBar.below(picture, 0.5, "half"));
        assertEquals(70, seen.image().getHeight());
        assertEquals(new Rectangle(0, 0, 124, 30), seen.ink(Canvas.WRONG));
        assertEquals(12, seen.ink(Palette.color(0)).getX(), 2);
        assertEquals(62, seen.ink(Palette.color(0)).getMaxX(), 2);
        assertEquals(new Rectangle(12, 0, 100, 10), seen.part(0, 30, 124, 10).ink());
        seen.shows(s -> s.words("half", 12, 58, 12, Canvas.INK, Canvas.Align.LEFT));
    }
}
