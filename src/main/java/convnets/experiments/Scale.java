package convnets.experiments;

import convnets.CourseException;
import convnets.Text;
import convnets.engine.Devices;
import java.util.Locale;

/**
 * How large the chapters' trainings are. The nets' tables always show the true architecture; what
 * is trained is narrower on a laptop.
 */
public enum Scale {
    /** For a computer without a GPU: narrower nets, smaller pictures, few epochs. */
    LAPTOP,
    /** d2l's settings (see {@link Recipe}): full width, 224×224 pixels, 10 epochs. For a GPU. */
    FULL;

    /**
     * The scale that suits this machine: {@code FULL} with a GPU, else {@code LAPTOP}. The
     * environment variable CONVNETS_SCALE overrides it.
     *
     * @return the scale
     * @throws CourseException if the variable names no scale
     */
    public static Scale best() {
        return best(System.getenv("CONVNETS_SCALE"), Devices.engine().getGpuCount());
    }

    static Scale best(String wish, int gpus) {
        if (wish == null || wish.isBlank()) {
            return gpus > 0 ? FULL : LAPTOP;
        }
        try {
            return valueOf(wish.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CourseException(
                    "CONVNETS_SCALE is \"%s\": set it to laptop or full, or unset it.", wish);
        }
    }

    /**
     * One of two numbers.
     *
     * @param laptop for {@link #LAPTOP}
     * @param full for {@link #FULL}
     * @return the one for this scale
     */
    public int pick(int laptop, int full) {
        return this == LAPTOP ? laptop : full;
    }

    /** In small letters, as CONVNETS_SCALE takes it. */
    @Override
    public String toString() {
        return Text.lower(name());
    }
}
