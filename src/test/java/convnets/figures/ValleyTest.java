package convnets.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import convnets.CourseException;
import convnets.plot.Canvas;
import convnets.plot.Canvas.Align;
import convnets.plot.Palette;
import convnets.plot.Seen;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** A unit is 52 pixels, and the lowest place lies at 540, 150. */
class ValleyTest {

    @Test
    void theLossIsAHundredTimesFlatterAlongTheValley() {
        assertEquals(5, Valley.loss(10, 2));
        assertEquals(5, Valley.loss(-10, -2));
    }

    /**
     * Contour lines where the root of the loss is a third, two thirds, …: ellipses 520 / 3 pixels
     * long and 52 / 3 high, and as many times larger. What lies on a line itself may have either
     * gray. On white that is #e4e4e4 and #f2f2f2.
     */
    private static BufferedImage ground() {
        BufferedImage found = new Valley().drawing().image();
        BufferedImage ground = new BufferedImage(690, 300, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 690; x++) {
                int far = 9 * ((x - 540) * (x - 540) + 100 * (y - 150) * (y - 150));
                int lines = 0;
                while (far > 520 * 520 * (lines + 1) * (lines + 1)) {
                    lines++;
                }
                boolean onOne = far == 520 * 520 * (lines + 1) * (lines + 1);
                int gray = lines == 0 ? 0 : lines % 2 == 1 ? 0x36808080 : 0x1a808080;
                ground.setRGB(x, y, onOne ? found.getRGB(x, y) : gray);
            }
        }
        return ground;
    }

    private static void path(Canvas sheet, Color color, double... xy) {
        Path2D line = new Path2D.Double();
        line.moveTo(xy[0], xy[1]);
        for (int i = 0; i < xy.length; i += 2) {
            line.lineTo(xy[i], xy[i + 1]);
            sheet.fill(new Ellipse2D.Double(xy[i] - 3, xy[i + 1] - 3, 6, 6), color);
        }
        sheet.draw(line, color, 1.5f);
    }

    @Test
    void thePathsOfTwoRulesLieInTheValley() {
        Valley valley =
                new Valley()
                        .descend("always 1", () -> Math::signum, 3)
                        .descend("none", () -> slope -> 0, 0);
        Seen.same(
                valley.drawing(),
                690,
                334,
                sheet -> {
                    sheet.picture(ground(), 0, 0, 690, 300);
                    sheet.words("start", 72, 25.6, 12, Canvas.INK, Align.CENTER);
                    // from (-9, 2.2) to (-8, 1.2), (-7, 0.2) and (-6, -0.8)
                    Color first = Palette.color(0);
                    path(sheet, first, 72, 35.6, 124, 87.6, 176, 139.6, 228, 191.6);
                    sheet.box(10, 315, 10, 10, first);
                    sheet.words("always 1", 26, 325, 12, Canvas.INK, Align.LEFT);
                    Color second = Palette.color(1);
                    path(sheet, second, 72, 35.6);
                    sheet.box(10 + 40 + 8 * 8, 315, 10, 10, second);
                    sheet.words("none", 130, 325, 12, Canvas.INK, Align.LEFT);
                });
        assertEquals(
                "Paths down a long valley: always 1 at a loss of 1.0000; none at a loss of 5.6500",
                valley.drawing().description());
    }

    @Test
    void aRuleIsGivenTheSlope() {
        List<Double> slopes = new ArrayList<>();
        DoubleUnaryOperator rule =
                slope -> {
                    slopes.add(slope);
                    return 0;
                };
        new Valley().descend("none", () -> rule, 1);
        assertEquals(List.of(-0.18, 4.4), slopes, "2 × -9 / 100 and 2 × 2.2");
    }

    @Test
    void aPathHasUpToTenThousandSteps() {
        Valley still = new Valley().descend("still", () -> slope -> 0, 10_000);
        assertEquals("Paths down a long valley: still at a loss of 5.6500", still.toString());
        assertEquals(
                "A path has 0 to 10,000 steps, not 10,001.",
                assertThrows(
                                CourseException.class,
                                () -> new Valley().descend("", () -> slope -> 0, 10_001))
                        .getMessage());
    }
}
