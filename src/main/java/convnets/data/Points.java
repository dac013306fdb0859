package convnets.data;

import convnets.CourseException;
import java.util.List;
import java.util.Random;

/**
 * Points of a plane in two classes, as the smallest pictures there are: two pixels, of which the
 * left one is as bright as x and the right one as y, both 0 to 1. So they go into a net like any
 * other pictures, and what the net has learned can be drawn.
 */
public final class Points {

    private static final int MOST = 1_000_000;
    private static final int TEST = 200;

    private Points() {}

    /** Whether a point belongs to the first class (0), the second (1), or is left out (-1). */
    private interface Rule {
        int label(double x, double y);
    }

    /**
     * A disc in the middle and a ring around it, with a gap between the two.
     *
     * @param count how many points to learn from; 200 others are to be tested on
     * @param seed the same seed, the same points
     * @return the classes "disc" and "ring", (N, 1, 1, 2) as a batch
     */
    public static ImageData rings(int count, int seed) {
        Rule rule =
                (x, y) -> {
                    double radius = Math.hypot(x - 0.5, y - 0.5);
                    return radius < 0.2 ? 0 : radius > 0.3 && radius < 0.45 ? 1 : -1;
                };
        return of("rings", List.of("disc", "ring"), rule, count, seed);
    }

    /**
     * The exclusive or of two questions: is x large, is y large? Four corners, the opposite ones of
     * one class.
     *
     * @param count how many points to learn from; 200 others are to be tested on
     * @param seed the same seed, the same points
     * @return the classes "equal" and "different", (N, 1, 1, 2) as a batch
     */
    public static ImageData xor(int count, int seed) {
        Rule rule =
                (x, y) -> {
                    boolean between = Math.abs(x - 0.5) < 0.05 || Math.abs(y - 0.5) < 0.05;
                    return between ? -1 : (x > 0.5) == (y > 0.5) ? 0 : 1;
                };
        return of("xor", List.of("equal", "different"), rule, count, seed);
    }

    private static ImageData of(String name, List<String> names, Rule rule, int count, int seed) {
        if (count < 1 || count > MOST) {
            throw new CourseException("A set has 1 to %,d points, not %,d.", MOST, count);
        }
        Random random = new Random(seed);
        Images train = draw(names, rule, count, random);
        Images test = draw(names, rule, TEST, random);
        return new ImageData(name, "points drawn at random", true, train, test);
    }

    /** As many of each class: the points take turns. */
    private static Images draw(List<String> names, Rule rule, int count, Random random) {
        byte[] pixels = new byte[2 * count];
        byte[] labels = new byte[count];
        int drawn = 0;
        while (drawn < count) {
            int x = random.nextInt(256);
            int y = random.nextInt(256);
            int label = drawn % 2;
            if (rule.label(x / 255.0, y / 255.0) == label) {
                pixels[2 * drawn] = (byte) x;
                pixels[2 * drawn + 1] = (byte) y;
                labels[drawn] = (byte) label;
                drawn++;
            }
        }
        return new Images(pixels, labels, 1, 2, names);
    }
}
