package convnets.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongConsumer;

/** What a server sends, bounded in size and in time: a bad one could send for ever. */
final class BoundedResponse extends FilterInputStream {

    private static final int CONNECT_MILLIS = 15_000;
    private static final int SILENCE_MILLIS = 30_000;

    /** A slower server is given up. */
    private static final long BYTES_PER_SECOND = 20_000;

    private final String host;
    private final LongConsumer progress;
    private final long deadline;
    private long left;

    /**
     * Asks.
     *
     * @param address of http or https
     * @param most bytes that are read
     * @param patience beyond the time that a slow server takes for these
     * @param progress is told how many bytes have come
     * @throws IOException if there is no answer, or none with a file
     */
    BoundedResponse(URI address, long most, Duration patience, LongConsumer progress)
            throws IOException {
        super(answer(address));
        host = address.getHost();
        left = most;
        this.progress = progress;
        Duration time = patience.plusSeconds(most / BYTES_PER_SECOND);
        deadline = System.nanoTime() + time.toNanos();
    }

    private static InputStream answer(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        int status = connection.getResponseCode();
        if (status >= HttpURLConnection.HTTP_BAD_REQUEST) {
            throw new IOException(address.getHost() + " answers with HTTP status " + status);
        }
        return connection.getInputStream();
    }

    @Override
    public int read() throws IOException {
        return ByteValues.first(this);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            left -= count;
            progress.accept(count);
        }
        if (left < 0) {
            throw new IOException(host + " sends more than was published");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new IOException(host + " sends too slowly");
        }
        return count;
    }
}
