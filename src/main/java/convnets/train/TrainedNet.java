package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.engine.Grids;
import java.util.Comparator;

/**
 * How a training left its net. Another training of the same net, or new first weights, make another
 * one of it, which the history says nothing about.
 *
 * @param net its layers
 * @param smallest a checksum of its smallest array that is learned: no two trainings that differ
 *     leave the same
 */
record TrainedNet(NetDescription net, String smallest) {

    static TrainedNet of(Block net, Shape picture) {
        String smallest =
                net.getParameters().values().stream()
                        .filter(Parameter::requiresGradient)
                        .filter(Parameter::isInitialized)
                        .map(Parameter::getArray)
                        .min(Comparator.comparingLong(NDArray::size))
                        .map(array -> Grids.checksum(array.toFloatArray()))
                        .orElse("");
        return new TrainedNet(NetDescription.of(net, picture), smallest);
    }
}
