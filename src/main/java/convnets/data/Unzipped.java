package convnets.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The contents of a gzip file, whoever made it. */
final class Unzipped extends GZIPInputStream {

    /**
     * Opens it.
     *
     * @param file its bytes
     * @param buffer in bytes
     * @throws IOException if its head is no gzip file's
     */
    Unzipped(InputStream file, int buffer) throws IOException {
        super(file, buffer);
    }

    /** For each empty part, of which a file may have thousands, Java calls itself once more. */
    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        try {
            return super.read(to, offset, length);
        } catch (StackOverflowError e) {
            throw new ZipException("too many empty parts");
        }
    }
}
