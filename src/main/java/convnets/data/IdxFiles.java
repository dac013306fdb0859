package convnets.data;

import convnets.CourseException;
import convnets.Text;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A place with the four files of a data set: a folder, or the course's own jar. */
final class IdxFiles {

    private static final List<String> FILES =
            List.of(
                    "train-images-idx3-ubyte",
                    "train-labels-idx1-ubyte",
                    "t10k-images-idx3-ubyte",
                    "t10k-labels-idx1-ubyte");

    private final String path;
    private final List<String> files;
    private final Opener opener;
    private final String remedy;

    /** Opens a file by its name. */
    private interface Opener {
        InputStream open(String file) throws IOException;
    }

    private IdxFiles(String path, List<String> files, Opener opener, String remedy) {
        this.path = path;
        this.files = files;
        this.opener = opener;
        this.remedy = remedy;
    }

    /**
     * A folder, if it has the four files, each of them compressed (.gz) or not.
     *
     * @param folder any; it need not exist
     * @param remedy what the reader can do about a damaged file there
     */
    static Optional<IdxFiles> folder(Path folder, String remedy) {
        List<String> found =
                FILES.stream()
                        .map(file -> List.of(file + ".gz", file))
                        .flatMap(names -> names.stream().filter(n -> isFile(folder, n)).limit(1))
                        .toList();
        return Optional.of(found)
                .filter(files -> files.size() == FILES.size())
                .map(files -> new IdxFiles(folder.toString(), files, in(folder), remedy));
    }

    /** The sample of a set in the course's own jar. */
    static IdxFiles bundled(String set) {
        String path = "/data/" + set;
        return new IdxFiles(
                path,
                FILES.stream().map(file -> file + ".gz").toList(),
                file -> IdxFiles.class.getResourceAsStream(path + "/" + file),
                "it came with the course, so get the course anew");
    }

    Images train(List<String> classes) {
        return half(0, classes);
    }

    Images test(List<String> classes) {
        return half(2, classes);
    }

    @Override
    public String toString() {
        return path;
    }

    private static boolean isFile(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    private static Opener in(Path folder) {
        return file -> Files.newInputStream(folder.resolve(file));
    }

    private Images half(int first, List<String> classes) {
        Idx labels = read(first + 1, 1);
        Idx images = read(first, 3);
        if (images.count() != labels.count()) {
            throw damaged(
                    first + 1,
                    Text.format(
                            "it holds %,d labels, and %s holds %,d pictures",
                            labels.count(), files.get(first), images.count()));
        }
        for (byte label : labels.values()) {
            if (Byte.toUnsignedInt(label) >= classes.size()) {
                throw damaged(
                        first + 1,
                        Text.format(
                                "there is a label %d, and the classes end at %d",
                                Byte.toUnsignedInt(label), classes.size() - 1));
            }
        }
        int[] sizes = images.sizes();
        return new Images(images.values(), labels.values(), sizes[1], sizes[2], classes);
    }

    private Idx read(int i, int dimensions) {
        String file = files.get(i);
        try {
            return Idx.read(opener.open(file), file.endsWith(".gz"), dimensions);
        } catch (FileSystemException | FileNotFoundException e) {
            throw damaged(i, "it cannot be opened (" + e.getClass().getSimpleName() + ")");
        } catch (IOException e) {
            throw damaged(i, e.getMessage());
        }
    }

    private CourseException damaged(int i, String reason) {
        return new CourseException(
                "Cannot use the data file %s/%s: %s; %s.", path, files.get(i), reason, remedy);
    }
}
