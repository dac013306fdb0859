package convnets.exercises;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import convnets.exercises.Step.Fault;
import convnets.nn.Nets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A small color picture, each of whose pixels has another color.
 *
 * @param values channel by channel
 */
record Shade(float[] values) {

    /** Neither square nor a single pixel: what neighbors do shows. */
    private static final Shape PICTURE = new Shape(1, 3, 3, 4);

    private static final Shape GRAY = new Shape(1, 1, 3, 4);
    private static final long[] SIDES = {3, 4};

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

    /** Whether the values are right, and no picture any more. */
    static Optional<Fault> flattened(Block layer) {
        Shape found = Nets.outputShape(layer, PICTURE.getShape());
        long[] sides = LongStream.of(found.getShape()).filter(side -> side != 1).toArray();
        String words = "For a picture of 3×4 pixels it gives %s, and a gray picture is %s.";
        return Fault.unless(Arrays.equals(sides, SIDES), words, found, GRAY);
    }

    @Override
    public String toString() {
        return "a picture of 3×4 pixels";
    }
}
