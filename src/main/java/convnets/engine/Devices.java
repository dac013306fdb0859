package convnets.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import convnets.CourseException;
import convnets.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
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
     * Lists all that a training can share its batches between.
     *
     * @return the GPUs, or the CPU alone if there is none
     */
    public static List<Device> all() {
        return List.of(engine().getDevices());
    }

    /**
     * Says which device is used and why: with a GPU, its name, compute capability, memory and
     * driver too.
     *
     * @return one line
     */
    public static String describe() {
        return describe(engineVersion(), engine().getGpuCount(), Cards.here(), threads());
    }

    /**
     * Names the engine.
     *
     * @return such as {@code MXNet 1.9.0}
     */
    public static String engineVersion() {
        return engine().getEngineName() + " " + engine().getVersion();
    }

    /**
     * Says what one device is.
     *
     * @param device of this computer
     * @return the CPU with its number of threads, or the GPU with what its driver says of it
     */
    public static String describe(Device device) {
        return device.isGpu()
                ? describe(device, Cards.here())
                : "CPU with " + Text.count(threads(), "thread");
    }

    static String describe(Device gpu, List<String> cards) {
        return "GPU " + gpu.getDeviceId() + said(gpu, cards).map(": "::concat).orElse("");
    }

    /** What the driver's tool says of one GPU, where it has a line for each. */
    private static Optional<String> said(Device gpu, List<String> lines) {
        int number = gpu.getDeviceId();
        return number >= 0 && number < lines.size()
                ? Optional.of(lines.get(number))
                : Optional.empty();
    }

    /**
     * Says how full a GPU is now. PyTorch keeps what it once took, so that it is the most that a
     * training needed.
     *
     * @param device of this computer
     * @return such as {@code 2805 MiB of 81559 MiB}; empty for the CPU, or if no driver says it
     */
    public static String memory(Device device) {
        return memory(device, "nvidia-smi");
    }

    static String memory(Device device, String tool) {
        return device.isGpu() ? said(device, Cards.memory(tool)).orElse("") : "";
    }

    /**
     * Refuses a GPU that is not there.
     *
     * @param device that something is to be computed on
     * @throws CourseException if the engine cannot use it
     */
    public static void require(Device device) {
        if (!Device.Type.CPU.equals(device.getDeviceType())) {
            require(device, engineVersion(), engine().getGpuCount());
        }
    }

    static void require(Device device, String engine, int gpus) {
        int number = device.getDeviceId();
        if (!device.isGpu() || number < 0 || number >= gpus) {
            throw new CourseException(
                    "There is no %s: %s can use %s here. Take Device.cpu(), or leave the"
                            + " choice to the course.",
                    device, engine, Text.count(gpus, "GPU"));
        }
    }

    static String describe(String engine, int gpus, List<String> cards, int threads) {
        if (gpus > 0) {
            String which = cards.isEmpty() ? "no nvidia-smi says which" : String.join("; ", cards);
            return Text.format("%s on %s: %s", engine, Text.count(gpus, "GPU"), which);
        }
        String hint = cards.isEmpty() ? "" : "; \"make gpu\" lets it use this one: " + cards.get(0);
        return Text.format(
                "%s on the CPU with %s: this build of the engine sees no GPU%s",
                engine, Text.count(threads, "thread"), hint);
    }

    /**
     * The engine, loaded once.
     *
     * @return DJL's own
     * @throws CourseException if its libraries cannot be loaded
     */
    public static Engine engine() {
        return Uninterruptibly.once(LOADING);
    }

    static Engine load() {
        LibraryFolder.require();
        try {
            return Engine.getInstance();
        } catch (EngineException | LinkageError e) {
            throw new CourseException(
                    "The engine cannot be loaded (%s): chapter 00 says what to do.", reason(e));
        }
    }

    /**
     * What went wrong at the bottom: the innermost cause is the system's own message, and its
     * further lines only repeat it.
     *
     * @param error with its causes
     * @return two lines at most
     */
    public static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().limit(2).collect(Collectors.joining(" "));
    }

    /**
     * Says what computer this is, so that measurements of two computers are not mixed.
     *
     * @return its system, processor and number of logical processors
     */
    public static String machine() {
        return Text.format(
                "%s %s, %s, %s",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                processor(Path.of("/proc/cpuinfo"), System.getenv("PROCESSOR_IDENTIFIER")),
                Text.count(Runtime.getRuntime().availableProcessors(), "logical processor"));
    }

    /** As Linux has it in a file, or else Windows in a variable. */
    static String processor(Path linux, String windows) {
        try (Stream<String> lines = Files.lines(linux)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
        } catch (IOException | UncheckedIOException e) { // not Linux
            return windows == null ? "unknown processor" : windows;
        }
    }

    /**
     * Whether convolutions are faster with maps that fill the lanes: MXNet's on the CPU are.
     *
     * @return true for MXNet on the CPU
     */
    public static boolean likesFullLanes() {
        return isMxnet() && !best().isGpu();
    }

    static boolean isMxnet() {
        return engine().getEngineName().equals("MXNet");
    }

    private static int threads() {
        int processors = Runtime.getRuntime().availableProcessors();
        return threads(System.getenv("OMP_NUM_THREADS"), processors, isMxnet());
    }

    /** MXNet takes half of the logical CPUs unless OMP_NUM_THREADS says otherwise. */
    static int threads(String wish, int processors, boolean mxnet) {
        return wish != null && wish.matches("[1-9]\\d{0,8}")
                ? Integer.parseInt(wish)
                : mxnet ? Math.max(1, processors / 2) : processors;
    }
}
