package convnets.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The first picture of a GIF file, without what is written beside it: Java's reader copies a
 * comment anew for each of its pieces, of which a file of some megabytes has hundreds of thousands.
 */
final class FirstFrame {

    private static final int HEAD = 13;
    private static final int EXTENSION = 0x21;
    private static final int TRANSPARENCY = 0xf9;
    private static final int PICTURE = 0x2c;
    private static final int DESCRIPTION = 9;
    private static final int END = 0x3b;

    private final DataInputStream in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private FirstFrame(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /**
     * Reads up to the end of the first picture.
     *
     * @param gif a file from its beginning
     * @return a file with that picture alone
     * @throws IOException if it ends before
     */
    static InputStream of(InputStream gif) throws IOException {
        FirstFrame frame = new FirstFrame(gif);
        try {
            frame.copy();
        } catch (EOFException e) {
            throw new IOException("it ends too early", e);
        }
        return new ByteArrayInputStream(frame.out.toByteArray());
    }

    private void copy() throws IOException {
        byte[] head = copy(HEAD);
        colors(head[10]);
        for (int kind = in.readUnsignedByte(); kind != END; kind = in.readUnsignedByte()) {
            if (kind == PICTURE) {
                out.write(kind);
                colors(copy(DESCRIPTION)[DESCRIPTION - 1]);
                copy(1); // how many bits the first codes have
                blocks(true);
                break;
            } else if (kind == EXTENSION) {
                int label = in.readUnsignedByte();
                boolean kept = label == TRANSPARENCY;
                if (kept) {
                    out.write(kind);
                    out.write(label);
                }
                blocks(kept);
            }
        }
        out.write(END);
    }

    /** A table of colors, if the flags say that there is one. */
    private void colors(byte flags) throws IOException {
        if (flags < 0) {
            copy(3 << (flags & 7) + 1);
        }
    }

    /** Pieces of up to 255 bytes, each behind its length; one of no length is the last. */
    private void blocks(boolean kept) throws IOException {
        int length;
        do {
            length = in.readUnsignedByte();
            if (kept) {
                out.write(length);
                copy(length);
            } else {
                in.skipNBytes(length);
            }
        } while (length > 0);
    }

    private byte[] copy(int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        out.write(bytes);
        return bytes;
    }
}
