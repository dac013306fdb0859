package convnets.data;

import convnets.CourseException;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A gray picture while it is worked on.
 *
 * @param values brightness row by row, 0 (black) to 1
 * @param height in pixels
 * @param width in pixels
 */
record Grays(float[] values, int height, int width) {

    /** From this brightness on a cleaned pixel is ink. */
    private static final float INK = 0.4f;

    /** How light people see a color (ITU-R BT.601), made smaller until its longer side fits. */
    static Grays of(BufferedImage image, int longest) {
        int height = image.getHeight();
        int width = image.getWidth();
        Grays all = new Grays(new float[height * width], height, width);
        for (int i = 0; i < all.values.length; i++) {
            int rgb = image.getRGB(i % width, i / width);
            float red = 0.299f * (rgb >> 16 & 255);
            float green = 0.587f * (rgb >> 8 & 255);
            all.values[i] = (red + green + 0.114f * (rgb & 255)) / 255;
        }
        return all.scaled(Math.min(1, (double) longest / Math.max(height, width)));
    }

    Picture picture(String name) {
        return new Picture(ByteValues.toBytes(values), height, width, -1, name);
    }

    float median() {
        return sorted()[values.length / 2];
    }

    Grays inverted() {
        float[] inverted = new float[values.length];
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = 1 - values[i];
        }
        return new Grays(inverted, height, width);
    }

    /**
     * Ground, which is what most pixels are, becomes black, though its shade varies; ink, white.
     */
    Grays cleaned() {
        float[] sorted = sorted();
        float ground = sorted[sorted.length / 2];
        float ink = sorted[(int) (0.995 * (sorted.length - 1))];
        float black = ground + 0.25f * (ink - ground);
        if (ink - black < 1e-3) { // nothing is brighter than the ground
            return this;
        }
        float[] cleaned = new float[values.length];
        for (int i = 0; i < cleaned.length; i++) {
            cleaned[i] = Math.max(0, Math.min(1, (values[i] - black) / (ink - black)));
        }
        return new Grays(cleaned, height, width);
    }

    /** The smallest rectangle with all ink. */
    Grays cutOut() {
        int top = height;
        int bottom = -1;
        int left = width;
        int right = -1;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= INK) {
                top = Math.min(top, i / width);
                bottom = i / width;
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
            }
        }
        if (bottom < 0) {
            throw noInk();
        }
        return placed(bottom - top + 1, right - left + 1, -top, -left);
    }

    /** Fitted into a square of some pixels in the middle of a black one of more. */
    Grays framed(int inner, int outer) {
        Grays small = scaled((double) inner / Math.max(height, width));
        return small.placed(outer, outer, (outer - small.height) / 2, (outer - small.width) / 2);
    }

    /** Moved so that the ink's center of mass is in the middle. */
    Grays centered() {
        double mass = 0;
        double y = 0;
        double x = 0;
        for (int i = 0; i < values.length; i++) {
            mass += values[i];
            y += values[i] * (i / width + 0.5);
            x += values[i] * (i % width + 0.5);
        }
        if (mass == 0) {
            throw noInk();
        }
        long down = Math.round(height / 2.0 - y / mass);
        long right = Math.round(width / 2.0 - x / mass);
        return placed(height, width, (int) down, (int) right);
    }

    /** Moved, on a black ground of another size; what reaches over its edge is lost. */
    private Grays placed(int newHeight, int newWidth, int down, int right) {
        Grays all = new Grays(new float[newHeight * newWidth], newHeight, newWidth);
        for (int y = Math.max(0, -down); y < Math.min(height, newHeight - down); y++) {
            for (int x = Math.max(0, -right); x < Math.min(width, newWidth - right); x++) {
                all.values[(y + down) * newWidth + x + right] = values[y * width + x];
            }
        }
        return all;
    }

    /** Each new pixel is the mean of the old ones that it covers. */
    private Grays scaled(double factor) {
        int newHeight = Math.max(1, (int) Math.round(height * factor));
        int newWidth = Math.max(1, (int) Math.round(width * factor));
        float[] scaled = new float[newHeight * newWidth];
        for (int i = 0; i < scaled.length; i++) {
            int top = i / newWidth * height / newHeight;
            int bottom = Math.max(top + 1, (i / newWidth + 1) * height / newHeight);
            int left = i % newWidth * width / newWidth;
            int right = Math.max(left + 1, (i % newWidth + 1) * width / newWidth);
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    scaled[i] += values[y * width + x];
                }
            }
            scaled[i] /= (bottom - top) * (right - left);
        }
        return new Grays(scaled, newHeight, newWidth);
    }

    private float[] sorted() {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static CourseException noInk() {
        return new CourseException(
                "There is no ink in this picture: take one of a dark digit on light paper, or of a"
                        + " light one on a dark ground.");
    }
}
