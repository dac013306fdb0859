package convnets.look;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.CourseException;
import convnets.nn.LayerInfos;
import convnets.nn.Nets;
import convnets.nn.SlidingWindow;
import java.util.List;
import java.util.stream.Stream;

/**
 * The receptive field of a map's values: which pixels of the image each is computed from. Place p
 * of a map looks at the pixels from first + p · jump, size of them in each direction.
 *
 * @param first the first place's first pixel, negative where padding is read
 * @param jump pixels from one place's field to the next one's
 * @param size pixels of a field in each direction
 * @param columns of the map
 */
record ReceptiveField(int first, int jump, int size, int columns) {

    /** The field of a layer of maps, named as in {@link NamedLayer}. */
    static ReceptiveField of(Block net, Shape image, String name) {
        return of(net, image, named(net, name).place() + 1);
    }

    /** A layer that has maps, found by its name. */
    static NamedLayer named(Block net, String name) {
        return NamedLayer.of(net, name, "layer of maps", l -> l.info().window().isPresent());
    }

    /** Goes through the first layers of a net. */
    static ReceptiveField of(Block net, Shape image, int layers) {
        ReceptiveField field = new ReceptiveField(0, 1, 1, (int) image.get(3));
        Shape in = image;
        List<Block> blocks = Nets.layers(net).subList(0, layers);
        for (Block block : blocks) {
            Shape out = block.getOutputShapes(new Shape[] {in})[0];
            SlidingWindow window = LayerInfos.of(block).rowOfWindows().orElse(null);
            int columns = out.dimension() == 4 ? (int) out.get(3) : 1;
            if (window != null) {
                field = field.behind(window, columns);
            } else if (in.dimension() == 4 && columns > in.get(3)) { // a frame of background
                int frame = (int) (columns - in.get(3)) / 2 * field.jump;
                field = new ReceptiveField(field.first - frame, field.jump, field.size, columns);
            }
            in = out;
        }
        return field;
    }

    private ReceptiveField behind(SlidingWindow window, int places) {
        boolean square =
                Stream.of(window.kernel(), window.strides(), window.paddings(), window.dilations())
                        .allMatch(both -> both.dimension() != 2 || both.get(0) == both.get(1));
        if (!square) {
            throw new CourseException(
                    "What a value sees is followed through windows that are alike downward and to"
                            + " the right, and one of %s is not.",
                    SlidingWindow.sizes(window.kernel()));
        }
        int span = (int) window.span(0);
        return new ReceptiveField(
                first - window.padding() * jump,
                jump * window.stride(),
                size + (span - 1) * jump,
                places);
    }

    /** The first pixel that a place looks at. */
    int start(int place) {
        return first + place * jump;
    }

    /** The middle of what a place looks at, in pixels. */
    double center(int place) {
        return start(place) + (size - 1) / 2.0;
    }

    /** The place whose middle is nearest to a pixel. */
    int nearest(int pixel, int places) {
        long nearest = Math.round((pixel - center(0)) / jump);
        return (int) Math.max(0, Math.min(places - 1, nearest));
    }
}
