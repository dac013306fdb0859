package convnets.exercises;

import convnets.Text;

/** A picture that is to be moved, and by how many pixels. */
record DrawnMove(DrawnMap picture, int right, int down) {

    static DrawnMove drawn() {
        int height = Draw.between(3, 6);
        DrawnMap picture = DrawnMap.of(height, height + Draw.between(1, 4), 0);
        return new DrawnMove(picture, Draw.between(-2, 2), Draw.between(-2, 2));
    }

    /** Moved, if what leaves on one side comes back on the other. */
    float[] ring() {
        int width = picture.width();
        return Draw.each(
                picture.values().length,
                i -> {
                    int row = Math.floorMod(i / width - down, picture.height());
                    return picture.values()[row * width + Math.floorMod(i % width - right, width)];
                });
    }

    @Override
    public String toString() {
        String words = "a picture of %d×%d pixels, %s to the right and %s down";
        return Text.format(
                words,
                picture.width(),
                picture.height(),
                Text.signed("%.0f", right),
                Text.signed("%.0f", down));
    }
}
