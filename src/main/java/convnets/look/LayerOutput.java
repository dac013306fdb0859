package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.convolutional.Convolution;
import ai.djl.nn.core.Linear;
import convnets.CourseException;
import convnets.Text;
import convnets.data.Picture;
import convnets.nn.Described;
import convnets.nn.Nets;
import convnets.nn.Pooling;
import convnets.nn.Rbf;
import convnets.nn.SparseConv;
import convnets.nn.Subsampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one layer makes of a picture, named as LeCun named LeNet's layers: C for a convolution, S
 * for subsampling (pooling), F for a dense layer, numbered through; the last one is the output.
 *
 * @param name such as C1
 * @param layer what it is, in words
 * @param shape of its values: (c, h, w) or (units)
 * @param values after the activation function, map after map, row after row
 */
record LayerOutput(String name, String layer, Shape shape, float[] values) {

    static final String OUTPUT = "output";

    /** Runs pictures through a net; the values are those of the first picture. */
    static List<LayerOutput> of(Block net, NDArray x) {
        check(net, x.getShape());
        NDList outputs = Nets.outputs(net, x);
        List<Block> layers = Nets.layers(net);
        List<LayerOutput> stages = new ArrayList<>();
        Shape shape = null;
        for (int i = 0; i < layers.size(); i++) {
            NDArray out = outputs.get(i);
            String letter = letter(layers.get(i));
            if (letter != null) {
                shape = out.getShape();
                stages.add(stage(letter + (stages.size() + 1), words(layers.get(i), shape), out));
            } else if (out.getShape().equals(shape)) { // an activation function: show what it gives
                LayerOutput last = stages.remove(stages.size() - 1);
                stages.add(stage(last.name, last.layer, out));
            }
        }
        NDArray last = outputs.get(outputs.size() - 1);
        if (last.getShape().dimension() == 2) {
            String words = stages.isEmpty() ? "" : stages.remove(stages.size() - 1).layer;
            stages.add(stage(OUTPUT, words, last.softmax(1)));
        }
        return stages;
    }

    /** How many maps, or units, the stage has. */
    int maps() {
        return (int) shape.get(0);
    }

    boolean isMaps() {
        return shape.dimension() == 3;
    }

    int rows() {
        return isMaps() ? (int) shape.get(1) : 1;
    }

    /** The values of one map. */
    float[] map(int i) {
        int size = values.length / maps();
        return Arrays.copyOfRange(values, i * size, (i + 1) * size);
    }

    float low() {
        float low = Float.POSITIVE_INFINITY;
        for (float value : values) {
            low = Math.min(low, value);
        }
        return low;
    }

    float high() {
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            high = Math.max(high, value);
        }
        return high;
    }

    /** The place of the largest value. */
    int answer() {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static LayerOutput stage(String name, String layer, NDArray out) {
        NDArray first = out.get(0);
        return new LayerOutput(name, layer, first.getShape(), first.toFloatArray());
    }

    /** C, S or F; null for a layer that only works on what another one gave. */
    static String letter(Block layer) {
        if (layer instanceof Convolution || layer instanceof SparseConv) {
            return "C";
        }
        boolean pool =
                layer instanceof LambdaBlock lambda && lambda.getName().contains("Pool")
                        || layer instanceof Pooling
                        || layer instanceof Subsampling;
        if (pool) {
            return "S";
        }
        return layer instanceof Linear
                        || layer instanceof Rbf
                        || !layer.getDirectParameters().isEmpty()
                ? "F"
                : null;
    }

    /** The place of the activation function that follows a layer, or of the layer itself. */
    static int afterActivation(List<Block> layers, int place) {
        boolean activation =
                place + 1 < layers.size()
                        && layers.get(place + 1) instanceof LambdaBlock next
                        && letter(next) == null
                        && !next.getName().equals("batchFlatten");
        return activation ? place + 1 : place;
    }

    private static String words(Block layer, Shape out) {
        if (layer instanceof Described described) {
            return described.info().text().split(",")[0];
        }
        return layer instanceof Linear ? "dense" : layer.getClass().getSimpleName();
    }

    /** Refuses a net without weights, and a picture that is not like those it was made for. */
    static void check(Block net, Shape x) {
        requireWeights(net);
        Shape made = net.describeInput().valueAt(0);
        if (made.dimension() != x.dimension() || !made.slice(1).equals(x.slice(1))) {
            throw new CourseException(
                    "This net was made for %s, and this is %s: resize the picture, or train the net"
                            + " for it.",
                    words(made), words(x));
        }
    }

    static void requireWeights(Block net) {
        if (!net.isInitialized()) {
            throw new CourseException(
                    "This net has no weights yet, so there is nothing to see: train it first.");
        }
    }

    static void check(Block net, Picture picture) {
        check(net, new Shape(1, 1, picture.height(), picture.width()));
    }

    private static String words(Shape shape) {
        if (shape.dimension() != 4) {
            return "an input of shape " + shape;
        }
        long channels = shape.get(1);
        return Text.format(
                "images of %d×%d pixels with %d channel%s",
                shape.get(2), shape.get(3), channels, channels == 1 ? "" : "s");
    }
}
