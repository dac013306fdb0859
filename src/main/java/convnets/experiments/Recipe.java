package convnets.experiments;

import ai.djl.nn.SequentialBlock;
import ai.djl.training.initializer.Initializer;
import convnets.Text;
import convnets.data.ImageData;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.Init;
import convnets.plot.Palette.Net;
import convnets.train.Training;
import java.util.function.Supplier;

/**
 * How one of the course's nets is trained at a scale: the chapters and the comparison use the same
 * settings. At full scale they are d2l's own, but for NiN's last ReLU, which is left out, and
 * LeNet's first weights, which are Glorot's with gain 2.
 *
 * @param name of the net, with its width
 * @param family that the net belongs to; it has one color in all charts
 * @param scale that it is for
 * @param net builds it
 * @param imageSize height and width of the pictures, in pixels
 * @param batchSize pictures in a step
 * @param learningRate the step size η
 * @param adam whether the optimizer is Adam, not plain SGD
 * @param epochs passes over the training pictures
 * @param weights the rule for the first weights
 */
public record Recipe(
        String name,
        Net family,
        Scale scale,
        Supplier<SequentialBlock> net,
        int imageSize,
        int batchSize,
        float learningRate,
        boolean adam,
        int epochs,
        Initializer weights) {

    /** Adam's usual step size, at laptop scale. */
    private static final float RATE = 0.001f;

    /**
     * LeNet, the same net at both scales; smaller batches where there are fewer pictures.
     *
     * @param scale laptop or full
     * @return its recipe
     */
    public static Recipe leNet(Scale scale) {
        int batch = scale.pick(64, 256);
        return new Recipe(
                "LeNet",
                Net.LENET,
                scale,
                LeNet::block,
                28,
                batch,
                0.9f,
                false,
                10,
                Init.glorot(2));
    }

    /**
     * AlexNet; at laptop scale a quarter as wide.
     *
     * @param scale laptop or full
     * @return its recipe
     */
    public static Recipe alexNet(Scale scale) {
        AlexNet.Settings quarter = AlexNet.settings().widthDivisor(4);
        return scale == Scale.FULL
                ? full("AlexNet", Net.ALEXNET, AlexNet::block, 0.01f)
                : laptop("AlexNet ÷ 4", Net.ALEXNET, quarter::block, 80, 128);
    }

    /**
     * VGG-11; a quarter as wide at full scale, as d2l trains it, and an eighth at laptop scale.
     *
     * @param scale laptop or full
     * @return its recipe
     */
    public static Recipe vgg(Scale scale) {
        Vgg.Settings vgg = Vgg.settings(11);
        return scale == Scale.FULL
                ? full("VGG-11 ÷ 4", Net.VGG, vgg.widthDivisor(4)::block, 0.05f)
                : laptop("VGG-11 ÷ 8", Net.VGG, vgg.widthDivisor(8)::block, 64, 64);
    }

    /**
     * NiN without the ReLU on its logits; at laptop scale a quarter as wide.
     *
     * @param scale laptop or full
     * @return its recipe
     */
    public static Recipe nin(Scale scale) {
        Nin.Settings nin = Nin.settings().withoutFinalRelu();
        return scale == Scale.FULL
                ? full("NiN", Net.NIN, nin::block, 0.1f)
                : laptop("NiN ÷ 4", Net.NIN, nin.widthDivisor(4)::block, 80, 64);
    }

    private static Recipe laptop(
            String name, Net family, Supplier<SequentialBlock> net, int size, int batch) {
        return new Recipe(name, family, Scale.LAPTOP, net, size, batch, RATE, true, 5, Init.he());
    }

    private static Recipe full(String name, Net family, Supplier<SequentialBlock> net, float rate) {
        return new Recipe(name, family, Scale.FULL, net, 224, 128, rate, false, 10, Init.glorot());
    }

    /**
     * The same for another net.
     *
     * @param other its name
     * @param kind the family that it belongs to
     * @param builder builds it
     * @return a changed recipe
     */
    public Recipe with(String other, Net kind, Supplier<SequentialBlock> builder) {
        return new Recipe(
                other,
                kind,
                scale,
                builder,
                imageSize,
                batchSize,
                learningRate,
                adam,
                epochs,
                weights);
    }

    /**
     * The same with pictures of another size.
     *
     * @param size height and width in pixels
     * @return a changed recipe
     */
    public Recipe pixels(int size) {
        return new Recipe(
                name, family, scale, net, size, batchSize, learningRate, adam, epochs, weights);
    }

    /**
     * The same with another number of epochs.
     *
     * @param count passes over the training pictures
     * @return a changed recipe
     */
    public Recipe epochs(int count) {
        return new Recipe(
                name, family, scale, net, imageSize, batchSize, learningRate, adam, count, weights);
    }

    /**
     * Prepares the training.
     *
     * @param data at any size; it is resized
     * @return a training with these settings and a new net, to be started with {@code fit()}
     */
    public Training training(ImageData data) {
        Training training =
                Training.of(net.get(), data.resized(imageSize))
                        .name(name)
                        .learningRate(learningRate)
                        .batchSize(batchSize)
                        .epochs(epochs)
                        .weights(weights);
        return adam ? training.adam() : training;
    }

    /** All of it in one line. */
    @Override
    public String toString() {
        return Text.format(
                "%s at %s scale: pictures of %d×%d, %s, learning rate %s, batches of %d, %s",
                name,
                scale,
                imageSize,
                imageSize,
                adam ? "Adam" : "SGD",
                learningRate,
                batchSize,
                Text.count(epochs, "epoch"));
    }
}
