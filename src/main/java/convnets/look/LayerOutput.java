package convnets.look;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Floats;
import convnets.Given;
import convnets.Text;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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

    private static final String OUTPUT = "output";

    /** Runs pictures through a net; the values are those of the first picture. */
    static List<LayerOutput> of(Block net, NDArray x) {
        Given.of("array", x);
        check(net, x.getShape());
        NDList outputs = Nets.outputs(net, x);
        List<LayerOutput> layers = new ArrayList<>();
        for (NamedLayer layer : NamedLayer.of(net)) {
            String words = layer.info().parts().get(0);
            layers.add(of(layer.name(), words, outputs.get(layer.shown())));
        }
        NDArray last = outputs.isEmpty() ? x : outputs.get(outputs.size() - 1);
        if (last.getShape().dimension() == 2) {
            String words = layers.isEmpty() ? "" : layers.remove(layers.size() - 1).layer;
            layers.add(of(OUTPUT, words, last.softmax(1)));
        }
        if (layers.isEmpty()) {
            throw new CourseException(
                    "This net has no layer that computes anything: there is nothing to look at.");
        }
        return layers;
    }

    private static LayerOutput of(String name, String layer, NDArray out) {
        NDArray first = out.get(0);
        return new LayerOutput(name, layer, first.getShape(), first.toFloatArray());
    }

    /** How many maps, or units, the stage has. */
    int maps() {
        return (int) shape.get(0);
    }

    /** Whether these are the probabilities that the net ends in. */
    boolean isOutput() {
        return name.equals(OUTPUT);
    }

    boolean isMaps() {
        return shape.dimension() == 3;
    }

    int rows() {
        return isMaps() ? (int) shape.get(1) : 1;
    }

    /** The size of a map as one writes it. */
    String size() {
        return rows() + "×" + shape.get(2);
    }

    /** The values of one map. */
    float[] map(int i) {
        int size = values.length / maps();
        return Arrays.copyOfRange(values, i * size, (i + 1) * size);
    }

    /** The place of the largest value. */
    int answer() {
        return Floats.argMax(values);
    }

    /** Names and shapes of layers, and the most probable classes. */
    static String describe(List<LayerOutput> layers) {
        String rows =
                String.join(
                        ", ",
                        layers.stream().map(s -> s.name() + " " + s.shape().toString()).toList());
        LayerOutput last = layers.get(layers.size() - 1);
        if (!last.isOutput()) {
            return "Activations: " + rows;
        }
        List<String> best =
                IntStream.range(0, last.maps())
                        .boxed()
                        .sorted((a, b) -> Float.compare(last.values()[b], last.values()[a]))
                        .limit(3)
                        .map(i -> i + ": " + Text.signed("%.3f", last.values()[i]))
                        .toList();
        return "Activations: " + rows + "; most probable classes: " + String.join(", ", best);
    }

    /** Refuses a net without weights, and a picture that is not like those it was made for. */
    static void check(Block net, Shape x) {
        Given.of("shape", x);
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
        Given.of("net", net);
        if (!net.isInitialized()) {
            throw new CourseException(
                    "This net has no weights yet, so there is nothing to see: train it first.");
        }
    }

    private static String words(Shape shape) {
        if (shape.dimension() != 4) {
            return "an input of shape " + shape;
        }
        return Text.format(
                "images of %d×%d pixels with %s",
                shape.get(2), shape.get(3), Text.count(shape.get(1), "channel"));
    }
}
