package convnets.look;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Colormap;
import convnets.plot.Seen;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The strongest answers of channels that see one pixel. */
class TopImagesTest {

    /** Of 2×3 pixels; of picture i one pixel is white, that at place i, the others are black. */
    private static Images pictures(int count, int... brightness) {
        byte[] pixels = new byte[6 * count];
        for (int i = 0; i < brightness.length; i++) {
            pixels[6 * i + i % 6] = (byte) brightness[i];
        }
        return new Images(pixels, new byte[count], 2, 3, List.of("name"));
    }

    /** The first channel is the picture, the second its negative. */
    private static Block net() {
        Block net = sequential(conv(2, 1));
        float[][] weights = {{1}, {-1}};
        return Nets.initialize(net, Init.kernels(weights), 1, pictures(1).shape(1));
    }

    private static String found(TopImages top) {
        return top.hits().stream()
                .map(h -> Math.round(255 * h.value()) + " at " + h.x() + " " + h.y())
                .collect(Collectors.joining(", "));
    }

    @Test
    void theStrongestComeFirst() {
        TopImages top = TopImages.of(net(), pictures(4, 51, 255, 0, 102), "C1", 1);
        assertEquals("255 at 1 0, 102 at 0 1, 51 at 0 0, 0 at 0 0", found(top));
        assertEquals(1, top.hits().get(0).size());
        TopImages dark = TopImages.of(net(), pictures(1, 51), "C1", 2);
        assertEquals("0 at 1 0", found(dark));
    }

    @Test
    void tenOfManyAreKept() {
        int[] brightness = IntStream.range(0, 250).toArray();
        TopImages top = TopImages.of(net(), pictures(250, brightness), "C1", 1);
        assertEquals(10, top.hits().size());
        assertEquals(249 / 255f, top.hits().get(0).value());
        assertEquals(240 / 255f, top.hits().get(9).value());
        int[] last = new int[252];
        last[251] = 200;
        assertEquals(
                200 / 255f,
                TopImages.of(net(), pictures(252, last), "C1", 1).hits().get(0).value());
    }

    @Test
    void theStopButtonEndsTheSearch() {
        Block net = net();
        Images some = pictures(1);
        Thread.currentThread().interrupt();
        try {
            CourseException said =
                    assertThrows(CourseException.class, () -> TopImages.of(net, some, "C1", 1));
            assertTrue(said.getMessage().startsWith("Stopped"), said.getMessage());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void channelsAreCountedFromOne() {
        for (int channel : new int[] {0, 3}) {
            String said =
                    assertThrows(
                                    CourseException.class,
                                    () -> TopImages.of(net(), pictures(1), "C1", channel))
                            .getMessage();
            assertEquals("Layer C1 has the channels 1 to 2, and no channel " + channel + ".", said);
        }
    }

    @Test
    void aFrameStandsAroundWhatWasSeen() {
        Picture black = new Picture(new byte[29 * 29], 29, 29, 0, "black");
        byte[] light = new byte[29 * 29];
        light[0] = (byte) 255;
        Picture dot = new Picture(light, 29, 29, 0, "dot");
        TopImages top =
                new TopImages(
                        "S2",
                        7,
                        List.of(
                                new TopImages.Hit(dot, 2.5f, 5, 7, 3),
                                new TopImages.Hit(black, 1.25f, -1, -2, 4),
                                new TopImages.Hit(black, -1, 27, 26, 4)));
        Seen.same(
                top.drawing(),
                214,
                112,
                sheet -> {
                    String title = "Channel 7 of S2: strongest answers";
                    sheet.bold(title, 10, 18, 13, Canvas.INK, Align.LEFT);
                    for (int x = 10; x <= 146; x += 68) {
                        sheet.box(x, 28, 58, 58, Colormap.GRAY.color(0));
                    }
                    sheet.box(10, 28, 2, 2, Colormap.GRAY.color(1));
                    sheet.frame(20, 42, 6, 6, Colormap.HEAT.color(1));
                    sheet.frame(78, 28, 6, 4, Colormap.HEAT.color(1));
                    sheet.frame(200, 80, 4, 6, Colormap.HEAT.color(1));
                    sheet.words("2.50", 39, 102, 11, Canvas.INK, Align.CENTER);
                    sheet.words("1.25", 107, 102, 11, Canvas.INK, Align.CENTER);
                    sheet.words("−1.00", 175, 102, 11, Canvas.INK, Align.CENTER);
                });
        assertEquals("Strongest answers of channel 7 of S2: dot, black, black", top.toString());
        assertEquals(top.toString(), top.drawing().description());
    }
}
