package convnets.train;

/**
 * How often a training reports, so that its reports take no time to speak of, and the time that it
 * took without them.
 */
final class ReportPace {

    private static final long REPORT_NANOS = 250_000_000L;

    /** A report may cost an eightieth of the time since the one before. */
    private static final int REPORT_SHARE = 80;

    private long next = System.nanoTime();
    private long spent;
    private boolean reported;

    /** A clock that stands still during reports, in nanoseconds. */
    long time() {
        return System.nanoTime() - spent;
    }

    boolean isDue() {
        return System.nanoTime() >= next;
    }

    void run(Runnable report) {
        long begin = System.nanoTime();
        report.run();
        long cost = System.nanoTime() - begin;
        spent += cost;
        // The first report loads what it draws with, which says nothing about the next one.
        next = begin + (reported ? Math.max(REPORT_NANOS, REPORT_SHARE * cost) : REPORT_NANOS);
        reported = true;
    }
}
