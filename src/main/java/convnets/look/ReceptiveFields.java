package convnets.look;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.Given;
import convnets.data.Picture;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What one value of a layer sees of a picture, drawn for several layers side by side: the place in
 * the middle of the layer's maps, and the one in their upper left corner. The net needs no weights.
 *
 * @see <a href="https://arxiv.org/abs/1603.07285">Dumoulin and Visin, 2016</a>
 */
public final class ReceptiveFields implements View {

    private static final int GAP = 16;
    private static final int WIDTH = 740;

    private final Picture picture;
    private final List<String> names;
    private final List<ReceptiveField> fields;

    private ReceptiveFields(Picture picture, List<String> names, List<ReceptiveField> fields) {
        this.picture = picture;
        this.names = names;
        this.fields = fields;
    }

    /**
     * Follows the windows of a net back to the picture.
     *
     * @param net any; weights are not needed
     * @param picture of a size that the net takes
     * @param layers as LeCun named them: C for a convolution, S for pooling, numbered through
     * @return the fields of these layers
     * @throws convnets.CourseException if the net has no such layer, or it does not fit
     */
    public static ReceptiveFields of(Block net, Picture picture, String... layers) {
        Given.of("picture", picture);
        if (Given.of("list of layers", layers).length == 0) {
            throw new CourseException("Name one layer or more whose fields are to be drawn.");
        }
        Shape image = new Shape(1, 1, picture.height(), picture.width());
        List<ReceptiveField> fields =
                Arrays.stream(layers).map(name -> ReceptiveField.of(net, image, name)).toList();
        return new ReceptiveFields(picture, List.of(layers), fields);
    }

    @Override
    public Drawing drawing() {
        int border = fields.stream().mapToInt(field -> -field.start(0)).max().orElse(0);
        int side = Math.max(picture.width(), picture.height()) + 2 * border;
        int zoom = Math.max(2, (WIDTH / fields.size() - GAP) / side);
        int step = side * zoom + GAP;
        Canvas sheet = new Canvas(fields.size() * step + GAP, side * zoom + GAP + 44);
        for (int i = 0; i < fields.size(); i++) {
            int x = GAP + i * step + border * zoom;
            int y = GAP + border * zoom;
            sheet.picture(picture.toImage(), x, y, picture.width() * zoom, picture.height() * zoom);
            sheet.frame(x, y, picture.width() * zoom, picture.height() * zoom, Canvas.INK);
            ReceptiveField field = fields.get(i);
            int size = field.size() * zoom;
            int corner = field.start(0) * zoom;
            frame(sheet, x + corner, y + corner, size, Color.ORANGE);
            int rows = field.columns() + (picture.height() - picture.width()) / field.jump();
            int left = x + field.start(field.columns() / 2) * zoom;
            frame(sheet, left, y + field.start(rows / 2) * zoom, size, Canvas.WRONG);
            double middle = x + picture.width() * zoom / 2.0;
            double bottom = GAP + side * zoom + 18.0;
            sheet.bold(words(i), middle, bottom, 12, Canvas.INK, Align.CENTER);
        }
        return sheet.drawing(toString());
    }

    private static void frame(Canvas sheet, int left, int top, int size, Color color) {
        sheet.frame(left, top, size, size, color);
        sheet.frame(left + 1, top + 1, size - 2, size - 2, color);
    }

    private String words(int i) {
        int size = fields.get(i).size();
        return names.get(i) + ": " + size + "×" + size + " pixels";
    }

    /** Name and size of each field. */
    @Override
    public String toString() {
        return IntStream.range(0, names.size())
                .mapToObj(this::words)
                .collect(Collectors.joining(", ", "What one value sees: ", ""));
    }
}
