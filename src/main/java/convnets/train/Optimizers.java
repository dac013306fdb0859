package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.function.Function;

/**
 * DJL's optimizers, with their state (momentum, moments) on a manager of ours: DJL detaches it and
 * relies on the garbage collector, which does not free the memory of every engine.
 */
final class Optimizers {

    private Optimizers() {}

    static Optimizer sgd(float learningRate, float momentum, NDManager manager) {
        Sgd.Builder settings =
                Optimizer.sgd()
                        .setLearningRateTracker(Tracker.fixed(learningRate))
                        .optMomentum(momentum);
        return new Sgd(settings) {
            @Override
            protected NDArray withDefaultState(
                    Map<String, Map<Device, NDArray>> state,
                    String key,
                    Device device,
                    Function<String, NDArray> first) {
                boolean isNew = !state.containsKey(key);
                NDArray array = super.withDefaultState(state, key, device, first);
                return isNew ? attached(array, manager) : array;
            }
        };
    }

    static Optimizer adam(float learningRate, NDManager manager) {
        Adam.Builder settings =
                Optimizer.adam().optLearningRateTracker(Tracker.fixed(learningRate));
        return new Adam(settings) {
            @Override
            protected NDArray withDefaultState(
                    Map<String, Map<Device, NDArray>> state,
                    String key,
                    Device device,
                    Function<String, NDArray> first) {
                boolean isNew = !state.containsKey(key);
                NDArray array = super.withDefaultState(state, key, device, first);
                return isNew ? attached(array, manager) : array;
            }
        };
    }

    private static NDArray attached(NDArray array, NDManager manager) {
        array.attach(manager);
        return array;
    }
}
