package convnets.data;

import ai.djl.repository.RemoteRepository;
import ai.djl.repository.Repository;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import convnets.Text;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * A stand-in for DJL's repository: serves the course's samples from this machine under the
 * addresses, with the list of files, that DJL's own repository has. It can be told to fail, and to
 * be hostile.
 */
final class StandInRepository implements AutoCloseable {

    private static final String ROOT = "/dataset/cv/ai/djl/basicdataset/";
    private static final Map<String, String> SETS =
            Map.of("fashmnist", "fashion-mnist", "mnist", "mnist");
    private static final Map<String, String> FILES =
            Map.of(
                    "train_data", "train-images-idx3-ubyte.gz",
                    "train_labels", "train-labels-idx1-ubyte.gz",
                    "test_data", "t10k-images-idx3-ubyte.gz",
                    "test_labels", "t10k-labels-idx1-ubyte.gz");

    /** The paths that were asked for, in order. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Test labels are served in place of training labels. */
    volatile boolean otherLabels;

    /** How many of the next downloads of training images break off in their middle. */
    volatile int breaks;

    /** Runs before training images are sent. */
    volatile Runnable beforeImages = () -> {};

    /** Training images stop in their middle, and nothing more comes. */
    volatile boolean stalls;

    /** Test labels come one byte at a time, with this pause. */
    volatile Duration pause = Duration.ZERO;

    /** More than the training images is sent under their name. */
    volatile boolean endless;

    /** The list of files comes without an end. */
    volatile boolean endlessList;

    /** What stands in the list before the addresses of the files. */
    volatile String before = "";

    /** What is served in place of the list of files. */
    volatile String insteadOfList;

    /** The status of every answer. */
    volatile int status = 200;

    private final HttpServer server;
    private final String address;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);

    StandInRepository() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    String address() {
        return address;
    }

    /** As DJL's own data sets know it. */
    Repository repository() {
        return new RemoteRepository("stand-in", URI.create(address()));
    }

    /** The same set as if the sample, which is served here, had been published as the full set. */
    static DatasetLocator published(DatasetLocator set) {
        String folder = Text.lower(set.name());
        List<PublishedFile> files =
                set.files().stream()
                        .map(file -> published(file, sample(folder, file.compressed())))
                        .toList();
        return new DatasetLocator(
                set.name(), set.artifact(), set.classes(), set.versions(), files, set.packages());
    }

    private static PublishedFile published(PublishedFile file, byte[] zipped) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            byte[] bytes = in.readAllBytes();
            return new PublishedFile(file.name(), bytes.length, sum("SHA-256", bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(ROOT.length());
            requests.add(path);
            byte[] body = path.endsWith("metadata.json") ? list(path) : file(path);
            boolean forEver = path.endsWith("metadata.json") ? endlessList : endless;
            exchange.sendResponseHeaders(status, forEver ? 0 : body.length);
            boolean images = path.endsWith("train-images-idx3-ubyte.gz");
            if (images) {
                beforeImages.run();
            }
            if (images && (stalls || breaks-- > 0)) {
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
                if (stalls) {
                    closing.await();
                }
            } else if (forEver) {
                while (true) {
                    exchange.getResponseBody().write(body);
                }
            } else if (path.endsWith("t10k-labels-idx1-ubyte.gz") && !pause.isZero()) {
                for (byte one : body) {
                    exchange.getResponseBody().write(one);
                    exchange.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                }
            } else {
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The list of files: MNIST's has whole addresses, Fashion-MNIST's relative ones, as DJL's. */
    private byte[] list(String path) {
        if (insteadOfList != null) {
            return insteadOfList.getBytes(StandardCharsets.UTF_8);
        }
        String artifact = path.substring(0, path.indexOf('/'));
        String base = artifact.equals("mnist") ? address() + ROOT.substring(1) + "mnist/" : "";
        StringBuilder files = new StringBuilder();
        FILES.forEach(
                (key, name) -> {
                    byte[] bytes = file(artifact + "/1.0/" + name);
                    files.append(files.length() == 0 ? "" : ",")
                            .append(
                                    Text.format(
                                            """
                                            "%s": {"uri": "%s1.0/%s", "sha1Hash": "%s", "size": %d}
                                            """,
                                            key, base, name, sum("SHA-1", bytes), bytes.length));
                });
        return """
                {"metadataVersion": "0.2", "resourceType": "dataset", "application": "cv",
                 "groupId": "ai.djl.basicdataset", "artifactId": "%s", "name": "%s",
                 "artifacts": [{"version": "1.0", "snapshot": false, "files": {%s%s}}]}
                """
                .formatted(artifact, artifact, before, files)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] file(String path) {
        String[] parts = path.split("/");
        String name = otherLabels ? parts[2].replace("train-labels", "t10k-labels") : parts[2];
        return sample(SETS.get(parts[0]), name);
    }

    private static byte[] sample(String set, String name) {
        String resource = "/data/" + set + "/" + name;
        try (InputStream stream = StandInRepository.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sum(String kind, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(kind).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
