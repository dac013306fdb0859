package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.ParameterList;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import convnets.nn.ConvolutionInfo;
import convnets.nn.LayerInfo;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import convnets.nn.PoolingInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Runs a net with some of its maps filled up to a multiple of 16 or 8 channels, for speed alone:
 * the numbers stay the same.
 *
 * <p>MXNet takes oneDNN's fast convolutions on the CPU only where no memory has to be padded, so
 * where the channels are a multiple of 16 or at least 8, the lanes of a vector register. LeNet's 6
 * are not. So zeros are put beside the weights of a convolution whose next one can do the same:
 * what a zero kernel gives, the next reads with zeros, and no gradient comes from there.
 */
final class ChannelPadding {

    private final List<Block> layers;
    private final List<LayerInfo> infos;
    private final NDManager manager;
    private final Map<Shape, NDArray> zeros = new HashMap<>();

    /** The zeros are kept on the manager. */
    ChannelPadding(Block net, NDManager manager) {
        this.manager = manager;
        layers = Nets.layers(net);
        infos = layers.stream().map(LayerInfos::of).toList();
    }

    /** (N, c, h, w) → (N, classes), as in training. */
    NDArray forward(ParameterStore store, NDArray x) {
        NDList y = new NDList(x);
        for (int i = 0; i < layers.size(); i++) {
            y =
                    isConvolution(i)
                            ? convolve(store, layers.get(i), y.singletonOrThrow(), outputs(i))
                            : layers.get(i).forward(store, y, true);
        }
        return y.singletonOrThrow();
    }

    private boolean isConvolution(int i) {
        return infos.get(i) instanceof ConvolutionInfo conv
                && layers.get(i) instanceof Conv2d
                && conv.groups() == 1;
    }

    /** How many channels the i-th layer, a convolution, puts out. */
    private int outputs(int i) {
        int next = i + 1;
        while (next < layers.size() && apart(infos.get(next))) {
            next++;
        }
        int real = ((Conv2d) layers.get(i)).getFilters();
        return next < layers.size() && isConvolution(next) ? filled(real) : real;
    }

    /** The next multiple of 16, or else of 8, unless the maps would grow by more than a half. */
    static int filled(int channels) {
        return IntStream.of(16, 8)
                .map(lanes -> (channels + lanes - 1) / lanes * lanes)
                .filter(filled -> 2 * filled <= 3 * channels)
                .findFirst()
                .orElse(channels);
    }

    /** Whether a layer treats each channel alone. */
    private static boolean apart(LayerInfo info) {
        return info.kind() == LayerKind.ACTIVATION
                || info.kind() == LayerKind.DROPOUT
                || info instanceof PoolingInfo;
    }

    private NDList convolve(ParameterStore store, Block layer, NDArray x, int outputs) {
        Conv2d conv = (Conv2d) layer;
        NDManager scope = x.getManager();
        NDArray weight = filled(parameter(store, conv, "weight", x), 1, x.getShape().get(1), scope);
        NDArray bias = parameter(store, conv, "bias", x);
        return Conv2d.conv2d(
                x,
                filled(weight, 0, outputs, scope),
                bias == null ? null : filled(bias, 0, outputs, scope),
                conv.getStride(),
                conv.getPadding(),
                conv.getDilation(),
                1);
    }

    private static NDArray parameter(ParameterStore store, Conv2d conv, String name, NDArray x) {
        ParameterList parameters = conv.getDirectParameters();
        return parameters.contains(name)
                ? store.getValue(parameters.get(name), x.getDevice(), true)
                : null;
    }

    /** Zeros are put behind the values along an axis until there are as many as wanted. */
    private NDArray filled(NDArray values, int axis, long wanted, NDManager scope) {
        long[] missing = values.getShape().getShape().clone();
        missing[axis] = wanted - missing[axis];
        if (missing[axis] == 0) {
            return values;
        }
        NDArray zero = zeros.computeIfAbsent(new Shape(missing), manager::zeros);
        NDArray all = values.concat(zero, axis);
        all.attach(scope); // it would stay with the weights, batch after batch
        return all;
    }
}
