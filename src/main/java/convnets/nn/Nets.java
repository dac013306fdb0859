package convnets.nn;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Given;
import convnets.engine.Devices;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.engine.Memory;
import convnets.engine.OpenArrays;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What one does with a net apart from training it: give it weights, run it, count it. */
public final class Nets {

    private Nets() {}

    /**
     * Gives a net fresh weights; the ones it had are gone. Biases start at zero.
     *
     * @param <B> the kind of block
     * @param net any block
     * @param weights the rule for the weights, such as {@link Init#glorot()}
     * @param seed of the random numbers: the same seed, the same weights
     * @param input the shape of the input, batch first
     * @return the net itself
     * @throws CourseException if a layer does not fit the input, or the weights do not fit into the
     *     memory
     */
    public static <B extends Block> B initialize(
            B net, Initializer weights, int seed, Shape input) {
        return initialize(net, weights, seed, Devices.engine().defaultDevice(), input);
    }

    /**
     * The same on a chosen device.
     *
     * @param <B> the kind of block
     * @param net any block
     * @param weights the rule for the weights
     * @param seed of the random numbers
     * @param device where the weights live
     * @param input the shape of the input, batch first
     * @return the net itself
     */
    public static <B extends Block> B initialize(
            B net, Initializer weights, int seed, Device device, Shape input) {
        Given.of("rule for weights", weights);
        Shapes.output(net, input); // complains before the old weights are lost
        NDManager home = HostArrays.newManager(device, "weights", net); // so does this
        Initialization.requireRoom(net, input, Memory.available(device)); // and this
        net.clear();
        net.setInitializer(weights, Parameter.Type.WEIGHT);
        Devices.engine().setRandomSeed(seed);
        Initialization.of(net, home, DataType.FLOAT32, input);
        return net;
    }

    /**
     * Saves a net's weights. A file of that name is replaced at once, never half.
     *
     * @param net with weights
     * @param file its folder is made if it is not there
     * @throws CourseException if the net has no weights yet
     */
    public static void save(Block net, Path file) {
        save(net, null, file);
    }

    /**
     * Saves a net with what one must know to use it: {@link SavedNet} builds it anew.
     *
     * @param net with weights
     * @param model the names of its classes, and what is done to a picture first
     * @param file its folder is made if it is not there
     * @throws CourseException if the net has no weights yet
     */
    public static void save(Block net, ModelInfo model, Path file) {
        Given.of("net", net);
        if (!net.isInitialized()) {
            throw new CourseException("This net has no weights to be saved yet: train it first.");
        }
        WeightsFile.write(net, model, CourseFolder.given(file));
    }

    /**
     * Gives a net the weights of a file; the ones it had are gone.
     *
     * @param <B> the kind of block
     * @param net of the same layers as the net that was saved
     * @param file that {@link #save} wrote
     * @param device where the weights are to live
     * @param input the shape of the input, batch first
     * @return the net itself
     * @throws CourseException if there is no such file, it is damaged, or it is of another net or
     *     for pictures of another size
     */
    public static <B extends Block> B load(B net, Path file, Device device, Shape input) {
        Given.of("net", net);
        Given.of("shape", input);
        WeightsFile.check(file).requireSame(net, input, file);
        initialize(net, Initializer.ZEROS, 0, device, input);
        WeightsFile.read(net, file);
        return net;
    }

    /**
     * The layers of a net in one line, to be read; {@link NetIdentity} tells nets apart.
     *
     * @param net any block
     * @return such as {@code conv 5×5, 6, pad 2; sigmoid; …; dense 10}
     */
    public static String outline(Block net) {
        return LayerInfos.of(net).text();
    }

    /**
     * Runs a net as it is used after training: dropout off, no gradients.
     *
     * @param net an initialized net
     * @param x its input, batch first
     * @return its output, attached to the manager of {@code x}
     * @throws CourseException if the net has no weights yet, or they do not fit the input
     */
    public static NDArray forward(Block net, NDArray x) {
        OpenArrays.require(x);
        requireWeights(net);
        ParameterStore store = new ParameterStore(x.getManager(), false);
        try {
            NDArray output = net.forward(store, new NDList(x), false).singletonOrThrow();
            return Objects.requireNonNull(output);
        } catch (EngineException
                | IllegalArgumentException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | NullPointerException e) { // a layer of the reader's own may give null, or two
            throw Refusal.of(e, net, layers(net), x, false);
        }
    }

