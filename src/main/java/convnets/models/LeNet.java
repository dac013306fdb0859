package convnets.models;

import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static convnets.nn.Layers.sigmoid;

import ai.djl.nn.SequentialBlock;

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
        return block(2, 10);
    }

    /**
     * The net with another padding or another number of classes.
     *
     * @param padding of the first convolution: 2 for 28×28 images, 0 for 32×32
     * @param classes the number of outputs
     * @return (N, 1, h, w) → (N, classes) logits
     */
    public static SequentialBlock block(int padding, int classes) {
        return sequential(
                conv(6, 5).pad(padding),
                sigmoid(),
                avgPool(2),
                conv(16, 5),
                sigmoid(),
                avgPool(2),
                flatten(),
                dense(120),
                sigmoid(),
                dense(84),
                sigmoid(),
                dense(classes));
    }

    /**
     * The net for 28×28 images with ReLU in place of the sigmoids and max-pooling in place of the
     * average: it learns faster, at the same price.
     *
     * @return (N, 1, 28, 28) → (N, 10) logits
     */
    public static SequentialBlock modern() {
        return sequential(
                conv(6, 5).pad(2),
                relu(),
                maxPool(2),
                conv(16, 5),
                relu(),
                maxPool(2),
                flatten(),
                dense(120),
                relu(),
                dense(84),
                relu(),
                dense(10));
    }
}
