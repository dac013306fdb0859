package convnets.look;

import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.nn.LayerInfo;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A layer, named as LeCun named LeNet's: C for a convolution, S for subsampling (pooling), F for a
 * dense layer, numbered through.
 *
 * @param name such as C1
 * @param info what it is
 * @param place among the net's layers, from 0
 * @param shown the place of the last layer that works on its values: its activation function
 */
record NamedLayer(String name, LayerInfo info, int place, int shown) {

    /** What works on another layer's values and keeps their shape. */
    private static final Set<LayerKind> FOLLOWERS =
            EnumSet.of(
                    LayerKind.ACTIVATION,
                    LayerKind.DROPOUT,
                    LayerKind.BATCH_NORM,
                    LayerKind.LAYER_NORM);

    /** All layers of a net that have a name. */
    static List<NamedLayer> of(Block net) {
        List<Block> blocks = Nets.layers(net);
        List<NamedLayer> named = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            LayerInfo info = LayerInfos.of(blocks.get(i));
            String letter = letter(info.kind());
            if (!letter.isEmpty()) {
                int shown = i;
                while (shown + 1 < blocks.size()
                        && FOLLOWERS.contains(LayerInfos.of(blocks.get(shown + 1)).kind())) {
                    shown++;
                }
                named.add(new NamedLayer(letter + (named.size() + 1), info, i, shown));
            }
        }
        return named;
    }

    /** The layer of a name among those that are asked for. */
    static NamedLayer of(Block net, String name, String what, Predicate<NamedLayer> among) {
        Given.of("name of a layer", name);
        List<NamedLayer> known = of(net).stream().filter(among).toList();
        if (known.isEmpty()) {
            throw new CourseException("This net has no %s.", what);
        }
        for (NamedLayer layer : known) {
            if (layer.name.equals(name)) {
                return layer;
            }
        }
        String names = String.join(", ", known.stream().map(NamedLayer::name).toList());
        throw new CourseException("This net has no %s named \"%s\", only %s.", what, name, names);
    }

    private static String letter(LayerKind kind) {
        return switch (kind) {
            case CONVOLUTION, TRANSPOSED_CONVOLUTION, PARALLEL -> "C";
            case POOLING -> "S";
            case DENSE, EMBEDDING, RECURRENT, OTHER -> "F";
            default -> "";
        };
    }
}
