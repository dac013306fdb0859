package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.FashionMnist;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.nn.LayerKind;
import convnets.train.Gradients;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each comparison changes one thing. */
class DeepNetsTest {

    private static LayerTable counted(Block net, int side) {
        return LayerTable.of(net, new Shape(1, 1, side, side));
    }

    private static List<LayerKind> kinds(LayerTable table) {
        return table.rows().stream().map(row -> row.info().kind()).toList();
    }

    @Test
    void aNormalizationStandsBehindEachConvolutionAndNothingElseChanges() {
        LayerTable plain = counted(Vgg.settings(11).widthDivisor(8).block(), 64);
        LayerTable normalized =
                counted(DeepNets.normalized(Vgg.settings(11).widthDivisor(8).block()), 64);
        List<LayerKind> kinds = kinds(normalized);
        for (int i = 0; i < kinds.size(); i++) {
            assertEquals(
                    i > 0 && kinds.get(i - 1) == LayerKind.CONVOLUTION,
                    kinds.get(i) == LayerKind.BATCH_NORM);
        }
        List<LayerTable.Row> others =
                normalized.rows().stream()
                        .filter(row -> row.info().kind() != LayerKind.BATCH_NORM)
                        .toList();
        assertEquals(plain.rows(), others);
        assertEquals(8, normalized.only(LayerKind.BATCH_NORM).rows().size());
    }

    @Test
    void shortcutsCostNothing() {
        LayerTable plain = counted(DeepNets.deep(9, false), 28);
        LayerTable shortcuts = counted(DeepNets.deep(9, true), 28);
        assertEquals(19, plain.only(LayerKind.CONVOLUTION).rows().size());
        assertEquals(plain.parameters(), shortcuts.parameters());
        assertEquals(plain.macs(), shortcuts.macs());
        assertEquals(9, shortcuts.only(LayerKind.PARALLEL).rows().size());
        assertEquals(0, plain.only(LayerKind.PARALLEL).rows().size());
        assertEquals(
                plain.only(LayerKind.CONVOLUTION).rows(),
                shortcuts.only(LayerKind.CONVOLUTION).rows());
    }

    /** Those that chapter 08 counts. */
    @Test
    void theNetsOfTheChapterAreThese() {
        assertEquals(14_474, counted(DeepNets.deep(3, false), 28).parameters());
        assertEquals(42_698, counted(DeepNets.deep(9, true), 28).parameters());
        assertEquals(2_171_840, counted(DeepNets.deep(9, true), 28).macs());
    }

    /** What the chapter's picture shows: something else makes the plain net hard to train. */
    @Test
    void theGradientReachesTheFirstLayersOfBoth() {
        assumeTrue(Devices.engineVersion().startsWith("MXNet"), "the picture is drawn by MXNet");
        double[] plain = norms(false);
        double[] shortcuts = norms(true);
        assertEquals(20, plain.length);
        assertTrue(Arrays.stream(plain, 0, 5).max().orElseThrow() > 8 * plain[17]);
        assertTrue(spread(shortcuts) < spread(plain) / 3);
    }

    private static double[] norms(boolean shortcuts) {
        Images pictures = FashionMnist.sample().train();
        return Gradients.norms(DeepNets.deep(9, shortcuts), Init.he(), pictures, 64);
    }

    /** Of the convolutions: all layers but the last. */
    private static double spread(double[] norms) {
        DoubleSummaryStatistics all = Arrays.stream(norms, 0, 19).summaryStatistics();
        return all.getMax() / all.getMin();
    }
}
