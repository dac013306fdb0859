package convnets.faults;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Files as a bad disk, a broken transfer or somebody with bad intentions would leave them. */
public final class Mutants {

    private static final int[] EXTREMES = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1 << 30};

    private Mutants() {}

    /**
     * One bit is another one.
     *
     * @param whole the file
     * @param random where
     * @return the changed file
     */
    public static byte[] flip(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    /**
     * Cut, lengthened, overwritten, with a part twice or missing, or with an extreme number.
     *
     * @param whole the file
     * @param random which of these, and where
     * @return the changed file
     */
    public static byte[] mutate(byte[] whole, Random random) {
        int from = random.nextInt(whole.length);
        int to = from + 1 + random.nextInt(Math.min(64, whole.length - from));
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        byte[] part = Arrays.copyOfRange(whole, from, to);
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(whole, from);
            case 1 -> joined(whole, noise);
            case 2 -> joined(head(whole, from), noise, tail(whole, from + noise.length));
            case 3 -> joined(head(whole, to), part, tail(whole, to));
            case 4 -> joined(head(whole, from), tail(whole, to));
            default -> {
                byte[] extreme = ByteBuffer.allocate(4).putInt(extreme(random)).array();
                int near = random.nextInt(Math.min(100, whole.length));
                yield joined(head(whole, near), extreme, tail(whole, near + 4));
            }
        };
    }

    private static int extreme(Random random) {
        return EXTREMES[random.nextInt(EXTREMES.length)];
    }

    private static byte[] head(byte[] whole, int end) {
        return Arrays.copyOf(whole, end);
    }

    private static byte[] tail(byte[] whole, int from) {
        return Arrays.copyOfRange(whole, Math.min(from, whole.length), whole.length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
