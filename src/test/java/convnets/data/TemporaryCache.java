package convnets.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test an empty DJL cache of its own; the engine's library stays where it is. */
final class TemporaryCache implements BeforeEachCallback, AfterEachCallback {

    private static final String DATA = "DJL_CACHE_DIR";
    private static final String ENGINE = "ENGINE_CACHE_DIR";

    private String data;
    private String engine;
    private Path folder;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        assumeTrue(System.getenv(DATA) == null, "the environment's DJL_CACHE_DIR goes first");
        folder = Files.createTempDirectory("convnets-cache");
        data = System.getProperty(DATA);
        engine = System.setProperty(ENGINE, Utils.getEngineCacheDir().toString());
        System.setProperty(DATA, folder.toString());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (folder != null) {
            restore(DATA, data);
            restore(ENGINE, engine);
            Utils.deleteQuietly(folder);
        }
    }

    Path folder() {
        return folder;
    }

    /** All files in it, with the folders that a download makes for a while. */
    List<Path> contents() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(folder::relativize)
                    .filter(p -> p.startsWith("cache/repo/convnets-download") || isSet(p))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isSet(Path path) {
        Path sets = Path.of("cache/repo/dataset/cv/ai/djl/basicdataset");
        return path.startsWith(sets) && path.getNameCount() > sets.getNameCount();
    }

    /** The size of its half-downloaded training images. */
    long bytes() throws IOException {
        long sum = 0;
        for (Path path : contents()) {
            if (path.endsWith("train-images-idx3-ubyte")) {
                sum += Files.size(folder.resolve(path));
            }
        }
        return sum;
    }

    private static void restore(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }
}
