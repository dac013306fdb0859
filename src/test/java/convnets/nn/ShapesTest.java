package convnets.nn;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import convnets.CourseException;
import convnets.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shape of an input becomes, and which shapes and layers are refused. */
class ShapesTest {

    private static final Shape IMAGE = new Shape(1, 2, 8, 8);

    @Test
    void whatIsNoShapeOfAnInputIsRefused() {
        for (Shape wrong : new Shape[] {new Shape(5), new Shape(1, 0), new Shape(-1, 3)}) {
            says(
                    "An input has a shape of two sizes or more, the batch first, and each is 1 or"
                            + " more, as in new Shape(1, 1, 28, 28): "
                            + wrong
                            + " is none.",
                    () -> Shapes.output(dense(2), wrong));
        }
        assertEquals(new Shape(1, 2), Shapes.output(dense(2), new Shape(1, 1)));
    }

    @Test
    void layersFollowEachOther() {
        Block net = sequential(conv(3, 3), sequential(relu(), maxPool(2)));
        assertEquals(new Shape(1, 3, 3, 3), Shapes.output(net, IMAGE));
    }

    /** The search for a size that fits ends at 300 pixels. */
    @Test
    void theSmallestImageIsNamedIfItIsNotTooLarge() {
        String small =
                "The image is too small when it reaches the layer \"conv %1$d×%1$d, 1\": 8×8"
                        + " pixels, and the window needs at least %1$d.";
        says(
                Text.format(small, 300) + " The smallest image that this net takes is 300×300.",
                () -> Shapes.output(conv(1, 300), IMAGE));
        says(Text.format(small, 301), () -> Shapes.output(conv(1, 301), IMAGE));
        CourseException other = new CourseException("Something else.");
        assertEquals(other, Shapes.withSmallestSize(other, conv(1, 3), IMAGE));
    }

    @Test
    void aLayersOwnSentenceComesFirst() {
        Block norm = BatchNorm.builder().optAxis(4).build();
        says(
                "The layer \"batchNorm\" normalizes axis [4], which an input of shape (1, 2, 8, 8)"
                        + " does not have.",
                () -> Shapes.ofLayer(norm, IMAGE));
        Block state = GRU.builder().setStateSize(4).setNumLayers(1).optReturnState(true).build();
        assertEquals(new Shape(1, 5, 4), Shapes.ofLayer(state, new Shape(1, 5, 3)));
        String said =
                assertThrows(
                                CourseException.class,
                                () ->
                                        Shapes.output(
                                                sequential(state, dense(2)), new Shape(1, 5, 3)))
                        .getMessage();
        assertTrue(said.startsWith("The layer \"GRU 4\" puts out its state"), said);
    }

    @Test
    void aLayerPutsOutOneArrayOfValues() {
        says(
                "The layer \"twice\" puts out 2 arrays, and a layer passes on one.",
                () -> Shapes.ofLayer(twice(), IMAGE));
        assertEquals(new Shape(0, 3), Shapes.ofLayer(new Odd(new Shape(0, 3)), IMAGE));
        for (Shape nothing : List.of(new Shape(), new Shape(1, 0), new Shape(1, 3, -1))) {
            says(
                    "The layer \"Odd\" cannot take an input of shape (1, 2, 8, 8).",
                    () -> Shapes.ofLayer(new Odd(nothing), IMAGE));
        }
        says(
                "The class \"Odd\" does not say what it makes of an input of shape (1, 2, 8, 8): its"
                        + " method getOutputShapes(…) gives no shape.",
                () -> Shapes.ofLayer(new Odd(null), IMAGE));
        Block failing =
                new Odd(IMAGE) {
                    @Override
                    public Shape[] getOutputShapes(Shape[] inputs) {
                        return new Shape[] {new Shape(inputs[0].get(4))};
                    }
                };
        String said =
                assertThrows(CourseException.class, () -> Shapes.ofLayer(failing, IMAGE))
                        .getMessage();
        assertTrue(said.contains("getOutputShapes(…) ends with java.lang.ArrayIndexOutOf"), said);
    }

