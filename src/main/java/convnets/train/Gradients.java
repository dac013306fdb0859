package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.loss.Loss;
import convnets.CourseException;
import convnets.Given;
import convnets.data.Images;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.nn.Nets;

/** How much of the error reaches each layer on its way back. */
public final class Gradients {

    private Gradients() {}

    /**
     * Gives a net fresh weights, runs one batch forward and backward, and measures the gradient.
     *
     * @param net (N, c, h, w) → (N, classes)
     * @param weights the rule for the first weights
     * @param images the batch comes from the first of them
     * @param batch how many
     * @return for each layer with weights that are not frozen, input first, the length (ℓ₂ norm) of
     *     the loss's gradient with respect to them
     * @throws CourseException if the net does not fit the images, or the batch has none of them
     */
    public static double[] norms(Block net, Initializer weights, Images images, int batch) {
        Given.of("set of pictures", images);
        if (batch < 1) {
            throw new CourseException("A batch has 1 picture or more, not %,d.", batch);
        }
        FitCheck.requireLogits(net, images, Math.min(batch, images.size()));
        Nets.initialize(net, weights, 0, Devices.best(), images.shape(1));
        try (NDManager manager = HostArrays.newManager()) {
            NDArray x = images.pixels(manager, images.indices(0, batch));
            NDArray y = images.labels(manager, images.indices(0, batch));
            ParameterStore store = new ParameterStore(manager, false);
            try (GradientCollector collector = Devices.engine().newGradientCollector()) {
                NDList output = net.forward(store, new NDList(x), true);
                collector.backward(Loss.softmaxCrossEntropyLoss().evaluate(new NDList(y), output));
            }
            return net.getParameters().values().stream()
                    .filter(parameter -> parameter.getType() == Parameter.Type.WEIGHT)
                    .filter(Parameter::requiresGradient)
                    .mapToDouble(parameter -> length(parameter, manager))
                    .toArray();
        }
    }

    private static double length(Parameter parameter, NDManager manager) {
        NDArray gradient = parameter.getArray().getGradient();
        gradient.attach(manager); // so that it is freed
        return Math.sqrt(gradient.square().sum().getFloat());
    }
}
