package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PointsTest {

    @Test
    void aPointIsAPictureOfTwoPixels() {
        ImageData rings = Points.rings(60, 1);
        assertEquals(new Shape(60, 1, 1, 2), rings.train().shape(60));
        assertArrayEquals(new int[] {30, 30}, rings.train().classCounts());
        assertArrayEquals(new int[] {100, 100}, rings.test().classCounts());
    }

    @Test
    void theRingLiesAroundTheDisc() {
        for (Picture point : Points.rings(200, 2).train()) {
            double radius = Math.hypot(x(point) - 0.5, y(point) - 0.5);
            assertTrue(
                    point.label() == 0 ? radius < 0.2 : radius > 0.3 && radius < 0.45,
                    point.toString());
        }
    }

    @Test
    void oppositeCornersAreOfOneClass() {
        Set<String> corners = new HashSet<>();
        for (Picture point : Points.xor(200, 3).train()) {
            boolean equal = x(point) > 0.5 == y(point) > 0.5;
            assertEquals(equal ? "equal" : "different", point.name());
            assertTrue(Math.abs(x(point) - 0.5) > 0.05, "no point lies between two corners");
            assertTrue(Math.abs(y(point) - 0.5) > 0.05, "no point lies between two corners");
            corners.add((x(point) > 0.5) + ", " + (y(point) > 0.5));
        }
        assertEquals(4, corners.size());
    }

    @Test
    void theSeedDecides() {
        String one = Points.rings(50, 4).train().checksum();
        assertEquals(one, Points.rings(50, 4).train().checksum());
        assertNotEquals(one, Points.rings(50, 5).train().checksum());
        assertNotEquals(one, Points.rings(50, 4).test().first(50).checksum());
    }

    private static double x(Picture point) {
        return (point.pixels()[0] & 0xff) / 255.0;
    }

    private static double y(Picture point) {
        return (point.pixels()[1] & 0xff) / 255.0;
    }
}
