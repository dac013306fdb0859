package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.engine.HostArrays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an optimizer remembers of the steps before: how many they were, and for each parameter its
 * momentum, or Adam's two moments. It outlives the training loop, so that it can be saved with the
 * weights; its arrays are freed when nothing refers to it any more.
 */
final class OptimizerMemory {

    private final NDManager manager;

    /** Of each parameter, by DJL's name for it, in the order in which DJL asks for them. */
    private final Map<String, List<NDArray>> arrays = new HashMap<>();

    private final Map<String, Integer> asked = new HashMap<>();
    private int steps;

    OptimizerMemory(Device device) {
        manager = HostArrays.newManager(device, "optimizer", this);
    }

    /** The parameters of a net that its optimizer changes, and remembers something of. */
    static List<Parameter> learned(Block net) {
        return net.getParameters().values().stream()
                .filter(Parameter::requiresGradient)
                .distinct() // a layer that stands in the net twice has its weights once
                .toList();
    }

    /** How many steps were made. */
    int steps() {
        return steps;
    }

    void countStep() {
        steps++;
    }

    /** What DJL begins with when it asks for an array: a restored one, or else its own zeros. */
    NDArray begin(String parameter, NDArray zeros) {
        List<NDArray> known = arrays.computeIfAbsent(parameter, name -> new ArrayList<>());
        int place = asked.merge(parameter, 1, Integer::sum) - 1;
        if (place < known.size()) {
            zeros.close();
            return known.get(place);
        }
        known.add(zeros);
        return zeros;
    }

    /**
     * Keeps an array in a manager of ours: DJL detaches it and relies on the garbage collector,
     * which does not free the memory of every engine.
     */
    NDArray kept(NDArray array) {
        if (array.getManager() != manager) {
            array.attach(manager);
        }
        return array;
    }

    /** The arrays of a parameter: none before the first step, and always none for plain SGD. */
    List<NDArray> of(Parameter parameter) {
        return arrays.getOrDefault(parameter.getId(), List.of());
    }

    /** An array to be filled with what was saved, in the order of {@link #of}. */
    NDArray restore(Parameter parameter) {
        Shape shape = parameter.getArray().getShape();
        NDArray array = manager.zeros(shape);
        arrays.computeIfAbsent(parameter.getId(), name -> new ArrayList<>()).add(array);
        return array;
    }

    /** Goes on after so many steps. */
    void restoreSteps(int done) {
        steps = done;
    }
}
