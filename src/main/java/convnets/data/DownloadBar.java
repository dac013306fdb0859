package convnets.data;

import convnets.Text;
import java.io.PrintStream;
import java.util.concurrent.CancellationException;

/**
 * How far a download is: a bar in one line of a console, or in a log a line for each quarter.
 *
 * <p>The size that a server announces need not be right; so the bar is full when {@link #full} says
 * so, and not before.
 */
final class DownloadBar implements AutoCloseable {

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

    /**
     * Draws an empty bar.
     *
     * @param bytes that will come, as far as is known
     */
    void begin(long bytes) {
        total = bytes;
        done = 0;
        show(0);
    }

    /**
     * Counts bytes.
     *
     * @param bytes that were read
     * @throws CancellationException if the thread is interrupted, which ends the download
     */
    void increment(long bytes) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
        done += bytes;
        show(total > 0 ? (int) Math.min(99, 100 * done / total) : 0);
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
