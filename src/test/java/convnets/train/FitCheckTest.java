package convnets.train;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.norm.GhostBatchNorm;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A net that does not fit its pictures is told so before the first batch, on every engine. */
class FitCheckTest {

    private static final ImageData DATA = FashionMnist.sample().first(100, 50);

    @Test
    void theNumberOfOutputsIsThatOfTheClasses() {
        for (int outputs : new int[] {5, 9, 12, 1000}) {
            String sentence =
                    String.format(
                            java.util.Locale.ROOT,
                            "This net has %,d outputs and the pictures have 10 classes: give its"
                                    + " last layer 10 outputs.",
                            outputs);
            refused(sentence, sequential(flatten(), dense(outputs)), DATA);
        }
    }

    @Test
    void aForgottenFlattenIsNamed() {
        refused("a flatten() is missing", sequential(conv(6, 5), relu(), dense(10)), DATA);
        refused("a flatten() is missing", sequential(conv(10, 28)), DATA);
        refused("a flatten() is missing", sequential(avgPool(2), dense(120), dense(10)), DATA);
    }

    @Test
    void aLayerThatDoesNotFitIsNamed() {
        refused("conv 9×9", sequential(maxPool(4), conv(4, 9), flatten(), dense(10)), DATA);
    }

    @Test
    void theTestPicturesAreOfTheSameKind() {
        refused(
                "The training pictures are of shape (1, 28, 28) and the test pictures of shape"
                        + " (1, 32, 32): resize one of them.",
                LeNet.block(),
                with(DATA.test().resized(32)));
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
        Images others = new Images(new byte[784], new byte[1], 28, 28, names);
        refused("must be the same, in the same order", LeNet.block(), with(others));
    }

    @Test
    void theWeightsThatAreLearnedAndTheBatchAreThere() {
        Block tenth = new LambdaBlock(x -> new NDList(x.head().get(":, :10")));
        refused("no weights that a training could change", sequential(flatten(), tenth), DATA);
        Block lost = new LambdaBlock(x -> new NDList(x.head().reshape(1, -1)));
        refused("1 row of logits of a batch of 2 pictures", sequential(lost, dense(10)), DATA);
        Block mean = new LambdaBlock(x -> new NDList(x.head().mean(new int[] {0}, true)));
        refused("mixes the pictures", sequential(flatten(), mean, dense(10)), DATA);
        Block half = Blocks.batchFlattenBlock(392);
        refused("a batchFlattenBlock(…) of another size", sequential(half, dense(10)), DATA);
        says("There is no net here, only null", () -> Training.of(null, DATA));
        says("There is no data set here, only null", () -> Training.of(dense(10), null));
    }

    @Test
    void theLayerThatTheEngineRefusesIsNamed() {
        Block whole =
                new LambdaBlock(x -> new NDList(x.head().toType(DataType.INT32, false)), "whole");
        refused("cannot run the layer \"dense 10\"", sequential(flatten(), whole, dense(10)), DATA);
    }

    @Test
    void aTrainedNetIsAskedBeforeAnEvaluation() {
        Block net = LeNet.block();
        says("has no weights yet", () -> Evaluation.of(net, DATA.test()));
        Nets.initialize(net, Init.he(), 0, DATA.test().shape(1));
        says(
                "This net has its weights for inputs of shape (1, 28, 28) and cannot take"
                        + " (1, 32, 32).",
                () -> Evaluation.of(net, DATA.test().resized(32)));
        List<String> names = List.of("one", "other");
        Images two = new Images(new byte[784], new byte[1], 28, 28, names);
        says("10 outputs and the pictures have 2 classes", () -> Evaluation.of(net, two));
        try (NDManager manager = NDManager.newBaseManager()) {
            says(
                    "cannot take (3, 28, 28)",
                    () -> Nets.forward(net, manager.zeros(new Shape(1, 3, 28, 28))));
        }
    }

    @Test
    void aNetWithoutDenseLayersTakesLargerPicturesToo() {
        Block net = sequential(conv(10, 3), avgPool(26), flatten());
        Nets.initialize(net, Init.he(), 0, DATA.test().shape(1));
        assertEquals(50, total(Evaluation.of(net, DATA.test().resized(50))));
    }

    private static int total(Evaluation evaluation) {
        return java.util.Arrays.stream(evaluation.confusion())
                .flatMapToInt(java.util.Arrays::stream)
                .sum();
    }

    private static ImageData with(Images test) {
        return new ImageData("mixed", "made up", false, DATA.train(), test);
    }

    /** DJL's class stacks the parts of a larger batch on an axis of their own. */
    @Test
    void aGhostOfABatchServesNoLargerOne() {
        String words = "up to its virtual batch size of 16, and here are 50 examples at once";
        refused(words, ghost(16), DATA, 50);
        refused("of 16, and here are 20 examples", sequential(ghost(16)), DATA, 20);
        Block small = ghost(128);
        Training.of(small, DATA).listener(TrainingListener.SILENT).batchSize(50).epochs(1).fit();
        Block trained = Nets.initialize(ghost(16), Init.he(), 0, DATA.train().shape(1));
        says("of 16, and here are 50 examples", () -> Evaluation.of(trained, DATA.test()));
        says("of 16, and here are 50 examples", () -> Prediction.all(trained, DATA.test()));
        says("of 16, and here are 17 examples", () -> Nets.outputShape(ghost(16), 17, 1, 28, 28));
    }

    @Test
    void gradientsAreThoseOfANetThatFits() {
        Images train = DATA.train();
        for (int outputs : new int[] {5, 12}) {
            Block net = sequential(flatten(), dense(outputs));
            says("pictures have 10 classes", () -> Gradients.norms(net, Init.he(), train, 10));
        }
        Block flat = sequential(conv(6, 5), dense(10));
        says("a flatten() is missing", () -> Gradients.norms(flat, Init.he(), train, 10));
        for (int batch : new int[] {0, -1}) {
            String words = "A batch has 1 picture or more, not " + batch;
            says(words, () -> Gradients.norms(LeNet.block(), Init.he(), train, batch));
        }
        says("only null", () -> Gradients.norms(LeNet.block(), Init.he(), null, 10));
        var net = LeNet.block();
        assertEquals(5, Gradients.norms(net, Init.he(), train, Integer.MAX_VALUE).length);
        net.getChildren().valueAt(0).freezeParameters(true);
        assertEquals(4, Gradients.norms(net, Init.he(), train, 10).length);
    }

    private static Block ghost(int examples) {
        Block norm = GhostBatchNorm.builder().optVirtualBatchSize(examples).build();
        return sequential(maxPool(4), norm, flatten(), dense(10));
    }

    private static void refused(String words, Block net, ImageData data, int batch) {
        Training run = Training.of(net, data).listener(TrainingListener.SILENT).batchSize(batch);
        says(words, run::fit);
    }

    private static void refused(String words, Block net, ImageData data) {
        Training run = Training.of(net, data).listener(TrainingListener.SILENT);
        says(words, run::fit);
        assertThrows(CourseException.class, run::history);
    }

    private static void says(String words, Executable code) {
        String said = assertThrows(CourseException.class, code).getMessage();
        assertTrue(said.contains(words), said);
    }
}
