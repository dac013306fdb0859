package convnets.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** The faults that {@link DownloadTest} cannot easily bring about. */
class DownloadFaultTest {

    @Test
    void saysWhatIsWrongWithTheWay() {
        assertReason("there is no connection to djl", new UnknownHostException("djl"));
        assertReason("there is no connection to djl", new NoRouteToHostException("No route"));
        assertReason("djl does not answer", new SocketTimeoutException("Read timed out"));
        assertReason("the connection to djl broke off", new SocketException("Connection reset"));
        assertReason("the connection to djl broke off", new EOFException());
        assertReason(
                "there is no secure connection to djl (bad certificate)",
                new SSLHandshakeException("bad certificate"));
    }

    @Test
    void saysWhatIsWrongWithTheFileOrTheDisk() {
        assertReason("a file arrived damaged", new ZipException("invalid block type"));
        assertReason("No space left on device", new IOException("No space left on device"));
        assertReason(
                "/cache cannot be written (AccessDeniedException), so put that right or let"
                        + " DJL_CACHE_DIR name another folder",
                new AccessDeniedException("/cache"));
    }

    private static void assertReason(String reason, Exception fault) {
        assertEquals(reason, DownloadFault.reason(fault, "djl"));
    }
}
