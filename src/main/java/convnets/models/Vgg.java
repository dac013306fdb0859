package convnets.models;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import java.util.List;
import java.util.Map;

/**
 * VGG: five blocks of 3×3 convolutions, each ended by a max-pooling that halves the side, then
 * AlexNet's three dense layers. The number of layers with weights names the net.
 *
 * @see <a href="https://d2l.ai/chapter_convolutional-modern/vgg.html">d2l, VGG</a>
 * @see <a href="https://arxiv.org/abs/1409.1556">Simonyan and Zisserman, 2014</a>
 */
public final class Vgg {

    /** How many convolutions each of the five blocks has, for each depth. */
    private static final Map<Integer, List<Integer>> CONVOLUTIONS =
            Map.of(
                    11, List.of(1, 1, 2, 2, 2),
                    13, List.of(2, 2, 2, 2, 2),
                    16, List.of(2, 2, 3, 3, 3),
                    19, List.of(2, 2, 4, 4, 4));

    private static final int[] CHANNELS = {64, 128, 256, 512, 512};

    private static final int UNITS = 4096;

    private Vgg() {}

    /**
     * One of the published nets, for ten classes.
     *
     * @param depth 11, 13, 16 or 19 layers with weights
     * @return (N, c, 224, 224) → (N, 10) logits
     */
    public static SequentialBlock block(int depth) {
        return settings(depth).block();
    }

    /**
     * The part that VGG repeats.
     *
     * @param convolutions how many 3×3 convolutions, each with a ReLU; 0 to 1,000
     * @param channels of each of them
     * @return (N, c, h, w) → (N, channels, ⌊h / 2⌋, ⌊w / 2⌋)
     */
    public static SequentialBlock vggBlock(int convolutions, int channels) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 0; i < Repeats.of("convolutions", convolutions); i++) {
            block.add(conv(channels, 3).pad(1)).add(relu());
        }
        return block.add(maxPool(2));
    }

    /**
     * The settings, to be changed one by one.
     *
     * @param depth 11, 13, 16 or 19 layers with weights
     * @return 10 classes, full width
     * @throws CourseException if there is no such VGG
     */
    public static Settings settings(int depth) {
        if (!CONVOLUTIONS.containsKey(depth)) {
            throw new CourseException("There is no VGG-%d: take 11, 13, 16 or 19.", depth);
        }
        return new Settings(depth, 10, 1);
    }

    /**
     * What may differ from one VGG to the next.
     *
     * @param depth the number of layers with weights
     * @param classes the number of outputs
     * @param widthDivisor what channels and hidden units are divided by; a divisor of 64
     */
    public record Settings(int depth, int classes, int widthDivisor) {

        /**
         * Sets the number of outputs.
         *
         * @param count 1 or more
         * @return changed settings
         */
        public Settings classes(int count) {
            return new Settings(depth, count, widthDivisor);
        }

        /**
         * Makes the net narrower.
         *
         * @param divisor of all channels and hidden units: a power of two up to 64
         * @return changed settings
         */
        public Settings widthDivisor(int divisor) {
            return new Settings(depth, classes, divisor);
        }

        /**
         * Builds the net.
         *
         * @return (N, c, h, w) → (N, classes) logits, without weights yet; h and w from 32 up
         * @throws CourseException if the width does not divide the channels
         */
        public SequentialBlock block() {
            WidthDivisor w = new WidthDivisor("VGG", widthDivisor, 64, 128, 256, 512, UNITS);
            SequentialBlock net = new SequentialBlock();
            for (int i = 0; i < CHANNELS.length; i++) {
                net.add(vggBlock(CONVOLUTIONS.get(depth).get(i), w.of(CHANNELS[i])));
            }
            net.add(flatten());
            net.add(sequential(dense(w.of(UNITS)), relu(), dropout(0.5)));
            net.add(sequential(dense(w.of(UNITS)), relu(), dropout(0.5)));
            return net.add(dense(classes));
        }
    }
}
