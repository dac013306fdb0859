package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a training left its net. Another training of the same net, or new first weights, make another
 * one of it, which the history says nothing about.
 *
 * @param net its layers
 * @param smallest the values of its smallest array that is learned: no two trainings that differ
 *     leave the same
 */
record TrainedNet(NetDescription net, List<Float> smallest) {

    static TrainedNet of(Block net, Shape picture) {
        List<Float> smallest =
                net.getParameters().values().stream()
                        .filter(Parameter::requiresGradient)
                        .filter(Parameter::isInitialized)
                        .map(Parameter::getArray)
                        .min(Comparator.comparingLong(NDArray::size))
                        .map(array -> boxed(array.toFloatArray()))
                        .orElse(List.of());
        return new TrainedNet(NetDescription.of(net, picture), smallest);
    }

    private static List<Float> boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }
}
