package convnets.nn;

/** A layer that slides a square window over its input. */
public interface SlidingWindow {

    /**
     * The window's height and width.
     *
     * @return pixels of the layer's input
     */
    int kernelSize();

    /**
     * The step from one place of the window to the next.
     *
     * @return pixels of the layer's input
     */
    int stride();

    /**
     * How far the window may reach over the edge.
     *
     * @return pixels of padding on each side
     */
    int padding();
}
