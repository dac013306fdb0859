package convnets.models;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.nn.Layers;
import java.util.function.Supplier;

/**
 * AlexNet: five convolutions, three overlapping max-poolings, three dense layers, ReLU throughout,
 * dropout after both hidden dense layers.
 *
 * <pre>{@code
 * AlexNet.block()                          // d2l's: 10 classes, 46,764,746 parameters at 1×224×224
 * AlexNet.settings().classes(1000).block() // the lecture's, for 3×224×224
 * AlexNet.settings().widthDivisor(4).block()      // a quarter of the channels and units
 * }</pre>
 *
 * @see <a href="https://d2l.ai/chapter_convolutional-modern/alexnet.html">d2l, AlexNet</a>
 * @see <a
 *     href="https://papers.nips.cc/paper/4824-imagenet-classification-with-deep-convolutional-neural-networks">Krizhevsky,
 *     Sutskever and Hinton, 2012</a>
 */
public final class AlexNet {

    private AlexNet() {}

    /**
     * The net with d2l's settings.
     *
     * @return (N, c, 224, 224) → (N, 10) logits
     */
    public static SequentialBlock block() {
        return settings().block();
    }

    /**
     * The net of the 2012 paper, apart from its local response normalization: two groups of
     * channels, one for each of its GPUs, and a first convolution padded by 2.
     *
     * @return (N, 3, 224, 224) → (N, 1000) logits; 60,965,224 parameters, 724,406,816 MACs
     */
    public static SequentialBlock original() {
        return sequential(
                conv(96, 11).stride(4).pad(2),
                relu(),
                maxPool(3).stride(2),
                conv(256, 5).pad(2).groups(2),
                relu(),
                maxPool(3).stride(2),
                conv(384, 3).pad(1),
                relu(),
                conv(384, 3).pad(1).groups(2),
                relu(),
                conv(256, 3).pad(1).groups(2),
                relu(),
                maxPool(3).stride(2),
                flatten(),
                dense(4096),
                relu(),
                dropout(0.5),
                dense(4096),
                relu(),
                dropout(0.5),
                dense(1000));
    }

    /**
     * The settings, to be changed one by one.
     *
     * @return d2l's: 10 classes, full width, dropout ½, max-pooling, ReLU
     */
    public static Settings settings() {
        return new Settings(10, 1, 0.5, true, Layers::relu);
    }

    /**
     * What may differ from one AlexNet to the next.
     *
     * @param classes the number of outputs
     * @param widthDivisor what channels and hidden units are divided by; a divisor of 32
     * @param dropout the probability of dropping a hidden unit in training; 0 leaves dropout out
     * @param max whether the pooling takes the largest value, not the average
     * @param activation makes the function after each hidden layer
     */
    public record Settings(
            int classes,
            int widthDivisor,
            double dropout,
            boolean max,
            Supplier<Block> activation) {

        /**
         * Sets the number of outputs.
         *
         * @param count 1 or more
         * @return changed settings
         */
        public Settings classes(int count) {
            return new Settings(count, widthDivisor, dropout, max, activation);
        }

        /**
         * Makes the net narrower.
         *
         * @param divisor of all channels and hidden units: 1, 2, 4, 8, 16 or 32
         * @return changed settings
         */
        public Settings widthDivisor(int divisor) {
            return new Settings(classes, divisor, dropout, max, activation);
        }

        /**
         * Sets how many of the hidden dense units are dropped in training.
         *
         * @param probability 0 ≤ p &lt; 1; 0 leaves the dropout layers out
         * @return changed settings
         */
        public Settings dropout(double probability) {
            return new Settings(classes, widthDivisor, probability, max, activation);
        }

        /**
         * Pools by average, as LeNet does.
         *
         * @return changed settings
         */
        public Settings averagePooling() {
            return new Settings(classes, widthDivisor, dropout, false, activation);
        }

        /**
         * Replaces the ReLU.
         *
         * @param function such as {@code Layers::sigmoid}
         * @return changed settings
         */
        public Settings activation(Supplier<Block> function) {
            return new Settings(classes, widthDivisor, dropout, max, function);
        }

        /**
         * Builds the net.
         *
         * @return (N, c, h, w) → (N, classes) logits, without weights yet; h and w from 67 up
         * @throws CourseException if the width does not divide the channels
         */
        public SequentialBlock block() {
            WidthDivisor w = new WidthDivisor("AlexNet", widthDivisor, 96, 256, 384, 4096);
            SequentialBlock net =
                    sequential(
                            conv(w.of(96), 11).stride(4),
                            activation.get(),
                            pool(),
                            conv(w.of(256), 5).pad(2),
                            activation.get(),
                            pool(),
                            conv(w.of(384), 3).pad(1),
                            activation.get(),
                            conv(w.of(384), 3).pad(1),
                            activation.get(),
                            conv(w.of(256), 3).pad(1),
                            activation.get(),
                            pool(),
                            flatten());
            addHidden(net, w.of(4096));
            addHidden(net, w.of(4096));
            return net.add(dense(classes));
        }

        private Block pool() {
            return max ? maxPool(3).stride(2) : avgPool(3).stride(2);
        }

        private void addHidden(SequentialBlock net, int units) {
            net.add(dense(units)).add(activation.get());
            if (dropout > 0) {
                net.add(Layers.dropout(dropout));
            }
        }
    }
}
