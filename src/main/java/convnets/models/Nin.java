package convnets.models;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;

import ai.djl.nn.SequentialBlock;
import convnets.CourseException;

/**
 * Network in network: AlexNet's convolutions, each followed by 1×1 convolutions (dense layers at
 * each pixel), and no dense layer at all: the last block has one channel for each class, and the
 * mean of its map is the class's logit.
 *
 * @see <a href="https://d2l.ai/chapter_convolutional-modern/nin.html">d2l, NiN</a>
 * @see <a href="https://arxiv.org/abs/1312.4400">Lin, Chen and Yan, 2013</a>
 */
public final class Nin {

    private Nin() {}

    /**
     * The net with d2l's settings.
     *
     * @return (N, c, 224, 224) → (N, 10) logits; 1,992,166 parameters for one channel
     */
    public static SequentialBlock block() {
        return settings().block();
    }

    /**
     * The part that NiN repeats: a convolution, then two 1×1 convolutions, each with a ReLU.
     *
     * @param channels of all three
     * @param kernel of the first, its height and width
     * @param stride of the first
     * @param padding of the first
     * @return (N, c, h, w) → (N, channels, h', w')
     */
    public static SequentialBlock ninBlock(int channels, int kernel, int stride, int padding) {
        return ninBlock(channels, kernel, stride, padding, 2, true);
    }

    /**
     * The same with another number of 1×1 convolutions.
     *
     * @param channels of all convolutions
     * @param kernel of the first
     * @param stride of the first
     * @param padding of the first
     * @param ones how many 1×1 convolutions follow, 0 to 1,000
     * @param finalRelu whether there is a ReLU after the last of them
     * @return (N, c, h, w) → (N, channels, h', w')
     */
    public static SequentialBlock ninBlock(
            int channels, int kernel, int stride, int padding, int ones, boolean finalRelu) {
        SequentialBlock block = new SequentialBlock();
        block.add(conv(channels, kernel).stride(stride).pad(padding));
        for (int i = 0; i < Repeats.of("1×1 convolutions", ones); i++) {
            block.add(relu()).add(conv(channels, 1));
        }
        return finalRelu ? block.add(relu()) : block;
    }

    /**
     * The settings, to be changed one by one.
     *
     * @return d2l's: 10 classes, full width, two 1×1 convolutions a block, a ReLU on the logits
     */
    public static Settings settings() {
        return new Settings(10, 1, 2, true);
    }

    /**
     * What may differ from one NiN to the next.
     *
     * @param classes the number of outputs
     * @param widthDivisor what the channels are divided by; a divisor of 32
     * @param ones the number of 1×1 convolutions in a block
     * @param finalRelu whether a ReLU follows the very last convolution, as in d2l; it can make all
     *     logits zero for good
     */
    public record Settings(int classes, int widthDivisor, int ones, boolean finalRelu) {

        /**
         * Sets the number of outputs.
         *
         * @param count 1 or more
         * @return changed settings
         */
        public Settings classes(int count) {
            return new Settings(count, widthDivisor, ones, finalRelu);
        }

        /**
         * Makes the net narrower.
         *
         * @param divisor of all channels but the last block's: 1, 2, 4, 8, 16 or 32
         * @return changed settings
         */
        public Settings widthDivisor(int divisor) {
            return new Settings(classes, divisor, ones, finalRelu);
        }

        /**
         * Sets the number of 1×1 convolutions in a block.
         *
         * @param count 0 or more
         * @return changed settings
         */
        public Settings ones(int count) {
            if (count < 0) {
                throw new CourseException(
                        "A NiN block has 0 or more 1×1 convolutions, not %d.", count);
            }
            return new Settings(classes, widthDivisor, count, finalRelu);
        }

        /**
         * Leaves the last ReLU out, so that logits can be negative.
         *
         * @return changed settings
         */
        public Settings withoutFinalRelu() {
            return new Settings(classes, widthDivisor, ones, false);
        }

        /**
         * Builds the net.
         *
         * @return (N, c, h, w) → (N, classes) logits, without weights yet; h and w from 67 up
         * @throws CourseException if the width does not divide the channels
         */
        public SequentialBlock block() {
            WidthDivisor w = new WidthDivisor("NiN", widthDivisor, 96, 256, 384);
            return new SequentialBlock()
                    .add(ninBlock(w.of(96), 11, 4, 0, ones, true))
                    .add(maxPool(3).stride(2))
                    .add(ninBlock(w.of(256), 5, 1, 2, ones, true))
                    .add(maxPool(3).stride(2))
                    .add(ninBlock(w.of(384), 3, 1, 1, ones, true))
                    .add(maxPool(3).stride(2))
                    .add(dropout(0.5))
                    .add(ninBlock(classes, 3, 1, 1, ones, finalRelu))
                    .add(globalAvgPool());
        }
    }
}
