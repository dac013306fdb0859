package convnets.figures;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.norm.BatchNorm;
import convnets.cost.LayerTable;
import convnets.plot.Palette;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagramLayerTest {

    private static List<DiagramLayer> layers(Block... net) {
        return DiagramLayer.of(LayerTable.of(sequential(net), new Shape(1, 1, 8, 8)));
    }

    private static DiagramLayer layer(int times, Shape output) {
        return new DiagramLayer(Color.BLUE, List.of("conv 3×3", "ReLU"), output, times);
    }

    @Test
    void whatWorksInPlaceBelongsToTheLayerBefore() {
        List<DiagramLayer> layers =
                layers(conv(2, 3), relu(), maxPool(2), flatten(), dense(4), relu(), dropout(0.5));
        assertEquals(
                "[input → 1@8×8, conv 3×3, ReLU → 2@6×6, maxPool 2×2 → 2@3×3,"
                        + " dense, ReLU, dropout → 4]",
                layers.toString());
    }

    @Test
    void aKindHasItsColor() {
        List<DiagramLayer> layers =
                layers(conv(2, 3), BatchNorm.builder().build(), maxPool(2), flatten(), dense(4));
        assertEquals(
                List.of(
                        Palette.color(6),
                        Palette.color(0),
                        Palette.color(3),
                        Palette.color(1),
                        Palette.color(2)),
                layers.stream().map(DiagramLayer::color).toList());
    }

    @Test
    void mapsVectorsAndOneValueHaveTheirSizes() {
        DiagramLayer maps = layer(1, new Shape(6, 28, 14));
        assertTrue(maps.isMap());
        assertEquals(6, maps.channels());
        assertEquals("6@28×14", maps.size());
        DiagramLayer vector = layer(1, new Shape(120));
        assertFalse(vector.isMap());
        assertEquals(120, vector.channels());
        assertEquals("120", vector.size());
        DiagramLayer value = layer(1, new Shape());
        assertFalse(value.isMap());
        assertEquals(1, value.channels());
        assertEquals("1", value.size());
    }

    @Test
    void aLineOfTheCaptionSaysHowOftenAStepIsRepeated() {
        assertEquals(2, layer(1, new Shape(5)).lines());
        assertEquals(3, layer(2, new Shape(5)).lines());
        assertEquals("conv 3×3, ReLU → 5", layer(1, new Shape(5)).toString());
        assertEquals("2 × conv 3×3, ReLU → 5", layer(2, new Shape(5)).toString());
    }

    /** The input, and so many convolutions of which none is as the one before. */
    private static List<DiagramLayer> deep(int convolutions) {
        Block[] net = new Block[convolutions];
        Arrays.setAll(net, i -> conv(1 + i % 2, 1));
        return layers(net);
    }

    @Test
    void sixtyStepsAreDrawn() {
        List<DiagramLayer> all = deep(59);
        assertEquals(60, all.size());
        assertEquals("conv 1×1 → 1@8×8", all.get(57).toString());
        assertEquals("conv 1×1 → 2@8×8", all.get(58).toString());
        assertEquals("conv 1×1 → 1@8×8", all.get(59).toString());
    }

    @Test
    void ofMoreStepsTheLastButOneSaysHowManyAreNotDrawn() {
        List<DiagramLayer> some = deep(60);
        assertEquals(60, some.size());
        assertEquals("conv 1×1 → 1@8×8", some.get(57).toString());
        assertEquals("… 2 more, not drawn → 1@8×8", some.get(58).toString());
        assertEquals("conv 1×1 → 2@8×8", some.get(59).toString());
    }
}
