package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import convnets.Text;
import convnets.engine.HostArrays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbers drawn anew at each check. */
final class Draw {

    /** So many cases tell rules apart that agree here and there. */
    private static final int CASES = 24;

    private static final Random RANDOM = new Random();

    private Draw() {}

    /**
     * What a formula is applied to.
     *
     * @param names of the numbers, such as n, k, p and s
     * @param values in the same order
     */
    record Given(List<String> names, List<Integer> values) {

        /** One of the numbers. */
        int at(int i) {
            return values.get(i);
        }

        /** The same with two of them the other way around. */
        Given exchanged(int i, int j) {
            List<Integer> others = new ArrayList<>(values);
            Collections.swap(others, i, j);
            return new Given(names, others);
        }

        @Override
        public String toString() {
            return IntStream.range(0, names.size())
                    .mapToObj(i -> names.get(i) + " = " + Text.signed("%.0f", at(i)))
                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * Draws cases.
     *
     * @param names with spaces between them, such as "n k"
     * @param bounds for each name the smallest value and the largest
     */
    static List<Given> cases(String names, int... bounds) {
        return Stream.generate(() -> given(List.of(names.split(" ")), bounds))
                .distinct()
                .limit(CASES)
                .toList();
    }

    private static Given given(List<String> names, int[] bounds) {
        return new Given(
                names,
                IntStream.range(0, names.size())
                        .mapToObj(i -> between(bounds[2 * i], bounds[2 * i + 1]))
                        .toList());
    }

    /** So many cases, each drawn. */
    static <C> List<C> some(int count, Supplier<C> drawn) {
        return some(count, i -> drawn.get());
    }

    /** So many cases, each drawn with its number, from 0 on. */
    static <C> List<C> some(int count, IntFunction<C> drawn) {
        return IntStream.range(0, count).mapToObj(drawn).toList();
    }

    /** A whole number, both bounds among them. */
    static int between(int low, int high) {
        return low + RANDOM.nextInt(high - low + 1);
    }

    /** Numbers of both signs, none of them round, so that different rules give different sums. */
    static float[] floats(int count) {
        return each(count, i -> 2 * RANDOM.nextFloat() - 1);
    }

    /** An array that is made place by place. */
    static float[] each(int count, IntToDoubleFunction value) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return values;
    }

    /** A number for each place of a grid. */
    interface Value {
        float at(int row, int column);
    }

    /** A grid that is made the same way, row by row. */
    static float[][] grid(int height, int width, Value value) {
        return IntStream.range(0, height)
                .mapToObj(i -> each(width, j -> value.at(i, j)))
                .toArray(float[][]::new);
    }

    /** The same, as an array of a shape. */
    static NDArray array(NDManager manager, Shape shape) {
        return HostArrays.array(manager, floats((int) shape.size()), shape);
    }

    /** The same, as doubles up to a size. */
    static double[] doubles(int count, double size) {
        float[] drawn = floats(count);
        return IntStream.range(0, count).mapToDouble(i -> size * drawn[i]).toArray();
    }
}