    /**
     * Says where a net computes.
     *
     * @param net any block
     * @return where its weights are; the best device for a net without any
     */
    public static Device device(Block net) {
        Given.of("net", net);
        return net.getParameters().values().stream()
                .filter(Parameter::isInitialized)
                .findFirst()
                .map(parameter -> parameter.getArray().getDevice())
                .orElseGet(Devices::best);
    }

    /**
     * Whether all weights are numbers: neither infinite nor NaN. Waits for the engine.
     *
     * @param net with weights
     * @return false after a training that diverged
     */
    public static boolean isFinite(Block net) {
        Given.of("net", net);
        return net.getParameters().values().stream()
                .allMatch(parameter -> isFinite(parameter.getArray()));
    }

    private static boolean isFinite(NDArray array) {
        try (NDArray sum = array.sum()) {
            return Float.isFinite(sum.getFloat());
        }
    }

    /**
     * Runs a net as {@link #forward} does and keeps what every layer puts out: activation functions
     * and flattening are layers too.
     *
     * @param net an initialized net; the layers of nested {@link SequentialBlock}s stand in one row
     * @param x its input, batch first
     * @return the output of the first layer, of the second, …; the last is the net's own output;
     *     all are attached to the manager of {@code x}
     * @throws CourseException if the net has no weights yet
     */
    public static NDList outputs(Block net, NDArray x) {
        Given.of("array", x);
        requireWeights(net);
        NDList outputs = new NDList();
        NDArray value = x;
        for (Block layer : layers(net)) {
            value = forward(layer, value);
            outputs.add(value);
        }
        return outputs;
    }

    /**
     * Lists the layers in the order in which they run.
     *
     * @param net any block
     * @return its layers, those of nested {@link SequentialBlock}s in one row; for a single layer
     *     the layer itself
     */
    public static List<Block> layers(Block net) {
        Given.of("net", net);
        return LayerInfos.isChain(net)
                ? net.getChildren().values().stream().flatMap(b -> layers(b).stream()).toList()
                : List.of(net);
    }

    /**
     * Lists the windows that slide over maps, to compute receptive fields.
     *
     * @param net any block
     * @return the windows of its convolutions and poolings, in the order in which they run
     * @throws CourseException if there are windows inside a layer, such as in branches: they stand
     *     in no row
     */
    public static List<SlidingWindow> windows(Block net) {
        return layers(net).stream()
                .map(LayerInfos::of)
                .flatMap(layer -> layer.rowOfWindows().stream())
                .toList();
    }

    /**
     * Copies an array, such as a layer's weights, to compute with it.
     *
     * <p>The engine keeps the weights of a convolution that has run in an order of its own. Reading
     * them whole is right; cutting a slice out of them ends the Java process. A copy can be sliced.
     *
     * @param array any
     * @param manager that the copy is attached to
     * @return the same values, as 32-bit numbers
     */
    public static NDArray copy(NDArray array, NDManager manager) {
        return HostArrays.array(manager, Grids.floats(array), array.getShape());
    }

    /**
     * Follows the shape of one input through a net, without any weights.
     *
     * @param net any block
     * @param input the shape of the input, batch first
     * @return the shape of the output
     * @throws CourseException if a layer does not fit; for too small an image it says how large it
     *     must be
     */
    public static Shape outputShape(Block net, long... input) {
        Given.of("shape", input);
        return Shapes.output(net, new Shape(input));
    }

    private static void requireWeights(Block net) {
        Given.of("net", net);
        if (!net.getParameters().values().stream().allMatch(Parameter::isInitialized)) {
            throw new CourseException(
                    "This net has no weights yet: train it, or call initialize(net, glorot(), 0,"
                            + " x.getShape()) first.");
        }
    }
}
