package convnets.exercises;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.nn.Nets;
import java.util.stream.IntStream;

/**
 * A small color picture, each of whose pixels has another color.
 *
 * @param values channel by channel
 */
record Shade(float[] values) {

    /** Neither square nor a single pixel: what neighbors do shows. */
    private static final Shape PICTURE = new Shape(1, 3, 3, 4);

    private static final int PIXELS = 12;

    static Shade drawn() {
        return new Shade(Draw.each(3 * PIXELS, i -> Draw.between(1, 100) / 100f));
    }

    /** Each pixel's mixture. */
    double[] mixed(double r, double g, double b) {
        return IntStream.range(0, PIXELS)
                .mapToDouble(
                        i -> r * values[i] + g * values[PIXELS + i] + b * values[2 * PIXELS + i])
                .toArray();
    }

    float[] through(Block layer) {
        try (NDManager manager = HostArrays.newManager()) {
            return Grids.floats(Nets.forward(layer, HostArrays.array(manager, values, PICTURE)));
        }
    }

    @Override
    public String toString() {
        return "a picture of 3×4 pixels";
    }
}
