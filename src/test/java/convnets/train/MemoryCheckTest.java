package convnets.train;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.models.Vgg;
import convnets.nn.OwnLayer;
import convnets.train.OptimizerSettings.Method;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

    private static final ImageData DATA = FashionMnist.sample().first(500, 100);
    private static final OptimizerSettings SGD = new OptimizerSettings(Method.SGD, 0.1f, 0);

    /** 7,850 weights; 10 activations and 784 pixels a picture. */
    private static final Block LINEAR = sequential(flatten(), dense(10));

    private static void require(OptimizerSettings optimizer, int batch, long available) {
        MemoryCheck.require(LINEAR, DATA.train(), optimizer, batch, available);
    }

    @Test
    void whatAStepMustKeepIsCounted() {
        long pictures = 4L * 100 * (784 + 2 * 10);
        OptimizerSettings momentum = new OptimizerSettings(Method.SGD, 0.1f, 0.9f);
        OptimizerSettings adam = new OptimizerSettings(Method.ADAM, 0.1f, 0);
        int copies = 2;
        for (OptimizerSettings optimizer : new OptimizerSettings[] {SGD, momentum, adam}) {
            long bytes = pictures + 4L * 7850 * copies++;
            require(optimizer, 100, bytes);
            assertThrows(CourseException.class, () -> require(optimizer, 100, bytes - 1));
        }
    }

    @Test
    void theSentenceNamesBatchPixelsGigabytesAndWhatWouldFit() {
        Block vgg = Vgg.settings(11).block();
        ImageData large = DATA.resized(224);
        assertEquals(
                "This training needs 590.2 GB of memory at least, for batches of 8,192 pictures of"
                        + " 224×224 pixels, and 24.0 GB are free: take a batch size of 128 or"
                        + " less.",
                message(vgg, large, 8192, 24_000_000_000L));
        assertEquals(
                "This training needs 1.1 GB of memory at least, for batches of 1 picture of"
                        + " 224×224 pixels, and 1.0 GB are free: take a smaller net, or smaller"
                        + " pictures.",
                message(vgg, large, 1, 1_000_000_000L));
    }

    private static String message(Block net, ImageData data, int batch, long available) {
        return assertThrows(
                        CourseException.class,
                        () -> MemoryCheck.require(net, data.train(), SGD, batch, available))
                .getMessage();
    }

    @Test
    void aNetThatCannotBeCountedIsNotHeldUp() {
        Block unknown =
                new LambdaBlock(
                        list -> {
                            throw new UnsupportedOperationException();
                        },
                        "cut");
        Block known = sequential(flatten(), dense(10_000));
        assertThrows(CourseException.class, () -> requireMegabyte(known));
        assertDoesNotThrow(() -> requireMegabyte(sequential(unknown, dense(10_000))));
    }

    @Test
    void thePicturesOfABatchCountForAnyNet() {
        Block unknown = new OwnLayer();
        Block net = sequential(unknown, flatten(), dense(10));
        long pictures = 4L * 100 * 784;
        assertDoesNotThrow(() -> MemoryCheck.require(net, DATA.train(), SGD, 100, pictures));
        assertThrows(
                CourseException.class,
                () -> MemoryCheck.require(net, DATA.train(), SGD, 100, pictures - 1));
    }

    private static void requireMegabyte(Block net) {
        MemoryCheck.require(net, DATA.train(), SGD, 100, 1L << 20);
    }

    @Tag("slow")
    @Test
    void aTrainingIsAskedForItsMemoryBeforeItBegins() {
        Training run =
                Training.of(Vgg.settings(19).block(), DATA.resized(2000))
                        .batchSize(500)
                        .listener(TrainingListener.SILENT);
        String said = assertThrows(CourseException.class, run::fit).getMessage();
        assertEquals("This training needs ", said.substring(0, 20), said);
    }
}
