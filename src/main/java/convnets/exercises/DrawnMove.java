package convnets.exercises;

import convnets.Text;

/** A picture that is to be moved, and by how many pixels. */
record DrawnMove(DrawnMap picture, int right, int down) {

    static DrawnMove drawn() {
        int height = Draw.between(3, 6);
        DrawnMap picture = DrawnMap.of(height, height + Draw.between(1, 4), 0);
        return new DrawnMove(picture, Draw.between(-2, 2), Draw.between(-2, 2));
    }

    /**
     * Moved; as a faulty loop does it, if it takes rows for as long as another number, or lets what
     * leaves a row wrap into the next.
     */
    float[] moved(int row, boolean wraps) {
        float[] values = picture.values();
        float[] moved = new float[values.length];
        for (int i = 0; i < moved.length; i++) {
            int column = i % width() - right;
            int from = (i / width() - down) * width() + column;
            boolean inside = wraps || column >= 0 && column < width();
            if (inside && from >= 0 && from < moved.length) {
                moved[i / width() * row + i % width()] = values[from];
            }
        }
        return moved;
    }

    /** Moved by other numbers. */
    float[] by(int right, int down) {
        return new DrawnMove(picture, right, down).moved(width(), false);
    }

    int width() {
        return picture.width();
    }

    int height() {
        return picture.height();
    }

    /** Moved, if what leaves on one side comes back on the other. */
    float[] ring() {
        return Draw.each(
                picture.values().length,
                i -> {
                    int row = Math.floorMod(i / width() - down, height());
                    int column = Math.floorMod(i % width() - right, width());
                    return picture.values()[row * width() + column];
                });
    }

    @Override
    public String toString() {
        String words = "a picture of %d×%d pixels, %s to the right and %s down";
        return Text.format(
                words, width(), height(), Text.signed("%.0f", right), Text.signed("%.0f", down));
    }
}
