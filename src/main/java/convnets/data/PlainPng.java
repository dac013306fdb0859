package convnets.data;

import convnets.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * A PNG file without its texts and color profiles. These may be compressed a thousandfold, readers
 * unpack them whole, and nobody here looks at them.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">Chunks, in the PNG specification</a>
 */
final class PlainPng extends InputStream {

    private static final long SIGNATURE = 0x89504e470d0a1a0aL;

    /** What makes the pixels, and how the camera was held. */
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS", "eXIf", "IDAT", "IEND");

    /** "GIF8", whether of 1987 or of 1989. */
    private static final int GIF = 0x47494638;

    /** Length and type stand before a chunk's contents, and a checksum behind them. */
    private static final int HEAD = 8;

    private static final int SUM = 4;

    private final DataInputStream file;
    private ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(SIGNATURE).flip();
    private long rest;

    private PlainPng(DataInputStream file) {
        this.file = file;
    }

    /**
     * Opens a picture file.
     *
     * @param picture of any format
     * @return its bytes; those of a PNG or GIF file without what is no picture
     * @throws IOException if it cannot be read
     */
    static InputStream open(Path picture) throws IOException {
        BufferedInputStream in =
                new BufferedInputStream(new FileInputStream(AtomicFile.readable(picture)));
        in.mark(HEAD);
        byte[] begin = in.readNBytes(HEAD);
        if (begin.length == HEAD && ByteBuffer.wrap(begin).getLong() == SIGNATURE) {
            return new PlainPng(new DataInputStream(in));
        }
        in.reset();
        if (begin.length == HEAD && ByteBuffer.wrap(begin).getInt() == GIF) {
            try (in) {
                return FirstFrame.of(in);
            }
        }
        return in;
    }

    @Override
    public int read() throws IOException {
        return ByteValues.first(this);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (!head.hasRemaining() && rest == 0 && !next()) {
            return -1;
        }
        if (head.hasRemaining()) {
            int count = Math.min(length, head.remaining());
            head.get(to, offset, count);
            return count;
        }
        int count = file.read(to, offset, (int) Math.min(length, rest));
        rest = count < 0 ? 0 : rest - count;
        return count;
    }

    /** Goes on to the next chunk that is kept. */
    private boolean next() throws IOException {
        while (true) {
            byte[] begin = file.readNBytes(HEAD);
            if (begin.length < HEAD) {
                return false;
            }
            head = ByteBuffer.wrap(begin);
            rest = Integer.toUnsignedLong(head.getInt(0)) + SUM;
            if (KEPT.contains(new String(begin, 4, 4, StandardCharsets.ISO_8859_1))) {
                return true;
            }
            file.skipNBytes(rest);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
