package convnets.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In how many passes a JPEG file is drawn: one, or some ten if it is progressive. Each costs as
 * much time as the picture has pixels, and a file of some kilobytes can ask for thousands.
 */
final class JpegScans {

    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;

    private JpegScans() {}

    /**
     * Counts the marks at which a pass begins; compressed pixels hold none, a thumbnail its own.
     */
    static int count(Path file) throws IOException {
        int count = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int before = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (before == MARKER && next == START_OF_SCAN) {
                    count++;
                }
                before = next;
            }
        }
        return count;
    }
}
