package convnets.data;

import convnets.CourseException;
import java.util.Random;

/**
 * Random changes of the training pictures that keep their meaning: another one each time a picture
 * is used, so that the net never sees quite the same twice.
 *
 * <pre>{@code
 * Training.of(net, data).augment(Augmentation.shift(4).flip())
 * }</pre>
 *
 * @param pixels how far a picture is moved at most, in each direction
 * @param mirror whether every second picture, by chance, is mirrored left to right
 */
public record Augmentation(int pixels, boolean mirror) {

    /**
     * Moves each picture by a random number of pixels, left or right and up or down: a crop from a
     * picture with a wider black edge.
     *
     * @param pixels the farthest move, before any resizing; 0 or more
     * @return the augmentation
     */
    public static Augmentation shift(int pixels) {
        if (pixels < 0) {
            throw new CourseException(
                    "Pictures can be shifted by 0 pixels or more, not %d.", pixels);
        }
        return new Augmentation(pixels, false);
    }

    /**
     * Mirrors half of the pictures as well. For clothes, not for digits.
     *
     * @return the augmentation with mirroring
     */
    public Augmentation flip() {
        return new Augmentation(pixels, true);
    }

    /** Changes one picture: a new array of the same size. */
    byte[] apply(byte[] picture, int height, int width, Random random) {
        int down = random.nextInt(2 * pixels + 1) - pixels;
        int right = random.nextInt(2 * pixels + 1) - pixels;
        boolean mirrored = mirror && random.nextBoolean();
        byte[] changed = new byte[picture.length];
        for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
            for (int x = Math.max(0, right); x < Math.min(width, width + right); x++) {
                int from = mirrored ? width - 1 - (x - right) : x - right;
                changed[y * width + x] = picture[(y - down) * width + from];
            }
        }
        return changed;
    }

    @Override
    public String toString() {
        return "shift by " + pixels + (mirror ? ", flip" : "");
    }
}
