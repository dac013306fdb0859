package convnets.engine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.util.cuda.CudaUtils;
import com.sun.management.OperatingSystemMXBean;
import convnets.CourseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How much memory there is for arrays, and what it looks like when there was too little. */
public final class Memory {

    private static final Path LINUX = Path.of("/proc/meminfo");

    /** How MXNet, PyTorch, CUDA and Java say that they got no memory. */
    private static final Pattern REFUSED =
            Pattern.compile(
                    "(?i)failed to allocate|not enough memory|can't allocate memory|out of memory"
                            + "|bad_?alloc|cannot reserve .* direct buffer");

    private Memory() {}

    /**
     * The memory that a new training can have at most: of a GPU all that it has, for the engine
     * keeps what it freed and takes it again; of the computer what no program uses.
     *
     * @param device where the training is to compute
     * @return bytes; {@link Long#MAX_VALUE} if it cannot be found out
     */
    public static long available(Device device) {
        if (device.isGpu()) {
            try {
                return CudaUtils.getGpuMemory(device).getMax();
            } catch (EngineException
                    | IllegalArgumentException
                    | IllegalStateException // CUDA's library is not found
                    | LinkageError unknown) {
                return Long.MAX_VALUE;
            }
        }
        return Math.min(machine(), linux(LINUX));
    }

    /** All of the computer's, or of the container that it seems to be. */
    static long machine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    static long linux(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Scanner::new)
                    .filter(line -> line.next().equals("MemAvailable:"))
                    .mapToLong(line -> line.nextLong() * 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | UncheckedIOException unknown) { // not Linux
            return Long.MAX_VALUE;
        }
    }

    /**
     * The sentence for memory that was refused.
     *
     * @param what needed it, such as "a batch of 256 pictures"
     * @return to be thrown
     */
    public static CourseException tooLarge(String what) {
        return new CourseException(
                "There is not enough memory for %s: take fewer or smaller pictures at once, or a"
                        + " smaller net.",
                what);
    }

    /**
     * Whether an engine or Java got no memory.
     *
     * @param problem any
     * @return whether it or a cause of it says so
     */
    public static boolean isRefused(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (!(cause instanceof CourseException)
                    && REFUSED.matcher(String.valueOf(cause.getMessage())).find()) {
                return true;
            }
        }
        return false;
    }
}
