package convnets.data;

import convnets.CourseException;
import java.util.Random;
import java.util.SplittableRandom;

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

    /** Farther moves leave nothing of any picture of the course. */
    private static final int FARTHEST = 10_000;

    /**
     * Checks the shift.
     *
     * @param pixels how far a picture is moved at most, in each direction
     * @param mirror whether every second picture, by chance, is mirrored left to right
     * @throws CourseException if it is negative, or too far for any picture
     */
    public Augmentation {
        if (pixels < 0 || pixels > FARTHEST) {
            throw new CourseException(
                    "Pictures can be shifted by 0 to %,d pixels, not %,d.", FARTHEST, pixels);
        }
    }

    /**
     * Moves each picture by a random number of pixels, left or right and up or down: a crop from a
     * picture with a wider black edge.
     *
     * @param pixels the farthest move, before any resizing; 0 or more
     * @return the augmentation
     */
    public static Augmentation shift(int pixels) {
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

    /**
     * The random numbers for a training's changes. They have nothing to do with those of {@code new
     * Random(seed)}, whatever the two seeds: such a generator decides on the order of the pictures.
     *
     * @param seed of the training
     * @return a generator that is the same for the same seed
     */
    public static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    /** Changes one picture. */
    Picture apply(Picture picture, Random random) {
        Draw draw = draw(random);
        Picture turned = draw.mirrored ? picture.mirrored() : picture;
        return turned.shifted(draw.down, draw.right);
    }

    /**
     * Draws what so many pictures would have drawn, for a training that goes on.
     *
     * @param pictures how many were changed already
     * @param random from {@link #random}, with the same seed
     */
    public void skip(int pictures, Random random) {
        for (int i = 0; i < pictures; i++) {
            draw(random);
        }
    }

    /** What chance does to one picture. */
    Draw draw(Random random) {
        int down = random.nextInt(2 * pixels + 1) - pixels;
        int right = random.nextInt(2 * pixels + 1) - pixels;
        return new Draw(down, right, mirror && random.nextBoolean());
    }

    /** Mirrored or not, then moved by so many pixels. */
    record Draw(int down, int right, boolean mirrored) {}

    @Override
    public String toString() {
        return "shift by " + pixels + (mirror ? ", flip" : "");
    }
}
