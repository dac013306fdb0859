package convnets.look;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.nn.LayerInfo;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * The receptive field of a layer of maps: which pixels of the image one of its values is computed
 * from. Place p of a map looks at the pixels from first + p · jump, size of them in each direction.
 *
 * @param layer the place in the net of the layer's activation function
 * @param channels the number of its maps
 * @param columns of a map
 * @param first the first place's first pixel, negative where padding is read
 * @param jump pixels from one place's field to the next one's
 * @param size pixels of a field in each direction
 */
record ReceptiveField(int layer, long channels, int columns, int first, int jump, int size) {

    static ReceptiveField of(Block net, Shape image, String name) {
        Shape in = image;
        List<Block> layers = Nets.layers(net);
        List<String> known = new ArrayList<>();
        int first = 0;
        int jump = 1;
        int size = 1;
        for (int i = 0; i < layers.size(); i++) {
            Block layer = layers.get(i);
            Shape out = layer.getOutputShapes(new Shape[] {in})[0];
            SlidingWindow window = LayerInfo.of(layer).window().orElse(null);
            if (window != null) {
                first -= window.padding() * jump;
                size += (window.kernelSize() - 1) * jump;
                jump *= window.stride();
                known.add(LayerOutput.letter(layer) + (known.size() + 1));
                if (known.get(known.size() - 1).equals(name)) {
                    int shown = LayerOutput.afterActivation(layers, i);
                    return new ReceptiveField(
                            shown, out.get(1), (int) out.get(3), first, jump, size);
                }
            } else if (out.dimension() == 4 && !out.equals(in)) {
                first -= (int) (out.get(2) - in.get(2)) / 2 * jump; // a frame around the image
            }
            in = out;
        }
        throw new CourseException(
                "This net has no layer of maps named \"%s\", only %s.",
                name, String.join(", ", known));
    }

    int start(int place) {
        return first + place * jump;
    }
}
