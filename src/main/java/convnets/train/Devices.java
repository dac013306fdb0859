package convnets.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import convnets.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Where the nets are trained: on a GPU when the engine can use one, else on the CPU. */
public final class Devices {

    /**
     * The engine is loaded on a thread of its own: an interrupt (the stop button) that arrives
     * while its native library is loaded is lost in there at times, and could not stop a training
     * then.
     */
    private static final FutureTask<Engine> LOADING = new FutureTask<>(Engine::getInstance);

    private Devices() {}

    /**
     * Picks the device.
     *
     * @return the first GPU, or the CPU
     */
    public static Device best() {
        return engine().defaultDevice();
    }

    /**
     * Says which device is used and why.
     *
     * @return one line
     */
    public static String describe() {
        Engine engine = engine();
        String version = engine.getEngineName() + " " + engine.getVersion();
        if (engine.getGpuCount() > 0) {
            return String.format("%s on %s, of %d", version, best(), engine.getGpuCount());
        }
        return String.format(
                "%s on the CPU with %d threads: this build of the engine sees no GPU",
                version, threads());
    }

    static Engine engine() {
        return onThreadOfItsOwn(LOADING);
    }

    /** Runs a task once and waits for it; an interrupt meanwhile is kept for the caller to see. */
    static <T> T onThreadOfItsOwn(FutureTask<T> task) {
        if (!task.isDone()) {
            Thread thread = new Thread(task, "engine");
            thread.setDaemon(true);
            thread.start(); // ends at once if another thread has taken the task
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new Problem(
                            "The engine cannot be loaded (%s): chapter 00 says what to do.",
                            e.getCause().getMessage());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Says what computer this is, so that measurements of two computers are not mixed.
     *
     * @return its system, processor and number of logical processors
     */
    public static String machine() {
        return String.format(
                "%s %s, %s, %d logical processors",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                processor(),
                Runtime.getRuntime().availableProcessors());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
        } catch (IOException | UncheckedIOException e) { // not Linux
            String windows = System.getenv("PROCESSOR_IDENTIFIER");
            return windows == null ? "unknown processor" : windows;
        }
    }

    /** MXNet takes half of the logical CPUs unless OMP_NUM_THREADS says otherwise. */
    private static int threads() {
        String wish = System.getenv("OMP_NUM_THREADS");
        return wish != null && wish.matches("[1-9]\\d*")
                ? Integer.parseInt(wish)
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
