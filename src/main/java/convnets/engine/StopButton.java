package convnets.engine;

import convnets.CourseException;

/** The stop button of a notebook, an interrupt of the thread: asked by what takes seconds. */
public final class StopButton {

    private StopButton() {}

    /**
     * Ends what is not done yet.
     *
     * @throws CourseException after the stop button; the thread stays interrupted
     */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CourseException("Stopped before it was done: run the cell again.");
        }
    }
}
