package convnets.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.nn.Nets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModernNetsTest {

    private static final Shape GRAY = new Shape(1, 1, 224, 224);
    private static final Shape COLOR = new Shape(1, 3, 224, 224);

    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of(AlexNet.block(), GRAY, 46_764_746L, 938_146_176L),
                Arguments.of(
                        AlexNet.settings().classes(1000).block(),
                        COLOR,
                        50_844_008L,
                        1_009_945_728L),
                Arguments.of(AlexNet.original(), COLOR, 60_965_224L, 724_406_816L),
                Arguments.of(Vgg.block(11), GRAY, 128_806_154L, 7_547_232_256L),
                Arguments.of(Vgg.block(16), GRAY, 134_300_362L, 15_408_406_528L),
                Arguments.of(Vgg.block(19), GRAY, 139_610_058L, 19_570_204_672L),
                Arguments.of(
                        Vgg.settings(16).classes(1000).block(),
                        COLOR,
                        138_357_544L,
                        15_470_264_320L),
                Arguments.of(Nin.block(), GRAY, 1_992_166L, 762_297_352L));
    }

    @ParameterizedTest
    @MethodSource("published")
    void costsWhatIsPublished(Block net, Shape input, long parameters, long macs) {
        LayerTable table = LayerTable.of(net, input);
        assertEquals(parameters, table.parameters());
        assertEquals(macs, table.macs());
    }

    @Test
    void alexNetOfThePaperHasTwoGroupsAndDropout() {
        assertEquals(
                "conv 11×11, 96, stride 4, pad 2; ReLU; maxPool 3×3, stride 2;"
                        + " conv 5×5, 256, pad 2, 2 groups; ReLU; maxPool 3×3, stride 2;"
                        + " conv 3×3, 384, pad 1; ReLU; conv 3×3, 384, pad 1, 2 groups; ReLU;"
                        + " conv 3×3, 256, pad 1, 2 groups; ReLU; maxPool 3×3, stride 2; flatten;"
                        + " dense 4096; ReLU; dropout; dense 4096; ReLU; dropout; dense 1000",
                Nets.outline(AlexNet.original()));
    }

    @Test
    void alexNetsSettingsChangeWhatTheySay() {
        String small =
                Nets.outline(
                        AlexNet.settings()
                                .widthDivisor(8)
                                .averagePooling()
                                .activation(Layers::tanh)
                                .dropout(0)
                                .block());
        assertEquals(
                "conv 11×11, 12, stride 4; Tanh; avgPool 3×3, stride 2; conv 5×5, 32, pad 2; Tanh;"
                        + " avgPool 3×3, stride 2; conv 3×3, 48, pad 1; Tanh; conv 3×3, 48, pad 1;"
                        + " Tanh; conv 3×3, 32, pad 1; Tanh; avgPool 3×3, stride 2; flatten;"
                        + " dense 512; Tanh; dense 512; Tanh; dense 10",
                small);
        assertTrue(Nets.outline(AlexNet.block()).endsWith("ReLU; dropout; dense 10"));
        assertEquals(
                "conv 3×3, 8, stride 2, pad 1; ReLU; conv 1×1, 8; ReLU; conv 1×1, 8; ReLU",
                Nets.outline(Nin.ninBlock(8, 3, 2, 1)));
    }

    @Test
    void alexNetLayerByLayer() {
        LayerTable table = LayerTable.of(AlexNet.block(), GRAY);
        assertEquals(
                List.of(
                        "96@54", "96@26", "256@26", "256@12", "384@12", "384@12", "256@12", "256@5",
                        "4096", "4096", "10"),
                maps(table));
        assertEquals(
                List.of(
                        33_872_256L,
                        0L,
                        415_334_400L,
                        0L,
                        127_401_984L,
                        191_102_976L,
                        127_401_984L,
                        0L,
                        26_214_400L,
                        16_777_216L,
                        40_960L),
                table.maps().stream().map(LayerTable.Row::macs).toList());
        List<Long> weights = // without the biases
                table.maps().stream()
                        .filter(r -> r.parameters() > 0)
                        .map(r -> r.parameters() - r.output().get(1))
                        .toList();
        assertEquals(
                List.of(
                        11_616L,
                        614_400L,
                        884_736L,
                        1_327_104L,
                        884_736L,
                        26_214_400L,
                        16_777_216L,
                        40_960L),
                weights);
    }

    @Test
    void vggEndsEachBlockWithHalfTheSide() {
        List<String> pooled =
                LayerTable.of(Vgg.block(11), GRAY).maps().stream()
                        .filter(r -> r.layer().startsWith("maxPool") || !isMap(r))
                        .map(ModernNetsTest::size)
                        .toList();
        assertEquals(
                List.of("64@112", "128@56", "256@28", "512@14", "512@7", "4096", "4096", "10"),
                pooled);
    }

    @ParameterizedTest
    @CsvSource({"11, 8", "13, 10", "16, 13", "19, 16"})
    void vggHasAsManyLayersAsItsName(int depth, int convolutions) {
        List<LayerTable.Row> learning =
                LayerTable.of(Vgg.block(depth), GRAY).rows().stream()
                        .filter(r -> r.parameters() > 0)
                        .toList();
        assertEquals(depth, learning.size());
        assertEquals(
                convolutions,
                learning.stream().filter(r -> r.layer().startsWith("conv 3×3")).count());
    }

    @Test
    void ninLayerByLayer() {
        String sizes = String.join(" ", maps(LayerTable.of(Nin.block(), GRAY)));
        assertEquals(
                "96@54 96@54 96@54 96@26 256@26 256@26 256@26 256@12 384@12 384@12 384@12 384@5"
                        + " 10@5 10@5 10@5 10",
                sizes);
    }

    @Test
    void ninWithoutFinalReluCanAnswerBelowZero() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray x = manager.randomUniform(0, 1, new Shape(2, 1, 96, 96));
            Block with = Nin.settings().widthDivisor(8).block();
            Block without = Nin.settings().widthDivisor(8).withoutFinalRelu().block();
            Nets.initialize(with, Init.he(), 1, x.getShape());
            Nets.initialize(without, Init.he(), 1, x.getShape());
            float[] rectified = Nets.forward(with, x).toFloatArray();
            float[] free = Nets.forward(without, x).toFloatArray();
            assertTrue(smallest(rectified) >= 0 && smallest(free) < 0);
        }
    }

    @Test
    void ninBlockHasAsManyOnesAsWanted() {
        for (int ones = 0; ones < 4; ones++) {
            Block net = Nin.settings().ones(ones).block();
            long layers =
                    LayerTable.of(net, GRAY).rows().stream()
                            .filter(r -> r.layer().startsWith("conv 1×1"))
                            .count();
            assertEquals(4L * ones, layers);
        }
    }

    static Stream<Arguments> smallestSizes() {
        return Stream.of(
                Arguments.of(AlexNet.block(), 67, "maxPool 3×3, stride 2"),
                Arguments.of(Nin.block(), 67, "maxPool 3×3, stride 2"),
                Arguments.of(Vgg.block(11), 32, "maxPool 2×2"));
    }

    @ParameterizedTest
    @MethodSource("smallestSizes")
    void saysHowLargeAnImageMustBe(Block net, int smallest, String layer) {
        String end =
                Text.format("smallest image that this net takes is %d×%d.", smallest, smallest);
        Shape refused = new Shape(1, 1, smallest - 1, smallest - 1);
        for (CourseException problem :
                List.of(
                        assertThrows(CourseException.class, () -> LayerTable.of(net, refused)),
                        assertThrows(
                                CourseException.class,
                                () -> Nets.initialize(net, Init.glorot(), 0, refused)))) {
            assertTrue(problem.getMessage().endsWith(end), problem.getMessage());
            assertTrue(problem.getMessage().contains("\"" + layer + "\""), problem.getMessage());
        }
        assertEquals(new Shape(1, 10), Nets.outputShape(net, 1, 1, smallest, smallest));
    }

    @Test
    void narrowerNetsHaveFewerChannels() {
        Shape small = new Shape(1, 1, 96, 96);
        assertEquals(
                "24@22",
                maps(LayerTable.of(AlexNet.settings().widthDivisor(4).block(), small)).get(0));
        assertEquals(
                "8@96",
                maps(LayerTable.of(Vgg.settings(11).widthDivisor(8).block(), small)).get(0));
        assertEquals(
                "3@22", maps(LayerTable.of(Nin.settings().widthDivisor(32).block(), small)).get(0));
    }

    @Test
    void refusesAWidthThatDoesNotDivide() {
        CourseException alex =
                assertThrows(
                        CourseException.class, () -> AlexNet.settings().widthDivisor(5).block());
        assertEquals(
                "The width of AlexNet cannot be divided by 5, because a layer of it has 96"
                        + " channels: use one of 1, 2, 4, 8, 16, 32.",
                alex.getMessage());
        CourseException vgg =
                assertThrows(CourseException.class, () -> Vgg.settings(16).widthDivisor(3).block());
        assertTrue(vgg.getMessage().endsWith("use one of 1, 2, 4, 8, 16, 32, 64."));
        assertThrows(CourseException.class, () -> Nin.settings().widthDivisor(0).block());
    }

    @Test
    void refusesAVggThatDoesNotExist() {
        CourseException problem = assertThrows(CourseException.class, () -> Vgg.block(12));
        assertEquals("There is no VGG-12: take 11, 13, 16 or 19.", problem.getMessage());
    }

    private static List<String> maps(LayerTable table) {
        return table.maps().stream().map(ModernNetsTest::size).collect(Collectors.toList());
    }

    private static String size(LayerTable.Row row) {
        Shape shape = row.output();
        return shape.get(1) + (isMap(row) ? "@" + shape.get(2) : "");
    }

    private static boolean isMap(LayerTable.Row row) {
        return row.output().dimension() == 4;
    }

    private static double smallest(float[] values) {
        double smallest = Double.POSITIVE_INFINITY;
        for (float value : values) {
            smallest = Math.min(smallest, value);
        }
        return smallest;
    }

    @Test
    void aBlockRepeatsALayerSomeTimesNotForEver() {
        for (int odd : new int[] {-1, 1001, Integer.MAX_VALUE}) {
            for (Executable block :
                    List.<Executable>of(
                            () -> Vgg.vggBlock(odd, 8),
                            () -> Nin.ninBlock(8, 3, 1, 1, odd, true))) {
                String said = assertThrows(CourseException.class, block).getMessage();
                assertTrue(said.startsWith("A block has 0 to 1,000 "), said);
            }
        }
        assertEquals(1, Vgg.vggBlock(0, 8).getChildren().size());
        assertEquals(2001, Vgg.vggBlock(1000, 8).getChildren().size());
    }
}
