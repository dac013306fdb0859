package convnets.exercises;

import convnets.engine.Grids;
import java.util.stream.IntStream;

/** Kernels as grids. */
final class KernelGrids {

    private KernelGrids() {}

    /** By half a turn. */
    static float[][] turned(float[][] kernel) {
        int height = kernel.length;
        int width = kernel[0].length;
        return Draw.grid(height, width, (i, j) -> kernel[height - 1 - i][width - 1 - j]);
    }

    /** Rows become columns. */
    static float[][] transposed(float[][] kernel) {
        return Draw.grid(kernel[0].length, kernel.length, (i, j) -> kernel[j][i]);
    }

    /** Whether both are the same 3×3 kernel. */
    static boolean same(float[][] one, float[][] other) {
        return one.length == 3 && Grids.flat(one).length == 9 && off(one, 1, other) == 0;
    }

    /** By how much one of nine weights is off, at the most, from so many times another kernel. */
    static double off(float[][] one, int times, float[][] other) {
        float[] a = Grids.flat(one);
        float[] b = Grids.flat(other);
        return IntStream.range(0, 9)
                .mapToDouble(i -> Math.abs(a[i] - times * b[i]))
                .max()
                .orElse(0);
    }
}
