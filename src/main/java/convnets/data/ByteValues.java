package convnets.data;

import java.io.IOException;
import java.io.InputStream;

/** The values of pictures: a byte in memory, 0 to 255, is a number from 0 to 1 to a net. */
final class ByteValues {

    private static final float[] SHARES = new float[256];

    static {
        for (int i = 0; i < SHARES.length; i++) {
            SHARES[i] = i / 255f;
        }
    }

    private ByteValues() {}

    /** The next byte of a stream that is read in arrays; -1 at its end. */
    static int first(InputStream in) throws IOException {
        byte[] one = new byte[1];
        return in.read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /** Bytes as a net reads them. */
    static float[] toFloats(byte[] values) {
        float[] floats = new float[values.length];
        toFloats(values, 0, floats, 0, values.length);
        return floats;
    }

    /** The same, from a place in one array to a place in another. */
    static void toFloats(byte[] values, int from, float[] floats, int to, int count) {
        for (int i = 0; i < count; i++) {
            floats[to + i] = SHARES[values[from + i] & 0xff];
        }
    }

    /** Numbers from 0 to 1, rounded to bytes. */
    static byte[] toBytes(float[] floats) {
        byte[] values = new byte[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.round(255 * floats[i]);
        }
        return values;
    }
}
