package convnets.experiments;

import convnets.CourseException;
import convnets.train.History.Ending;
import convnets.train.Training;

/** Ends a study as a whole after the stop button, so that nothing half is taken for a result. */
final class StudyStop {

    private StudyStop() {}

    /**
     * Refuses a run that was stopped, while it trained or since.
     *
     * @throws CourseException after the stop button; the thread stays interrupted
     */
    static void check(Training run, String what) {
        if (run.history().ending() == Ending.STOPPED) {
            throw stopped(what);
        }
        check(what);
    }

    /** Refuses what was computed if the stop button was pressed meanwhile. */
    static void check(String what) {
        if (Thread.currentThread().isInterrupted()) {
            throw stopped(what);
        }
    }

    private static CourseException stopped(String what) {
        return new CourseException(
                "Stopped at %s: what was finished before is kept, this run is not. Run the cell"
                        + " again to finish it.",
                what);
    }
}
