package convnets.train;

import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import convnets.cost.LayerTable;

/**
 * How the weights are updated.
 *
 * @param method the rule of the update
 * @param learningRate the step size η, above 0
 * @param momentum the share β of the last step that SGD keeps, 0 ≤ β &lt; 1; Adam has its own two
 */
public record OptimizerSettings(Method method, float learningRate, float momentum) {

    /** The rule of the update. */
    public enum Method {
        /** Stochastic gradient descent, with momentum if that is above 0. */
        SGD,
        /** Adam with DJL's numbers: β₁ 0.9, β₂ 0.999, ε 1e-8. */
        ADAM
    }

    OptimizerSettings withRate(float rate) {
        return new OptimizerSettings(method, rate, momentum);
    }

    /** DJL's optimizer of this rule, which goes on from what it remembers. */
    Optimizer with(OptimizerMemory memory, Tracker rate) {
        return method == Method.ADAM
                ? Optimizers.adam(rate, memory)
                : Optimizers.sgd(rate, momentum, memory);
    }

    /**
     * What a step of training must keep at least: each weight with its gradient and what the
     * optimizer remembers of it, each activation with its gradient, the pictures.
     *
     * @param table of the net
     * @param pictures of the batch
     * @return bytes, in single precision
     */
    public long bytes(LayerTable table, long pictures) {
        long perWeight = method == Method.ADAM ? 4 : momentum > 0 ? 3 : 2;
        long perPicture = 2 * table.activations() + table.input().slice(1).size();
        return Float.BYTES * (perWeight * table.parameters() + pictures * perPicture);
    }

    /** The rule without the learning rate, such as {@code SGD, β 0.9}. */
    @Override
    public String toString() {
        return method == Method.ADAM ? "Adam" : momentum == 0 ? "SGD" : "SGD, β " + momentum;
    }
}
