package convnets.data;

import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A digit from a photo or a drawing program, made into what a net that learned MNIST knows: white
 * ink on black, about 20 pixels high, its middle in the middle of 28×28. Each step can be left out,
 * to see what it is good for.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">MNIST: how its digits were prepared</a>
 */
public final class DigitPhoto {

    /** A step from the photo to the net's picture, in this order. */
    public enum Step {
        /** Dark ink on light paper becomes light ink on a dark ground. */
        INVERT,
        /** The paper's shade becomes black and the darkest ink white. */
        CLEAN,
        /** What has no ink around the digit is cut off. */
        CUT_OUT,
        /** The digit is fitted into 20×20 pixels of 28×28; else it fills them all. */
        SCALE,
        /** The ink's center of mass is moved to the middle. */
        CENTER
    }

    private static final int SIDE = 28;
    private static final int DIGIT = 20;

    /** A photo is averaged down to this before anything else: the digit needs no more. */
    private static final int WORKING_SIDE = 256;

    private final Grays photo;
    private final Set<Step> steps;

    private DigitPhoto(Grays photo, Set<Step> steps) {
        this.photo = photo;
        this.steps = steps;
    }

    /**
     * Reads a photo of one digit.
     *
     * @param file name of a PNG, JPEG, GIF or BMP; its size, its colors and how the camera was held
     *     do not matter
     * @return the photo with all steps
     * @throws CourseException if it cannot be read
     */
    public static DigitPhoto of(String file) {
        return of(CourseFolder.path(file));
    }

    static DigitPhoto of(Path file) {
        return new DigitPhoto(
                Grays.of(PictureFile.read(file), WORKING_SIDE), EnumSet.allOf(Step.class));
    }

    /**
     * Leaves a step out.
     *
     * @param step that is not done
     * @return the same photo with one step fewer
     */
    public DigitPhoto without(Step step) {
        Set<Step> fewer = EnumSet.copyOf(steps);
        fewer.remove(step);
        return new DigitPhoto(photo, fewer);
    }

    /**
     * What the net gets.
     *
     * @return 28×28 pixels
     * @throws CourseException if there is no ink to cut out or to center
     */
    public Picture picture() {
        return stages().values().stream().reduce((before, last) -> last).orElseThrow();
    }

    /**
     * The picture after each step that is done, the first of them included.
     *
     * @return pictures of growing likeness to MNIST's, the last one 28×28
     * @throws CourseException if there is no ink to cut out or to center
     */
    public Map<Step, Picture> stages() {
        Map<Step, Picture> stages = new EnumMap<>(Step.class);
        Grays now = photo;
        for (Step step : Step.values()) {
            boolean done = steps.contains(step);
            now =
                    switch (step) {
                        case INVERT -> done && now.median() > 0.5 ? now.inverted() : now;
                        case CLEAN -> done ? now.cleaned() : now;
                        case CUT_OUT -> done ? now.cutOut() : now;
                        case SCALE -> now.framed(done ? DIGIT : SIDE, SIDE);
                        case CENTER -> done ? now.centered() : now;
                    };
            if (done || step == Step.SCALE) { // the net's 28×28 pixels it becomes in any case
                String name = Text.lower(step.name()).replace('_', ' ');
                stages.put(step, now.picture(name));
            }
        }
        return stages;
    }
}