    @Test
    void branchesAreFollowedAndThenJoined() {
        Block both = branches(conv(3, 3), conv(4, 5).pad(1));
        assertEquals(new Shape(1, 7, 6, 6), Shapes.output(both, IMAGE));
        says(
                "What the branches of the layer \"parallel (conv 3×3, 3 | conv 5×5, 4)\" make of an"
                        + " input of shape (1, 2, 8, 8) cannot be joined.",
                () -> Shapes.output(branches(conv(3, 3), conv(4, 5)), IMAGE));
        Block djls = Conv2d.builder().setFilters(4).setKernelShape(new Shape(9, 9)).build();
        Block second =
                new ParallelBlock(
                        outputs -> outputs.get(1), List.of(conv(3, 3), sequential(relu(), djls)));
        says(
                "The image is too small when it reaches the layer \"conv 9×9, 4\": 8×8 pixels, and"
                        + " the window needs at least 9. The smallest image that this net takes is"
                        + " 9×9.",
                () -> Shapes.output(second, IMAGE));
    }

    @Test
    void aBranchWithoutLayersIsNamed() {
        for (Block empty :
                List.of(branches(conv(2, 1), sequential()), branches(), branches(sequential()))) {
            says(
                    "The layer \""
                            + LayerInfos.of(empty).text()
                            + "\" has a branch without layers: Blocks.identityBlock() passes its"
                            + " input on.",
                    () -> Shapes.output(empty, IMAGE));
        }
        LayerInfos.of(branches(sequential(relu()), conv(2, 1))).check(IMAGE);
        assertEquals(
                "parallel (conv 1×1, 2 | )",
                LayerInfos.of(branches(conv(2, 1), sequential())).text());
    }

    @Test
    void windowsInBranchesStandInNoRow() {
        Block inside = branches(relu(), sequential(relu(), sequential(conv(2, 3).pad(1))));
        says(
                "The layer \"parallel (ReLU | ReLU; conv 3×3, 2, pad 1)\" has windows inside that"
                        + " need not stand in one row, so what a value sees cannot be followed"
                        + " through it.",
                () -> Nets.windows(sequential(conv(2, 3), inside)));
        Block without = branches(relu(), sequential(relu()));
        assertEquals(
                List.of(SlidingWindow.square(3, 1, 0)),
                Nets.windows(sequential(conv(2, 3), without)));
    }

    private static Block branches(Block... blocks) {
        return new ParallelBlock(Join.CONCATENATION::of, List.of(blocks));
    }

    private static Block twice() {
        return new LambdaBlock(xs -> new NDList(xs.head(), xs.head()), "twice");
    }

    private static void says(String sentence, Runnable code) {
        assertEquals(sentence, assertThrows(CourseException.class, code::run).getMessage());
    }

    /** Says of any input that it makes an output of one shape; without one it fails. */
    private static class Odd extends OwnLayer {

        private final Shape output;

        Odd(Shape output) {
            this.output = output;
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputs) {
            return output == null ? new Shape[0] : new Shape[] {output};
        }
    }

    /** DJL runs functions to see what they make of an input: 4 GB here, and 4 EB. */
    @Test
    void theShapesOfKnownFunctionsTakeNoMemory() {
        Block net =
                sequential(
                        relu(),
                        maxPool(2),
                        Pool.avgPool2dBlock(new Shape(2, 2), new Shape(2, 2)),
                        dropout(0.5),
                        Pool.globalMaxPool2dBlock(),
                        Blocks.identityBlock(),
                        flatten());
        assertEquals(new Shape(1000, 64), Shapes.output(net, new Shape(1000, 64, 128, 128)));
        long side = 1L << 29;
        assertEquals(new Shape(1, 1), Shapes.output(net, new Shape(1, 1, side, side)));
        assertEquals(
                new Shape(1, side * side), Shapes.output(flatten(), new Shape(1, 1, side, side)));
        String said =
                assertThrows(
                                CourseException.class,
                                () -> Shapes.output(flatten(), new Shape(1, side, side, side)))
                        .getMessage();
        assertTrue(said.contains("more numbers than can be counted"), said);
    }
}
