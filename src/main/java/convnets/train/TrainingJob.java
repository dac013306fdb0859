package convnets.train;

import ai.djl.Device;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.data.ImageData;
import java.util.List;

/**
 * A training that is about to start: how it is done changes no more.
 *
 * @param net with its first weights
 * @param data what it learns from and is tested on
 * @param settings how
 * @param devices that share each batch; the first keeps the weights
 * @param memory of the optimizer
 * @param before the epochs that are done already
 * @param reseeds whether the random numbers of the engine begin anew with each epoch
 * @param kept what is written after each epoch; null for nothing
 * @param listeners who watch; hints go to the first
 */
record TrainingJob(
        Block net,
        ImageData data,
        TrainingSettings settings,
        List<Device> devices,
        OptimizerMemory memory,
        List<Epoch> before,
        boolean reseeds,
        KeptTraining kept,
        List<TrainingListener> listeners) {

    /** Where the weights live. */
    Device home() {
        return devices.get(0);
    }

    /** Called after each epoch. The epochs to come are worth more than the file. */
    void keep(History soFar) {
        if (kept == null) {
            return;
        }
        try {
            kept.write(soFar, net, memory);
        } catch (CourseException problem) {
            String more = " The training goes on without a checkpoint.";
            listeners.get(0).hint(problem.getMessage() + more);
        }
    }
}
