package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.nn.LayerInfos;
import convnets.nn.LayerKind;
import convnets.nn.Nets;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds out what a layer does by trying it. */
final class Probe {

    /** What a layer does. */
    enum Role {
        /** Sums over windows with weights that it learns. */
        CONVOLUTION,
        /** Sums over all that it reads, with weights that it learns. */
        DENSE,
        /** Bends each value by itself. */
        ACTIVATION,
        /** Makes probabilities. */
        SOFTMAX,
        /** Makes maps smaller, each by itself. */
        POOLING,
        /** Sets some values to 0 while the net is trained. */
        DROPOUT,
        /** Gives what it gets, perhaps in another shape. */
        NOTHING,
        /** Anything else. */
        OTHER
    }

    private static final int SEED = 2;

    /** Of so many values, the share that is dropped is known to a percent. */
    private static final int MANY = 20_000;

    private static final int FEW = 1_000;

    /** What weights of the reader's own may be called. */
    private static final Set<Parameter.Type> WEIGHTS =
            Set.of(Parameter.Type.WEIGHT, Parameter.Type.OTHER);

    private Probe() {}

    /** What a layer does with input of a shape. */
    static Role role(Block layer, Shape in) {
        LayerKind kind = LayerInfos.of(layer).kind();
        if (kind == LayerKind.CONVOLUTION || kind == LayerKind.DENSE) {
            return kind == LayerKind.DENSE ? Role.DENSE : Role.CONVOLUTION;
        }
        Shape shape = several(in, FEW);
        try (LentWeights lent = LentWeights.to(layer, SEED, shape)) {
            if (kind == LayerKind.OTHER && hasWeights(layer)) {
                boolean maps = Nets.outputShape(layer, in.getShape()).dimension() == 4;
                return maps ? Role.CONVOLUTION : Role.DENSE;
            }
            NDArray x = lent.input(shape, SEED).mul(10); // some functions are straight near 0
            NDArray y = lent.run(x);
            if (!y.getShape().equals(shape)) {
                boolean same = y.size() == x.size() && near(y.toFloatArray(), x.toFloatArray());
                return same
                        ? Role.NOTHING
                        : isPooled(y.getShape(), shape) && !hasLayersWithWeights(layer)
                                ? Role.POOLING
                                : Role.OTHER;
            }
            if (near(y.toFloatArray(), x.toFloatArray())) {
                return droppedShare(layer, in) > 0 ? Role.DROPOUT : Role.NOTHING;
            }
            return bends(lent, x, y)
                    ? Role.ACTIVATION
                    : sumsToOne(y) || sumsToOne(y.exp()) ? Role.SOFTMAX : Role.OTHER;
        }
    }

    /** So many examples that there are enough values. */
    private static Shape several(Shape one, int values) {
        return new Shape(1 + values / one.size()).addAll(one.slice(1));
    }

    private static boolean isPooled(Shape out, Shape in) {
        return in.dimension() > 2
                && out.dimension() >= 2
                && out.get(1) == in.get(1)
                && out.size() < in.size();
    }

    /** Whether it has weights of its own, and not only a factor or two. */
    private static boolean hasWeights(Block layer) {
        return layer.getDirectParameters().values().stream()
                .filter(p -> WEIGHTS.contains(p.getType()))
                .anyMatch(p -> p.getArray().getShape().dimension() > 1);
    }

    /** Whether a value that a layer gives depends on more than one place of the maps it reads. */
    static boolean mixesPlaces(Block layer, Shape in) {
        try (LentWeights lent = LentWeights.to(layer, SEED, in)) {
            NDArray x = lent.input(in, SEED);
            NDArray y = lent.run(x);
            NDArray seen = y.zerosLike();
            long side = Math.min(in.get(2), in.get(3));
            for (long at = Math.max(0, side / 2 - 1); at < Math.min(side, side / 2 + 2); at++) {
                NDArray changed = x.duplicate();
                changed.set(new NDIndex(":, :, {}, {}", at, at), 10);
                NDArray moved = lent.run(changed).sub(y).abs().gt(1e-3);
                seen = seen.add(moved.toType(y.getDataType(), false));
            }
            return seen.max().getFloat() > 1;
        }
    }

    private static boolean hasLayersWithWeights(Block block) {
        return block.getChildren().values().stream().anyMatch(b -> !b.getParameters().isEmpty());
    }

    /** Whether each value is changed by itself, and not by a straight line. */
    private static boolean bends(LentWeights lent, NDArray x, NDArray y) {
        NDArray half = lent.input(x.getShape(), SEED + 1).gt(0).toType(x.getDataType(), false);
        NDArray others = lent.run(x.add(half)).sub(y).mul(half.neg().add(1));
        return near(others, x.zerosLike()) && !isStraight(lent, x, y);
    }

    private static boolean isStraight(LentWeights lent, NDArray x, NDArray y) {
        NDArray zero = lent.run(x.zerosLike());
        boolean symmetric = near(lent.run(x.neg()).add(y), zero.mul(2));
        boolean proportional = near(lent.run(x.mul(2)).sub(y.mul(2)), zero.neg());
        return symmetric && proportional;
    }

    /** Whether a block is no more than one layer without an activation function could be. */
    static boolean isStraight(LentWeights lent, NDArray x) {
        return isStraight(lent, x, lent.run(x));
    }

    /** The same of a block with weights that are lent to it. */
    static boolean isStraight(Block block, Shape in) {
        try (LentWeights lent = LentWeights.to(block, SEED, in)) {
            return isStraight(lent, lent.input(in, SEED));
        }
    }

    /** The same on even maps, of which a pooling by the maximum makes even ones. */
    static boolean isStraightOnEvenMaps(Block block, Shape in) {
        try (LentWeights lent = LentWeights.to(block, SEED, in)) {
            NDArray x = lent.input(in, SEED);
            boolean maps = in.dimension() == 4;
            return isStraight(lent, maps ? x.get(":, :, :1, :1").add(x.zerosLike()) : x.onesLike());
        }
    }

    private static boolean sumsToOne(NDArray y) {
        return near(y.sum(new int[] {1}), y.sum(new int[] {1}).onesLike());
    }

    /**
     * The share of values that a layer sets to 0 while the net is trained, beyond what it always
     * does.
     */
    static double droppedShare(Block layer, Shape in) {
        Shape many = several(in, MANY);
        try (LentWeights lent = LentWeights.to(layer, SEED, many)) {
            NDArray ones = lent.input(many, SEED).onesLike();
            double kept = lent.train(ones).neq(0).sum().getLong();
            return 1 - kept / lent.run(ones).neq(0).sum().getLong();
        }
    }

    /** Whether two outputs are the same but for rounding. */
    static boolean near(float[] one, float[] other) {
        double largest =
                IntStream.range(0, other.length)
                        .mapToDouble(i -> Math.abs(other[i]))
                        .max()
                        .orElse(0);
        double margin = 1e-4 * Math.max(largest, 1e-3);
        return one.length == other.length
                && IntStream.range(0, one.length)
                        .allMatch(i -> Math.abs(one[i] - other[i]) <= margin);
    }

    private static boolean near(NDArray one, NDArray other) {
        float[] a = one.toFloatArray();
        float[] b = other.toFloatArray();
        return IntStream.range(0, a.length).allMatch(i -> Math.abs(a[i] - b[i]) < 1e-4);
    }
}
