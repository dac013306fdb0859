package convnets.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Does work on a thread of its own, out of the reach of the stop button.
 *
 * <p>The stop button of a notebook interrupts the thread of the running cell. Some work cannot bear
 * that: loading a native library may swallow the interrupt, and sending a picture fails and closes
 * the kernel's connection.
 */
public final class Uninterruptibly {

    private Uninterruptibly() {}

    /**
     * Does something on a thread of its own and waits for it. An interrupt meanwhile is kept for
     * the caller to see afterwards.
     *
     * @param <T> the type of its result
     * @param work what to do
     * @return its result
     * @throws RuntimeException what the work throws; a checked exception becomes its cause
     */
    public static <T> T run(Callable<T> work) {
        return once(new FutureTask<>(work));
    }

    /**
     * The same for work that is done once, whoever asks for it first.
     *
     * @param <T> the type of its result
     * @param work what to do, or what was done already
     * @return its result
     */
    public static <T> T once(FutureTask<T> work) {
        if (!work.isDone()) {
            Thread thread = new Thread(work, "apart");
            thread.setDaemon(true);
            thread.start(); // ends at once if another thread has taken the work
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
