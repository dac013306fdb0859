package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FloatsTest {

    @Test
    void theEndsAndTheMeanAreThoseOfAll() {
        float[] some = {2, -5, 4, -3};
        assertEquals(-5, Floats.summary(some).getMin());
        assertEquals(4, Floats.summary(some).getMax());
        assertEquals(-0.5, Floats.summary(some).getAverage());
    }

    @Test
    void theLargestMayStandBelowZero() {
        assertEquals(5, Floats.largest(new float[] {2, -5, 4, -3}));
        assertEquals(4, Floats.largest(new float[] {2, -3, 4}));
        assertEquals(0, Floats.largest(new float[] {0, 0}));
        assertEquals(Double.NEGATIVE_INFINITY, Floats.largest(new float[0]));
    }

    @Test
    void ofEqualOnesTheFirstIsTheLargest() {
        assertEquals(1, Floats.argMax(new float[] {-3, 4, -5, 4}));
        assertEquals(2, Floats.argMax(new float[] {-3, -4, -1}));
        assertEquals(0, Floats.argMax(new float[] {7}));
    }
}
