package convnets.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the files of a set are, as DJL's repository lists them. It is asked for nothing else: their
 * names, sizes and checksums are known, and what else it says is not heeded.
 */
final class DownloadList {

    /** The real ones have some 1,500. */
    private static final int MOST_BYTES = 100_000;

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final Map<String, URI> addresses = new HashMap<>();
    private long total;

    private DownloadList() {}

    /**
     * Reads the list.
     *
     * @param address of the list; those in it may be relative to it
     * @param files that are wanted
     * @param patience see {@link BoundedResponse}
     * @throws IllegalArgumentException if it is no list
     */
    static DownloadList read(URI address, List<PublishedFile> files, Duration patience)
            throws IOException {
        JsonNode root;
        try (BoundedResponse answer =
                new BoundedResponse(address, MOST_BYTES, patience, bytes -> {})) {
            root = parsed(answer.readAllBytes());
        }
        DownloadList list = new DownloadList();
        for (JsonNode item : root.path("artifacts").path(0).path("files")) {
            list.add(address.resolve(item.path("uri").asText()), item.path("size").asLong(), files);
        }
        for (PublishedFile file : files) {
            if (!list.addresses.containsKey(file.name())) {
                throw new IOException("the list of the files lacks " + file.compressed());
            }
        }
        return list;
    }

    private static JsonNode parsed(byte[] answer) {
        try {
            JsonNode root = new ObjectMapper().readTree(answer);
            if (root.isObject()) {
                return root;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        throw new IllegalArgumentException("no list");
    }

    private void add(URI address, long size, List<PublishedFile> files) {
        String path = String.valueOf(address.getPath());
        String last = path.substring(path.lastIndexOf('/') + 1);
        for (PublishedFile file : files) {
            if (last.equals(file.compressed()) && SCHEMES.contains(address.getScheme())) {
                addresses.put(file.name(), address);
                total += size;
            }
        }
    }

    URI address(PublishedFile file) {
        return addresses.get(file.name());
    }

    /** How many bytes will come, for the bar. */
    long total() {
        return total;
    }
}
