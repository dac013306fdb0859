package convnets.train;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the nets are trained: on a GPU when the engine can use one, else on the CPU. */
public final class Devices {

    private Devices() {}

    /**
     * Picks the device.
     *
     * @return the first GPU, or the CPU
     */
    public static Device best() {
        return Engine.getInstance().defaultDevice();
    }

    /**
     * Says which device is used and why.
     *
     * @return one line
     */
    public static String describe() {
        Engine engine = Engine.getInstance();
        String version = engine.getEngineName() + " " + engine.getVersion();
        if (engine.getGpuCount() > 0) {
            return String.format("%s on %s, of %d", version, best(), engine.getGpuCount());
        }
        return String.format(
                "%s on the CPU with %d threads: this build of the engine sees no GPU",
                version, threads());
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

    /** Whether convolutions are faster with maps that fill the lanes: MXNet's on the CPU are. */
    static boolean likesFullLanes() {
        return Engine.getInstance().getEngineName().equals("MXNet") && !best().isGpu();
    }

    /** MXNet takes half of the logical CPUs unless OMP_NUM_THREADS says otherwise. */
    private static int threads() {
        String wish = System.getenv("OMP_NUM_THREADS");
        return wish != null && wish.matches("[1-9]\\d*")
                ? Integer.parseInt(wish)
                : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }
}
