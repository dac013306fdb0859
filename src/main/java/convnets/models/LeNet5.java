package convnets.models;

import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.sequential;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import convnets.CourseException;
import convnets.nn.LayerInfos;
import convnets.nn.PadAndScale;
import convnets.nn.Rbf;
import convnets.nn.ScaledTanh;
import convnets.nn.Shapes;
import convnets.nn.SparseConv;
import convnets.nn.Subsampling;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * LeNet-5 as its paper of 1998 has it: inputs of 32×32 between −0.1 and 1.175, trainable
 * subsampling, the scaled hyperbolic tangent, sixteen maps in C3 that each read only some of the
 * six below, and output units that measure the distance to drawn digits.
 *
 * <p>60,000 trainable parameters and 340,908 connections, the paper's own figures.
 *
 * @see LeNet the net as one writes it today
 * @see <a href="http://yann.lecun.com/exdb/publis/pdf/lecun-98.pdf">LeCun et al., 1998</a>
 */
public final class LeNet5 {

    /** Table I of the paper: for each map of C3 the maps of S2 that it reads. */
    private static final int[][] C3_READS = {
        {0, 1, 2},
        {1, 2, 3},
        {2, 3, 4},
        {3, 4, 5},
        {4, 5, 0},
        {5, 0, 1},
        {0, 1, 2, 3},
        {1, 2, 3, 4},
        {2, 3, 4, 5},
        {3, 4, 5, 0},
        {4, 5, 0, 1},
        {5, 0, 1, 2},
        {0, 1, 3, 4},
        {1, 2, 4, 5},
        {0, 2, 3, 5},
        {0, 1, 2, 3, 4, 5},
    };

    private LeNet5() {}

    /**
     * The net for 28×28 images.
     *
     * @return (N, 1, 28, 28) → (N, 10): the negative squared distances to the ten bitmaps
     */
    public static SequentialBlock block() {
        return sequential(
                new PadAndScale(),
                conv(6, 5),
                new ScaledTanh(),
                new Subsampling(),
                new ScaledTanh(),
                SparseConv.of(5, C3_READS),
                new ScaledTanh(),
                new Subsampling(),
                new ScaledTanh(),
                conv(120, 5),
                new ScaledTanh(),
                flatten(),
                dense(84),
                new ScaledTanh(),
                new Rbf());
    }

    /**
     * The table of C3.
     *
     * @return a row for each map of C3: the maps of S2 that it reads, counted from 0
     */
    public static int[][] table() {
        return Arrays.stream(C3_READS).map(int[]::clone).toArray(int[][]::new);
    }

    /**
     * Counts connections as the paper does: for each output value of a layer, the values it reads
     * and its bias.
     *
     * @param net layers of this net or of {@link LeNet}
     * @param input the shape of one input with its batch
     * @return the number of connections for one example
     * @throws CourseException if it meets a layer whose connections the paper does not count
     */
    public static long connections(Block net, Shape input) {
        LongAdder sum = new LongAdder();
        Shapes.follow(
                net, input, (layer, in, out) -> sum.add(LayerInfos.of(layer).connections(in, out)));
        return sum.sum();
    }
}
