package convnets.data;

import ai.djl.util.Progress;
import convnets.Text;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;

/**
 * How far a download is: a bar in one line of a console, or in a log a line for each quarter.
 *
 * <p>DJL calls {@link #end} after a failure too, and the sizes that it knows beforehand are not
 * exact; so the bar is full when {@link #full} says so, and not before.
 */
final class DownloadBar implements Progress, AutoCloseable {

    private static final int WIDTH = 40;
    private static final int LOG_STEP = 25;

    private final String name;
    private final PrintStream out;
    private final boolean console;
    private long total;
    private long done;
    private int shown = -1;

    DownloadBar(String name, PrintStream out, boolean console) {
        this.name = name;
        this.out = out;
        this.console = console;
    }

    @Override
    public void reset(String message, long max, String trailingMessage) {
        total = max;
        start(0);
    }

    @Override
    public void start(long initialProgress) {
        update(initialProgress, null);
    }

    /**
     * Counts bytes.
     *
     * @param bytes that were read; -1 at the end of a file
     * @throws CancellationException if the thread is interrupted, which ends DJL's download
     */
    @Override
    public void increment(long bytes) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
        update(done + Math.max(0, bytes), null);
    }

    @Override
    public void update(long progress, String message) {
        done = progress;
        show(total > 0 ? (int) Math.min(99, 100 * done / total) : 0);
    }

    @Override
    public void end() {
        // Says nothing about success.
    }

    /** Everything is there. */
    void full() {
        show(100);
    }

    /** Leaves the line of the bar, so that the next text does not run into it. */
    @Override
    public void close() {
        if (console && shown >= 0) {
            out.println();
        }
    }

    private void show(int percent) {
        if (percent / step() == shown / step() && shown >= 0) {
            return;
        }
        shown = percent;
        String megabytes = Text.format("%.1f of %.1f MB", done / 1e6, Math.max(done, total) / 1e6);
        if (console) {
            int length = WIDTH * percent / 100;
            String bar = "=".repeat(length) + " ".repeat(WIDTH - length);
            out.print(Text.format("\r%-13s [%s] %3d %%  %s ", name, bar, percent, megabytes));
            out.flush();
        } else {
            out.print(Text.format("%s: %d %%, %s%n", name, percent, megabytes));
        }
    }

    private int step() {
        return console ? 1 : LOG_STEP;
    }
}
