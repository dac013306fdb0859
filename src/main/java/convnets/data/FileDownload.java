package convnets.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.apache.commons.codec.digest.DigestUtils;

/** Fetches one file of a set, which must be the published one. */
final class FileDownload {

    /** What does not compress grows a little. */
    private static final int OVERHEAD = 10_000;

    private static final int BLOCK = 8192;

    private FileDownload() {}

    /**
     * Fetches and unpacks.
     *
     * @param file its name, size and checksum
     * @param address of the compressed file
     * @param folder where it is written under its own name, and nothing else
     * @param patience see {@link BoundedResponse}
     * @param progress is told how many bytes have come
     * @throws IOException if that fails, or it is another file
     */
    static void fetch(
            PublishedFile file, URI address, Path folder, Duration patience, LongConsumer progress)
            throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        long most = file.bytes() + OVERHEAD;
        try (InputStream answer = new BoundedResponse(address, most, patience, progress);
                InputStream in = new DigestInputStream(new Unzipped(answer, BLOCK), digest);
                OutputStream out = Files.newOutputStream(folder.resolve(file.name()))) {
            long size = 0;
            byte[] block = new byte[BLOCK];
            for (int n = in.read(block); n >= 0 && size <= file.bytes(); n = in.read(block)) {
                out.write(block, 0, n);
                size += n;
            }
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
            throw new IOException(
                    "the file " + file.name() + " that arrived is not the published one");
        }
    }
}
