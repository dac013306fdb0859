package convnets.figures;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.Text;
import convnets.cost.LayerTable;
import convnets.plot.Drawing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The drawing of a net, made from the net itself: every chain of layers that the {@link LayerTable}
 * can count can be drawn. Nothing is computed but shapes.
 */
public final class Architecture {

    /** More nets do not fit on a page. */
    private static final int MOST = 5;

    private Architecture() {}

    /**
     * Draws a net from left to right: a slab for each layer's maps, a bar for each vector. A slab's
     * height is the maps' side and its depth the number of channels, both compressed (power laws),
     * so that 224 and 5 pixels fit on one page.
     *
     * @param net layers chained in DJL's sequential blocks
     * @param input the shape of one input with its batch, such as (1, 1, 28, 28)
     * @return a picture at most 700 pixels wide
     * @throws CourseException if a layer is unknown, or the input does not fit
     */
    public static Drawing of(Block net, Shape input) {
        return of(LayerTable.of(net, input));
    }

    /**
     * The same from a table that is already there.
     *
     * @param table of the net
     * @return a picture at most 700 pixels wide
     */
    public static Drawing of(LayerTable table) {
        List<DiagramLayer> layers = DiagramLayer.of(table);
        return new Drawing(
                new LayerDiagram(layers).draw(), "A net drawn layer by layer: " + words(layers));
    }

    /**
     * Draws nets as columns of boxes, from the image at the top to the output at the bottom, to be
     * compared.
     *
     * @param names the columns' titles
     * @param tables one for each name
     * @return a picture as wide as the nets need
     */
    public static Drawing sideBySide(List<String> names, LayerTable... tables) {
        Given.names(names);
        Given.of("list of layer tables", tables);
        if (names.size() != tables.length || tables.length == 0) {
            throw new CourseException(
                    "Nets side by side need one name each: there are %s and %s.",
                    Text.count(names.size(), "name"), Text.count(tables.length, "table"));
        }
        if (tables.length > MOST) {
            throw new CourseException(
                    "There is room for %d nets side by side, not for %d.", MOST, tables.length);
        }
        List<List<DiagramLayer>> nets = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tables.length; i++) {
            nets.add(DiagramLayer.of(tables[i]));
            words.add(names.get(i) + ": " + words(nets.get(i)));
        }
        return new Drawing(new Columns(names, nets).draw(), String.join(". ", words));
    }

    private static String words(List<DiagramLayer> layers) {
        return layers.stream().map(DiagramLayer::toString).collect(Collectors.joining("; "));
    }
}
