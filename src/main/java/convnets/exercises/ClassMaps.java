package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.Text;

/** ClassMaps and the class whose evidence is asked for. */
record ClassMaps(NDArray maps, int number) {

    static ClassMaps drawn(NDManager manager) {
        Shape shape = new Shape(1, 10, Draw.between(2, 7), Draw.between(8, 9));
        return new ClassMaps(Draw.array(manager, shape), Draw.between(0, 9));
    }

    /** That of the class. */
    NDArray map() {
        return maps.get(0).get(number);
    }

    @Override
    public String toString() {
        Shape shape = maps.getShape();
        return Text.format("maps of %d×%d, class %d", shape.get(2), shape.get(3), number);
    }
}
