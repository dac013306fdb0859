package convnets.models;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.nn.Layers;
import java.util.function.Supplier;

/**
 * LeNet-5 as the course (and d2l) builds it: two convolutions, two poolings, three dense layers,
 * with sigmoids and a plain dense output in place of the 1998 paper's Gaussian connections.
 *
 * @see <a href="https://d2l.ai/chapter_convolutional-neural-networks/lenet.html">d2l, LeNet</a>
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998</a>
 */
public final class LeNet {

    private LeNet() {}

    /**
     * The net for 28×28 images, padded by 2 to the 32×32 of the paper.
     *
     * @return (N, 1, 28, 28) → (N, 10) logits; 61,706 parameters, 416,520 MACs an image
     */
    public static SequentialBlock block() {
        return settings().block();
    }

    /**
     * The net for 28×28 images with ReLU in place of the sigmoids and max-pooling in place of the
     * average: it learns faster, at the same price.
     *
     * @return (N, 1, 28, 28) → (N, 10) logits
     */
    public static SequentialBlock modern() {
        return settings().activation(Layers::relu).maxPooling().block();
    }

    /**
     * The settings, to be changed one by one.
     *
     * @return d2l's: 10 classes, padding 2, windows of 5×5, 6 and 16 channels, average pooling,
     *     sigmoid
     */
    public static Settings settings() {
        return new Settings(10, 2, 5, 6, 16, false, Layers::sigmoid);
    }

    /**
     * What may differ from one LeNet to the next.
     *
     * @param classes the number of outputs
     * @param padding of the first convolution: 2 for 28×28 images, 0 for 32×32
     * @param kernel the height and width of both convolutions' windows
     * @param first the channels of the first convolution
     * @param second the channels of the second convolution
     * @param max whether the pooling takes the largest value, not the average
     * @param activation makes the function after each hidden layer
     */
    public record Settings(
            int classes,
            int padding,
            int kernel,
            int first,
            int second,
            boolean max,
            Supplier<Block> activation) {

        /**
         * Sets the number of outputs.
         *
         * @param count 1 or more
         * @return changed settings
         */
        public Settings classes(int count) {
            return new Settings(count, padding, kernel, first, second, max, activation);
        }

        /**
         * Sets the padding of the first convolution.
         *
         * @param pixels on each side: 2 for 28×28 images, 0 for 32×32
         * @return changed settings
         */
        public Settings padding(int pixels) {
            return new Settings(classes, pixels, kernel, first, second, max, activation);
        }

        /**
         * Sets the window of both convolutions.
         *
         * @param size its height and width, in pixels
         * @return changed settings
         */
        public Settings kernel(int size) {
            return new Settings(classes, padding, size, first, second, max, activation);
        }

        /**
         * Sets the number of maps.
         *
         * @param one of the first convolution
         * @param two of the second convolution
         * @return changed settings
         */
        public Settings channels(int one, int two) {
            return new Settings(classes, padding, kernel, one, two, max, activation);
        }

        /**
         * Pools by maximum.
         *
         * @return changed settings
         */
        public Settings maxPooling() {
            return new Settings(classes, padding, kernel, first, second, true, activation);
        }

        /**
         * Replaces the sigmoid.
         *
         * @param function such as {@code Layers::relu}
         * @return changed settings
         */
        public Settings activation(Supplier<Block> function) {
            return new Settings(classes, padding, kernel, first, second, max, function);
        }

        /**
         * Builds the net.
         *
         * @return (N, c, h, w) → (N, classes) logits, without weights yet
         */
        public SequentialBlock block() {
            return sequential(
                    conv(first, kernel).pad(padding),
                    activation.get(),
                    pool(),
                    conv(second, kernel),
                    activation.get(),
                    pool(),
                    flatten(),
                    dense(120),
                    activation.get(),
                    dense(84),
                    activation.get(),
                    dense(classes));
        }

        private Block pool() {
            return max ? maxPool(2) : avgPool(2);
        }
    }
}
