package convnets.figures;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.cost.LayerTable;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.plot.Drawing;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final Shape GRAY_224 = new Shape(1, 1, 224, 224);

    @Test
    void describesLeNetLayerByLayer() {
        Drawing drawing = Architecture.of(LeNet.block(), new Shape(1, 1, 28, 28));
        assertEquals(
                "A net drawn layer by layer: input → 1@28×28; conv 5×5, pad 2, sigmoid → 6@28×28;"
                        + " avgPool 2×2 → 6@14×14; conv 5×5, sigmoid → 16@10×10; avgPool 2×2 →"
                        + " 16@5×5; dense, sigmoid → 120; dense, sigmoid → 84; dense → 10",
                drawing.description());
    }

    @Test
    void drawsRepeatedLayersAsOneStep() {
        List<DiagramLayer> stages = DiagramLayer.of(LayerTable.of(Vgg.block(19), GRAY_224));
        assertEquals(
                List.of(1, 2, 1, 2, 1, 4, 1, 4, 1, 4, 1, 2, 1),
                stages.stream().map(DiagramLayer::times).toList());
        assertEquals("4 × conv 3×3, pad 1, ReLU → 256@56×56", stages.get(5).toString());
    }

    @Test
    void onlyNeighborsAreOneStep() {
        SequentialBlock net =
                sequential(conv(3, 1), conv(3, 3).pad(1), conv(3, 1), conv(3, 1), conv(3, 1));
        List<DiagramLayer> layers = DiagramLayer.of(LayerTable.of(net, new Shape(1, 3, 8, 8)));
        assertEquals(List.of(1, 1, 1, 3), layers.stream().map(DiagramLayer::times).toList());
        assertEquals("3 × conv 1×1 → 3@8×8", layers.get(3).toString());
        assertEquals("conv 3×3, pad 1 → 3@8×8", layers.get(2).toString());
    }

    @Test
    void aVeryDeepNetIsDrawnInPart() {
        Block[] deep = new Block[500];
        Arrays.setAll(deep, i -> conv(1 + i % 2, 1));
        Drawing drawing = Architecture.of(sequential(deep), new Shape(1, 1, 8, 8));
        assertTrue(drawing.image().getHeight() < 2500, "" + drawing.image().getHeight());
        assertTrue(drawing.description().contains("… 442 more, not drawn"), drawing.description());
    }

    static Stream<Block> nets() {
        return Stream.of(AlexNet.block(), Vgg.block(11), Vgg.block(19), Nin.block());
    }

    @ParameterizedTest
    @MethodSource("nets")
    void fitsThePage(Block net) {
        BufferedImage image = Architecture.of(net, GRAY_224).image();
        assertTrue(image.getWidth() <= 700 && image.getWidth() > 500, "width");
        assertEquals(List.of(), inkOnTheEdge(image));
    }

    @Test
    void theFirstMapIsTheHighest() {
        BufferedImage image = Architecture.of(Vgg.block(11), GRAY_224).image();
        int first = colored(image, 100, 180);
        int last = colored(image, 480, 560);
        assertTrue(first > 1.5 * last && last > 40, first + " against " + last);
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 5000})
    void aLayerThatIsRepeatedVeryOftenFitsThePage(int times) {
        Block[] same = new Block[times];
        Arrays.setAll(same, i -> dense(10));
        Drawing drawing = Architecture.of(sequential(same), new Shape(1, 10));
        assertTrue(drawing.image().getWidth() <= 700, "" + drawing.image().getWidth());
        assertEquals(List.of(), inkOnTheEdge(drawing.image()));
        assertEquals(
                "A net drawn layer by layer: input → 10; " + times + " × dense → 10",
                drawing.description());
    }

    @Test
    void columnsStandSideBySide() {
        LayerTable leNet = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
        LayerTable alexNet = LayerTable.of(AlexNet.block(), GRAY_224);
        BufferedImage one = Architecture.sideBySide(List.of("LeNet"), leNet).image();
        Drawing two = Architecture.sideBySide(List.of("LeNet", "AlexNet"), leNet, alexNet);
        assertTrue(two.image().getWidth() > 2 * one.getWidth() - 40);
        assertTrue(two.image().getHeight() > one.getHeight());
        assertTrue(two.description().contains("AlexNet: input → 1@224×224"));
        assertEquals(List.of(), inkOnTheEdge(two.image()));
    }

    @Test
    void wantsANameForEachNet() {
        LayerTable table = LayerTable.of(LeNet.block(), new Shape(1, 1, 28, 28));
        CourseException problem =
                assertThrows(
                        CourseException.class,
                        () -> Architecture.sideBySide(List.of("a", "b"), table));
        assertEquals(
                "Nets side by side need one name each: there are 2 names and 1 table.",
                problem.getMessage());
    }

    @Test
    void fiveNetsFitSideBySide() {
        LayerTable table = LayerTable.of(conv(1, 1), new Shape(1, 1, 8, 8));
        LayerTable[] five = new LayerTable[5];
        Arrays.fill(five, table);
        String net = ": input → 1@8×8; conv 1×1 → 1@8×8";
        assertEquals(
                "a" + net + ". b" + net + ". c" + net + ". d" + net + ". e" + net,
                Architecture.sideBySide(List.of("a", "b", "c", "d", "e"), five).description());
        LayerTable[] six = Arrays.copyOf(five, 6);
        List<String> names = List.of("a", "b", "c", "d", "e", "f");
        assertEquals(
                "There is room for 5 nets side by side, not for 6.",
                assertThrows(CourseException.class, () -> Architecture.sideBySide(names, six))
                        .getMessage());
    }

    /** How many lines of the drawing's first row have a blue pixel between two columns. */
    private static int colored(BufferedImage image, int from, int to) {
        int rows = 0;
        for (int y = 75; y < 240; y++) {
            for (int x = from; x < to; x++) {
                int rgb = image.getRGB(x, y);
                if ((rgb & 0xff) > (rgb >> 16 & 0xff) + 40) {
                    rows++;
                    break;
                }
            }
        }
        return rows;
    }

    /** The sides of the picture that something touches, as if it were cut off. */
    private static List<String> inkOnTheEdge(BufferedImage image) {
        int right = image.getWidth() - 1;
        boolean left = false;
        boolean cut = false;
        for (int y = 0; y < image.getHeight(); y++) {
            left |= image.getRGB(1, y) >>> 24 != 0;
            cut |= image.getRGB(right, y) >>> 24 != 0;
        }
        return left || cut ? List.of(left ? "left" : "", cut ? "right" : "") : List.of();
    }
}
