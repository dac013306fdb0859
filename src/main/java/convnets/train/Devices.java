package convnets.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import convnets.Apart;
import convnets.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** Where the nets are trained: on a GPU when the engine can use one, else on the CPU. */
public final class Devices {

    /**
     * A stop while the native library loads could be lost, and the training not be stopped then.
     */
    private static final FutureTask<Engine> LOADING = new FutureTask<>(Devices::load);

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
        return Apart.once(LOADING);
    }

    private static Engine load() {
        try {
            return Engine.getInstance();
        } catch (EngineException | LinkageError e) {
            throw new Problem(
                    "The engine cannot be loaded (%s): chapter 00 says what to do.",
                    e.getMessage());
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
