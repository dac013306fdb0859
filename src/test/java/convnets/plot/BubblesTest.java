package convnets.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.CourseException;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class BubblesTest {

    private static final double[] Y = {0.5, 0.6};

    @Test
    void aBubblesAreaIsInProportionToItsSize() {
        Bubbles one = Bubbles.of("", "", "");
        one.add("", List.of("", ""), new double[] {15, 60}, Y, new double[] {4, 1});
        Drawing drawing = one.draw();
        assertTrue(drawing.description().contains("15, 0.500, size 4"));
        // both on one picture: the left half holds the large one, the right half the small one
        double ratio = (double) ink(drawing.image(), 70, 330) / ink(drawing.image(), 370, 640);
        assertEquals(4, ratio, 0.5);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Bubbles chart = Bubbles.of("", "", "");
        CourseException count =
                assertThrows(
                        CourseException.class,
                        () -> chart.add("a", List.of("b"), Y, Y, new double[] {1}));
        assertTrue(count.getMessage().contains("as many labels (1), x (2)"));
        CourseException log =
                assertThrows(
                        CourseException.class,
                        () -> chart.add("a", List.of("b", "c"), new double[] {0, 1}, Y, Y));
        assertTrue(log.getMessage().endsWith("a logarithm needs x > 0."));
    }

    private static int ink(BufferedImage image, int from, int to) {
        int blue = 0;
        for (int y = 30; y < 345; y++) {
            for (int x = from; x < to; x++) {
                int rgb = image.getRGB(x, y);
                blue += (rgb & 0xff) > (rgb >> 16 & 0xff) + 20 ? 1 : 0;
            }
        }
        return blue;
    }
}
