package convnets.data;

import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of one data set in the idx format: in a folder, or in the course's own jar.
 *
 * @param path where they are, for messages
 * @param files a name for each part that is there
 * @param opener of a file by its name
 * @param remedy what the reader can do about a damaged one
 */
record IdxFiles(String path, Map<Part, String> files, Opener opener, String remedy) {

    /** Deep enough for data/MNIST/raw/file. */
    private static final int DEPTH = 4;

    /**
     * As in train-images-idx3-ubyte.gz, TRAIN-IMAGES.IDX3-UBYTE, and EMNIST's
     * emnist-letters-test-labels-idx1-ubyte.
     */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)(?<set>.*?)(?<train>train|t10k|test)[-_.](?<images>images|labels)"
                            + "[-_.]idx[13]([-_.]ubyte)?(\\.gz)?");

    /** The four files of a set, under the names of their publishers. */
    enum Part {
        TRAIN_IMAGES("train-images-idx3-ubyte"),
        TRAIN_LABELS("train-labels-idx1-ubyte"),
        TEST_IMAGES("t10k-images-idx3-ubyte"),
        TEST_LABELS("t10k-labels-idx1-ubyte");

        final String file;

        Part(String file) {
            this.file = file;
        }

        static Part of(Matcher name) {
            boolean train = name.group("train").equalsIgnoreCase("train");
            boolean images = name.group("images").equalsIgnoreCase("images");
            return train
                    ? images ? TRAIN_IMAGES : TRAIN_LABELS
                    : images ? TEST_IMAGES : TEST_LABELS;
        }
    }

    /** Opens a file by its name. */
    interface Opener {
        InputStream open(String file) throws IOException;
    }

    /**
     * The sets in a folder and below, complete or not, in the order of their paths. A folder can
     * hold several if their files' names begin differently.
     *
     * @param root any; it need not exist
     * @param remedy what the reader can do about a damaged file there
     */
    static List<IdxFiles> below(Path root, String remedy) {
        Map<Path, Map<Part, String>> sets = new TreeMap<>();
        for (Path file : files(CourseFolder.given(root))) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                Path folder = file.getParent();
                if (NAME.matcher(CourseFolder.name(folder)).matches()) {
                    folder = folder.getParent(); // some unpack each file into a folder of its name
                }
                sets.computeIfAbsent(
                                folder.resolve(name.group("set")), set -> new EnumMap<>(Part.class))
                        .put(Part.of(name), file.toString());
            }
        }
        return sets.entrySet().stream()
                .map(set -> in(set.getKey().toString(), set.getValue(), remedy))
                .toList();
    }

    private static IdxFiles in(String path, Map<Part, String> files, String remedy) {
        Opener opener = file -> new FileInputStream(AtomicFile.readable(Path.of(file)));
        return new IdxFiles(path, files, opener, remedy);
    }

    /** The one set in a folder or below. */
    static IdxFiles only(Path folder) {
        List<IdxFiles> found = below(folder, "replace it by a good copy");
        List<IdxFiles> whole = found.stream().filter(set -> set.missing().isEmpty()).toList();
        if (whole.size() == 1) {
            return whole.get(0);
        } else if (whole.size() > 1) {
            throw new CourseException(
                    "There is more than one set in %s: name the folder of one of %s.",
                    folder, whole);
        } else if (found.size() == 1) {
            throw new CourseException(
                    "The set in %s is not complete: it lacks %s.",
                    found.get(0), found.get(0).missing());
        }
        throw new CourseException(
                "There is no complete set of idx files in %s: it needs %s, compressed (.gz) or not.",
                folder.toAbsolutePath().normalize(), missing(Set.of()));
    }

    /** In the order of their names, so that a compressed file goes before one that is not. */
    private static List<Path> files(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        Path named = // without a name, its files would have no folder
                root.toString().isEmpty() ? root.getFileSystem().getPath(".") : root;
        try (Stream<Path> all = Files.walk(named, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new CourseException(
                    "Cannot look for data in %s: %s; name a folder with nothing but the data.",
                    root, e.getMessage());
        }
    }

    /** The sample of a set in the course's own jar. */
    static IdxFiles bundled(String set) {
        String path = "/data/" + set;
        Map<Part, String> files = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            files.put(part, path + "/" + part.file + ".gz");
        }
        return new IdxFiles(
                path,
                files,
                IdxFiles.class::getResourceAsStream,
                "it came with the course, so get the course anew");
    }

    /** The names of the files that are not there, as a part of a sentence; empty if all are. */
    String missing() {
        return missing(files.keySet());
    }

    private static String missing(Set<Part> there) {
        return Stream.of(Part.values())
                .filter(part -> !there.contains(part))
                .map(part -> part.file)
                .collect(Collectors.joining(" and "));
    }

    PixelStore train() {
        return half(Part.TRAIN_IMAGES, Part.TRAIN_LABELS);
    }

    PixelStore test() {
        return half(Part.TEST_IMAGES, Part.TEST_LABELS);
    }

    @Override
    public String toString() {
        return path;
    }

    private PixelStore half(Part pictures, Part numbers) {
        Idx labels = read(numbers, 1);
        Idx images = read(pictures, 3);
        if (images.count() != labels.count()) {
            throw damaged(
                    numbers,
                    Text.format(
                            "it holds %s, and %s holds %s",
                            Text.count(labels.count(), "label"),
                            Path.of(files.get(pictures)).getFileName(),
                            Text.count(images.count(), "picture")));
        }
        int[] sizes = images.sizes();
        int[] unsigned = PixelStore.unsigned(labels.values());
        return new PixelStore(images.values(), unsigned, 1, sizes[1], sizes[2]);
    }

    private Idx read(Part part, int dimensions) {
        try {
            return Idx.read(opener.open(files.get(part)), dimensions);
        } catch (FileSystemException | FileNotFoundException e) {
            throw damaged(part, "it cannot be opened (" + CourseException.reason(e) + ")");
        } catch (IOException e) {
            throw damaged(part, e.getMessage());
        }
    }

    private CourseException damaged(Part part, String reason) {
        return new CourseException(
                "Cannot use the data file %s: %s; %s.", files.get(part), reason, remedy);
    }
}
