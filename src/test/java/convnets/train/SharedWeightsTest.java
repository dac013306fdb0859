package convnets.train;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.loss.Loss;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.nn.Init;
import convnets.nn.Nets;
import org.junit.jupiter.api.Test;

/** A layer that stands in a net twice is updated once a step, with all of its gradient. */
class SharedWeightsTest {

    private static final float RATE = 0.5f;

    @Test
    void oneStepIsTheGradientOnce() {
        ImageData data = FashionMnist.sample().first(8, 8);
        Block shared = dense(10);
        Block net = sequential(flatten(), dense(10), shared, shared);
        Nets.initialize(net, Init.glorot(), 0, data.train().shape(1));
        float[] byHand = step(net, shared, data.train());
        Training.of(net, data)
                .listener(TrainingListener.SILENT)
                .batchSize(8)
                .learningRate(RATE)
                .epochs(1)
                .fit();
        assertArrayEquals(byHand, weights(shared).toFloatArray(), 1e-5f);
    }

    private static float[] step(Block net, Block shared, Images images) {
        int[] all = images.indices(0, images.size());
        try (NDManager manager = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDList x = new NDList(images.pixels(manager, all));
            NDList y = new NDList(images.labels(manager, all));
            NDList logits = net.forward(new ParameterStore(manager, false), x, true);
            collector.backward(Loss.softmaxCrossEntropyLoss().evaluate(y, logits));
            NDArray weights = weights(shared);
            return weights.sub(weights.getGradient().mul(RATE)).toFloatArray();
        }
    }

    private static NDArray weights(Block layer) {
        return layer.getParameters().valueAt(0).getArray();
    }
}
