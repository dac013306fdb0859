package convnets.train;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import convnets.CourseException;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.engine.HostArrays;
import convnets.nn.OwnLayer;
import java.util.Collections;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Layers that compute well in use, and fail or do something else while they are trained. */
class OnlyInTrainingTest {

    private static final ImageData DATA = FashionMnist.sample().first(20, 10);

    /** Passes values on, and does something with them in training. */
    private static final class InTraining extends OwnLayer {

        private final UnaryOperator<NDArray> done;

        InTraining(UnaryOperator<NDArray> done) {
            this.done = done;
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray x = inputs.singletonOrThrow();
            return new NDList(training ? done.apply(x) : x);
        }
    }

    private static Training training(Block net) {
        Training run = Training.of(net, DATA).batchSize(10).epochs(1);
        return run.listener(TrainingListener.SILENT);
    }

    private static Training inTraining(UnaryOperator<NDArray> done) {
        return training(sequential(flatten(), new InTraining(done), dense(10)));
    }

    private static void says(String words, Training run) {
        String said = assertThrows(CourseException.class, run::fit).getMessage();
        assertTrue(said.contains(words), said);
        String none = assertThrows(CourseException.class, run::history).getMessage();
        assertTrue(none.contains("broke off"), none);
    }

    @Test
    void aLayerThatFailsIsNamed() {
        String words = "cannot train the layer \"InTraining\" on an input of shape (10, 784)";
        says(words, inTraining(x -> x.reshape(7, 3)));
        says(words, inTraining(x -> x.matMul(x)));
        Block copy = // no gradient comes back from it
                LambdaBlock.singleton(
                        x -> HostArrays.array(x.getManager(), x.toFloatArray(), x.getShape()));
        says("cannot train the layer", training(sequential(flatten(), dense(10), copy)));
        int[] fails = {1};
        Training mended = inTraining(x -> fails[0] > 0 ? x.reshape(7, 3) : x);
        says(words, mended);
        fails[0] = 0;
        assertEquals(1, mended.fit().history().epochs().size());
    }

    @Test
    void otherLogitsThanInUseAreRefused() {
        says("(5, 10), and otherwise (10, 10)", inTraining(x -> x.get("5:")));
        Block classes = new InTraining(x -> x.get(":, 5:"));
        String words = "(10, 5), and otherwise (10, 10)";
        says(words, training(sequential(flatten(), dense(10), classes)));
        Block longs = LambdaBlock.singleton(x -> x.toType(DataType.FLOAT64, false));
        says("of type float64", training(sequential(flatten(), dense(10), longs)));
    }

    @Test
    void aLayerThatGivesNothingIsNamed() {
        String words = "The layer \"InTraining\" gives null for an input of shape (10, ";
        says(words + "784)", inTraining(x -> null));
        InTraining last = new InTraining(x -> null);
        says(words + "10)", training(sequential(flatten(), dense(10), last)));
    }

    /** In training alone, or always; the last layer, or one whose output another one takes. */
    @Test
    void aLayerThatGivesSeveralArraysIsNamed() {
        for (boolean always : new boolean[] {true, false}) {
            for (int count : new int[] {0, 2}) {
                String words = "The layer \"Copies\" gives " + count + " arrays";
                says(words, training(sequential(flatten(), new Copies(count, always), dense(10))));
                says(words, training(sequential(flatten(), dense(10), new Copies(count, always))));
                says(
                        words,
                        training(
                                sequential(
                                        new Copies(count, always),
                                        conv(4, 5),
                                        flatten(),
                                        dense(10))));
            }
        }
    }

    /** A recurrent layer may give its state as well, if a function picks the series. */
    @Test
    void aFunctionMayPickOneOfSeveralArrays() {
        Block state = LSTM.builder().setStateSize(8).setNumLayers(1).optReturnState(true).build();
        Block rows = LambdaBlock.singleton(x -> x.reshape(-1, 28, 28));
        Block pick = new LambdaBlock(xs -> new NDList(xs.head().get(":, -1")), "last step");
        Training run = training(sequential(rows, state, pick, dense(10))).fit();
        assertEquals(1, run.history().epochs().size());
        assertEquals(10, Evaluation.of(run.net(), DATA.test()).predictions().size());
    }

    /** Passes on as many copies of its input as it was told. */
    private static final class Copies extends OwnLayer {

        private final int count;
        private final boolean always;

        Copies(int count, boolean always) {
            this.count = count;
            this.always = always;
        }

        @Override
        protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
            NDArray x = inputs.singletonOrThrow();
            return new NDList(Collections.nCopies(always || training ? count : 1, x));
        }
    }

    /** What is no layer's fault stays what it is: a class of the reader's own with a mistake. */
    @Test
    void anExceptionOfTheLayersOwnIsNotExplainedAway() {
        NullPointerException mine = new NullPointerException("mine");
        Training thrown =
                inTraining(
                        x -> {
                            throw mine;
                        });
        assertSame(mine, assertThrows(NullPointerException.class, thrown::fit));
    }
}
