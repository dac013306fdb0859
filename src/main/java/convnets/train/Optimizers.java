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
        Tracker rate = Tracker.fixed(learningRate);
        return new Sgd(Optimizer.sgd().setLearningRateTracker(rate).optMomentum(momentum)) {
            @Override
            protected NDArray withDefaultState(
                    Map<String, Map<Device, NDArray>> states,
                    String parameter,
                    Device device,
                    Function<String, NDArray> first) {
                return kept(super.withDefaultState(states, parameter, device, first), manager);
            }
        };
    }

    static Optimizer adam(float learningRate, NDManager manager) {
        Tracker rate = Tracker.fixed(learningRate);
        return new Adam(Optimizer.adam().optLearningRateTracker(rate)) {
            @Override
            protected NDArray withDefaultState(
                    Map<String, Map<Device, NDArray>> states,
                    String parameter,
                    Device device,
                    Function<String, NDArray> first) {
                return kept(super.withDefaultState(states, parameter, device, first), manager);
            }
        };
    }

    private static NDArray kept(NDArray state, NDManager manager) {
        if (state.getManager() != manager) {
            state.attach(manager);
        }
        return state;
    }
}
