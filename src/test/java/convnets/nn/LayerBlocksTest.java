package convnets.nn;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2dTranspose;
import ai.djl.nn.convolutional.Conv3d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.GhostBatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import convnets.CourseException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A net that is built from its facts has the same facts. */
class LayerBlocksTest {

    private static final Shape TWO = new Shape(2, 2);
    private static final Shape ONE = new Shape(1, 1);

    static Stream<Block> layers() {
        return Stream.of(
                sequential(conv(6, 5).pad(2).stride(3), sequential(flatten(), dense(10))),
                conv(6, 3).groups(2).withoutBias(),
                Conv1d.builder()
                        .setFilters(4)
                        .setKernelShape(new Shape(3))
                        .optStride(new Shape(2))
                        .optPadding(new Shape(1))
                        .optDilation(new Shape(2))
                        .optGroups(2)
                        .optBias(false)
                        .build(),
                Linear.builder().setUnits(3).optBias(false).build(),
                Blocks.identityBlock(),
                dropout(0.3),
                BatchNorm.builder()
                        .optAxis(2)
                        .optEpsilon(1e-3f)
                        .optMomentum(0.8f)
                        .optScale(false)
                        .optCenter(false)
                        .build(),
                Pool.maxPool2dBlock(TWO, ONE, ONE, true),
                Pool.avgPool2dBlock(TWO, ONE, ONE, true, true),
                Pool.avgPool2dBlock(TWO, TWO, ONE, false, false),
                Pool.maxPool1dBlock(new Shape(3), new Shape(2), new Shape(1), true),
                Pool.avgPool1dBlock(new Shape(3), new Shape(2), new Shape(1), true, true),
                Pool.avgPool1dBlock(new Shape(3), new Shape(2), new Shape(1), false, false),
                Pool.globalMaxPool1dBlock(),
                Pool.globalMaxPool2dBlock(),
                Pool.globalAvgPool1dBlock(),
                Pool.globalAvgPool2dBlock(),
                branches(Join.SUM::of),
                branches(Join.SUM_RELU::of),
                branches(Join.CONCATENATION::of),
                new PadAndScale(),
                new Subsampling(),
                new Rbf(),
                SparseConv.of(5, new int[][] {{0, 2}, {1}}));
    }

    private static Block branches(Function<List<NDList>, NDList> join) {
        return new ParallelBlock(join, List.of(conv(2, 1), conv(2, 1).withoutBias()));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void hasTheSameFacts(Block layer) {
        LayerInfo info = LayerInfos.of(layer);
        assertEquals(info, LayerInfos.of(LayerBlocks.of(info)));
    }

    @ParameterizedTest
    @EnumSource
    void isTheSameActivationFunction(ActivationFunction function) {
        float parameter =
                switch (function) {
                    case LEAKY_RELU, ELU, SWISH -> 0.25f;
                    default -> 0;
                };
        LayerInfo info = new ActivationInfo(function, parameter);
        assertEquals(info, LayerInfos.of(LayerBlocks.of(info)));
    }

    static Stream<Block> others() {
        return Stream.of(
                Conv3d.builder().setFilters(2).setKernelShape(new Shape(3, 3, 3)).build(),
                Conv2dTranspose.builder().setFilters(2).setKernelShape(TWO).build(),
                Pool.lpPool2dBlock(2, TWO),
                Pool.maxPool3dBlock(new Shape(2, 2, 2)),
                LayerNorm.builder().build(),
                GhostBatchNorm.builder().optVirtualBatchSize(8).build(),
                branches(outputs -> outputs.get(1)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatCannotBeMadeIsNamed(Block layer) {
        LayerInfo info = LayerInfos.of(layer);
        String said = assertThrows(CourseException.class, () -> LayerBlocks.of(info)).getMessage();
        assertEquals("A layer \"" + info.text() + "\" cannot be made from its facts.", said);
    }
}
