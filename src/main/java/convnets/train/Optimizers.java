package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.optimizer.Sgd;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.function.Function;

/** DJL's optimizers, with their state (momentum, moments) in a memory that can be saved. */
final class Optimizers {

    private Optimizers() {}

    static Optimizer sgd(Tracker rate, float momentum, OptimizerMemory memory) {
        return new Sgd(
                Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optMomentum(momentum)
                        .optBeginNumUpdate(memory.steps())) {
            @Override
            protected NDArray withDefaultState(
                    Map<String, Map<Device, NDArray>> states,
                    String parameter,
                    Device device,
                    Function<String, NDArray> first) {
                return memory.kept(
                        super.withDefaultState(states, parameter, device, began(memory, first)));
            }
        };
    }

    static Optimizer adam(Tracker rate, OptimizerMemory memory) {
        return new Adam(
                Optimizer.adam().optLearningRateTracker(rate).optBeginNumUpdate(memory.steps())) {
            @Override
            protected NDArray withDefaultState(
                    Map<String, Map<Device, NDArray>> states,
                    String parameter,
                    Device device,
                    Function<String, NDArray> first) {
                return memory.kept(
                        super.withDefaultState(states, parameter, device, began(memory, first)));
            }
        };
    }

    private static Function<String, NDArray> began(
            OptimizerMemory memory, Function<String, NDArray> zeros) {
        return parameter -> memory.begin(parameter, zeros.apply(parameter));
    }
}
