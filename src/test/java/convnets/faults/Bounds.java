package convnets.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a hostile file may cost: time of the processor, however busy it is, and Java's memory. */
final class Bounds {

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_BYTES = 20_000_000;

    private Bounds() {}

    /** Does something within the bounds, whether it ends well or not. */
    static <T> T within(String what, Supplier<T> read) {
        long time = THREAD.getCurrentThreadCpuTime();
        long memory = THREAD.getCurrentThreadAllocatedBytes();
        try {
            return read.get();
        } finally {
            long took = THREAD.getCurrentThreadCpuTime() - time;
            long used = THREAD.getCurrentThreadAllocatedBytes() - memory;
            assertTrue(took < MOST_NANOS, what + ": " + took + " ns");
            assertTrue(used < MOST_BYTES, what + ": " + used + " bytes");
        }
    }
}
