package convnets.nets;

/** A layer that slides a square window over its input. */
public interface Sliding {

    /**
     * The window's height and width.
     *
     * @return pixels of the layer's input
     */
    int window();

    /**
     * The step from one place of the window to the next.
     *
     * @return pixels of the layer's input
     */
    int step();

    /**
     * How far the window may reach over the edge.
     *
     * @return pixels of padding on each side
     */
    int border();
}
