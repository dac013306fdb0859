package convnets.exercises;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.Text;
import convnets.engine.HostArrays;
import convnets.nn.Nets;

/** A color. */
record Shade(float red, float green, float blue) {

    static Shade drawn() {
        return new Shade(
                Draw.between(1, 100) / 100f,
                Draw.between(1, 100) / 100f,
                Draw.between(1, 100) / 100f);
    }

    double mixed(double r, double g, double b) {
        return r * red + g * green + b * blue;
    }

    float[] through(Block layer) {
        try (NDManager manager = HostArrays.newManager()) {
            float[] color = {red, green, blue};
            Shape pixel = new Shape(1, 3, 1, 1);
            return Nets.forward(layer, HostArrays.array(manager, color, pixel)).toFloatArray();
        }
    }

    @Override
    public String toString() {
        return Text.format("red %.2f, green %.2f, blue %.2f", red, green, blue);
    }
}
