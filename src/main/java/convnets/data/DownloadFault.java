package convnets.data;

import convnets.Text;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Says in words why a download failed; Java says most of it in exceptions' messages. */
final class DownloadFault {

    private DownloadFault() {}

    /**
     * The reason, as a part of a sentence.
     *
     * @param e what was thrown
     * @param host of the repository
     */
    static String reason(Exception e, String host) {
        String message = String.valueOf(e.getMessage());
        if (isUnreachable(e)) {
            return "there is no connection to " + host;
        } else if (e instanceof SocketTimeoutException) {
            return host + " does not answer";
        } else if (e instanceof SSLException) {
            return "there is no secure connection to " + host + " (" + message + ")";
        } else if (isBroken(e, message)) {
            return "the connection to " + host + " broke off";
        } else if (e instanceof ZipException) {
            return "a file arrived damaged";
        } else if (e instanceof FileSystemException file) {
            return Text.format(
                    "%s cannot be written (%s), so put that right or let DJL_CACHE_DIR name another"
                            + " folder",
                    file.getFile(), e.getClass().getSimpleName());
        } else if (e instanceof IOException) {
            return message;
        }
        return host + " sends something else than the list of the files (a log-in page?)";
    }

    private static boolean isUnreachable(Exception e) {
        return e instanceof UnknownHostException
                || e instanceof ConnectException
                || e instanceof NoRouteToHostException;
    }

    private static boolean isBroken(Exception e, String message) {
        return e instanceof SocketException
                || e instanceof EOFException
                || message.equals("Premature EOF");
    }
}
