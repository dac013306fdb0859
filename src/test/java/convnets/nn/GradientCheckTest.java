package convnets.nn;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.tanh;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.GhostBatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.recurrent.LSTM;
import convnets.CourseException;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.models.LeNet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientCheckTest {

    @Tag("slow")
    @Test
    void findsTheCoursesLayersRight() {
        GradientCheck check = GradientCheck.of(LeNet.block(), new Shape(2, 1, 28, 28));
        assertEquals(11, check.differences().size()); // x, and five weights and biases
        assertTrue(check.worst() < 1e-6, check.toString());
    }

    @Test
    void findsAWrongGradient() {
        // x + stop(x²): backward takes the square for a constant
        Block wrong = lambda(x -> x.add(x.square().stopGradient()));
        GradientCheck check = GradientCheck.of(wrong, new Shape(2, 3));
        assertTrue(check.worst() > 0.1, check.toString());
        Block right = lambda(x -> x.add(x.square()));
        assertTrue(GradientCheck.of(right, new Shape(2, 3)).worst() < 1e-8);
    }

    @ParameterizedTest
    @MethodSource("layersThatDifferInTraining")
    void findsLayersRightThatComputeSomethingElseInTraining(Block block, int arrays) {
        GradientCheck check = GradientCheck.of(block, new Shape(3, 4, 5, 5));
        assertEquals(arrays, check.differences().size(), check.toString());
        assertTrue(check.worst() < 1e-6, check.toString());
    }

    static List<Arguments> layersThatDifferInTraining() {
        Block net =
                sequential(
                        conv(3, 3),
                        BatchNorm.builder().build(),
                        tanh(),
                        flatten(),
                        dropout(0.5),
                        dense(2));
        return List.of(
                Arguments.of(dropout(0.3), 1),
                Arguments.of(BatchNorm.builder().build(), 3), // x, γ, β
                Arguments.of(BatchNorm.builder().optCenter(false).build(), 2),
                Arguments.of(LayerNorm.builder().build(), 3),
                Arguments.of(net, 7));
    }

    @Test
    void findsAWrongGradientBehindDropout() {
        Block wrong = lambda(x -> x.add(x.square().stopGradient()));
        GradientCheck check = GradientCheck.of(sequential(dropout(0.5), wrong), new Shape(2, 30));
        assertTrue(check.worst() > 0.1, check.toString());
    }

    /** Of so many values, some lie so near to the kink of a ReLU that the first step crosses it. */
    @Test
    void takesASmallerStepBesideAKink() {
        Block net = sequential(conv(4, 3), relu(), maxPool(2), flatten(), dense(4), relu());
        for (int size = 10; size < 26; size += 4) {
            GradientCheck check = GradientCheck.of(net, new Shape(4, 1, size, size));
            assertTrue(check.worst() < 1e-6, check.toString());
        }
    }

    @Test
    void saysWhatItCannotCheck() {
        Block rounded = lambda(x -> x.toType(DataType.FLOAT32, false).square());
        says("", rounded); // PyTorch has no gradient of it, MXNet a rounded one
        says(
                "",
                Activation.preluBlock()); // which DJL has for MXNet only, there in single precision
        says("LSTM", LSTM.builder().setStateSize(3).setNumLayers(1).build());
        says("", lambda(x -> x.getManager().ones(x.getShape(), DataType.FLOAT64)));
        says("only null", null);
        says("up to its virtual batch size of 1", ghost(1));
        GradientCheck whole = GradientCheck.of(ghost(2), new Shape(2, 4, 3));
        assertTrue(whole.worst() < 1e-6, whole.toString());
    }

    @Test
    void saysThatThereIsNothingToCompare() {
        says("infinite or no numbers", lambda(x -> x.log()));
        says("infinite or no numbers", lambda(x -> x.mul(1e4).exp()));
        says("infinite or no numbers", lambda(x -> x.sub(x).abs().sqrt())); // the slope is 0/0
        says("something else each time", lambda(x -> x.mul(Math.random())));
        int[] times = {0};
        says("something else each time", lambda(x -> x.add(++times[0])));
        Block none = sequential(sequential(), new SequentialBlock());
        assertTrue(GradientCheck.of(sequential(), new Shape(2, 3)).worst() < 1e-9);
        says("give this net weights", none);
    }

    private static Block ghost(int examples) {
        return GhostBatchNorm.builder().optVirtualBatchSize(examples).build();
    }

    private static void says(String words, Block block) {
        String said =
                assertThrows(
                                CourseException.class,
                                () -> GradientCheck.of(block, new Shape(2, 4, 3)))
                        .getMessage();
        assertTrue(said.contains(words), said);
    }

    /** x + stop(x): half of each gradient is missing, and that is as much as there is. */
    @Test
    void aDifferenceIsAShareOfTheLargestGradient() {
        GradientCheck check =
                GradientCheck.of(lambda(x -> x.add(x.stopGradient())), new Shape(3, 4));
        assertEquals(List.of("x"), List.copyOf(check.differences().keySet()));
        assertEquals(1, check.worst(), 1e-6);
    }

    @Test
    void triesEachValueOfASmallArray() {
        for (int place = 0; place < 60; place += 10) {
            GradientCheck check = GradientCheck.of(wrongAt(place), new Shape(2, 30));
            assertTrue(check.worst() > 1e-3, "value " + place + ": " + check);
        }
    }

    private static Block wrongAt(int place) {
        return lambda(
                x -> {
                    double[] mask = new double[(int) x.getShape().size()];
                    Arrays.setAll(mask, i -> i == place ? 1 : 0);
                    NDArray one = HostArrays.array(x.getManager(), mask, x.getShape());
                    return x.add(x.mul(one.toType(x.getDataType(), false)).stopGradient());
                });
    }

    /** Batch normalization takes a bias away: its gradient is 0, whatever the factor behind it. */
    @Test
    void aGradientThatIsAsGoodAsNothingIsNoMeasure() {
        Block net = sequential(conv(3, 3), BatchNorm.builder().build(), lambda(x -> x.mul(1000)));
        GradientCheck check = GradientCheck.of(net, new Shape(3, 2, 5, 5));
        assertTrue(check.worst() < 1e-6, check.toString());
    }

    @Test
    void saysThatSinglePrecisionHidesTheDifferences() {
        for (Shape shape : List.of(new Shape(1, 1), new Shape(5, 40))) {
            assertEquals(
                    Devices.engineVersion()
                            + " computes a part of this block in single precision, whose rounding"
                            + " hides the differences: check its other layers without that part.",
                    assertThrows(CourseException.class, () -> GradientCheck.of(rounded(), shape))
                            .getMessage());
        }
    }

    /** In single precision, and yet with a gradient on both engines. */
    private static Block rounded() {
        return lambda(
                x -> {
                    NDArray single = x.toType(DataType.FLOAT32, false);
                    NDArray lost = single.toType(x.getDataType(), false).sub(x);
                    return x.add(lost.stopGradient());
                });
    }

    @Test
    void findsTheSameEachTime() {
        Devices.engine().setRandomSeed(5);
        GradientCheck once = GradientCheck.of(sequential(dense(3), tanh()), new Shape(2, 4));
        Devices.engine().setRandomSeed(6);
        GradientCheck again = GradientCheck.of(sequential(dense(3), tanh()), new Shape(2, 4));
        assertEquals(once, again);
    }

    @Test
    void saysTheLargestDifferenceOfEachArray() {
        Map<String, Double> differences = new LinkedHashMap<>();
        differences.put("x", 1.26e-9);
        differences.put("weight", 0.5);
        GradientCheck check = new GradientCheck(differences);
        assertEquals("largest relative difference: x 1.3e-09, weight 5.0e-01", check.toString());
        assertEquals(0.5, check.worst());
    }

    @Test
    void refusesToOverwriteWeights() {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 1, new Shape(1, 1, 28, 28));
        assertThrows(CourseException.class, () -> GradientCheck.of(net, new Shape(1, 1, 28, 28)));
        assertTrue(net.isInitialized());
    }

    private static Block lambda(UnaryOperator<NDArray> f) {
        return new LambdaBlock(xs -> new NDList(f.apply(xs.singletonOrThrow())));
    }

    /** A cell may be run twice: a block without weights has none to lose. */
    @Test
    void aBlockWithoutWeightsMayBeCheckedAgain() {
        Block layer = tanh();
        GradientCheck first = GradientCheck.of(layer, new Shape(2, 3));
        assertEquals(first.toString(), GradientCheck.of(layer, new Shape(2, 3)).toString());
        GradientCheck.of(layer, new Shape(4, 5));
    }
}
