package convnets.data;

import ai.djl.Application;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.util.Utils;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a data set is looked for: CONVNETS_DATA, DJL's cache (filled by {@code make data}), the
 * operating system's packages, and at last the sample in the course's own jar. What is found is
 * recognized by its contents, never by the names of files or folders.
 *
 * @param name of the set, for people; in small letters it is that of its folder in the jar
 * @param artifact the set's name in DJL's repository
 * @param classes the names of the classes
 * @param versions what it can hold
 * @param files of the full set
 * @param packages folders where packages of the operating system put the set
 */
record DatasetLocator(
        String name,
        String artifact,
        List<String> classes,
        List<KnownSet> versions,
        List<PublishedFile> files,
        List<Path> packages) {

    /** The only version of both sets in DJL's repository. */
    private static final String VERSION = "1.0";

    /** How many of the sets that are something else are named. */
    private static final int NAMED = 3;

    ImageData load() {
        String wanted = System.getenv("CONVNETS_DATA");
        return load(wanted == null || wanted.isBlank() ? null : CourseFolder.path(wanted));
    }

    /**
     * Loads the first set there is, else the sample.
     *
     * @param wanted the folder that CONVNETS_DATA names; null if it is not set
     */
    ImageData load(Path wanted) {
        if (wanted == null) {
            return cached().or(this::installed).orElseGet(this::sample);
        }
        if (!Files.isDirectory(wanted)) {
            throw new CourseException(
                    "CONVNETS_DATA names %s, and there is no such folder: correct it, or unset it"
                            + " to use the data that come with the course.",
                    wanted.toAbsolutePath().normalize());
        }
        List<String> others = new ArrayList<>();
        return in(wanted, "replace it by a good copy, or unset CONVNETS_DATA", others)
                .orElseGet(() -> without(wanted, others));
    }

    ImageData sample() {
        IdxFiles jar = IdxFiles.bundled(Text.lower(name));
        return data("the sample that comes with the course", false, jar.train(), jar.test());
    }

    /** The set in DJL's cache, if it is there and whole. */
    Optional<ImageData> downloaded() {
        return whole(cache());
    }

    /** The set in a folder, if it is there and whole. */
    Optional<ImageData> whole(Path root) {
        try {
            return in(root, "", new ArrayList<>());
        } catch (CourseException damaged) {
            return Optional.empty();
        }
    }

    /** The folder of DJL's cache that holds the set once it is downloaded. */
    Path cache() {
        return cache(Utils.getCacheDir().resolve("cache/repo"));
    }

    /** The same in another folder. */
    Path cache(Path repository) {
        return repository.resolve(address()).resolve(VERSION);
    }

    /** The list of the set's files in DJL's repository, relative to that. */
    String list() {
        return address() + "/metadata.json";
    }

    /** Where DJL's repository keeps the set, and DJL's cache too. */
    private String address() {
        return BasicDatasets.REPOSITORY
                .dataset(Application.CV.ANY, BasicDatasets.GROUP_ID, artifact, VERSION)
                .toURI()
                .getPath();
    }

    /**
     * The set in a folder or below, if one there is this set.
     *
     * @param others is told what else is there
     * @throws CourseException if there is none, and a file is damaged
     */
    private Optional<ImageData> in(Path root, String remedy, List<String> others) {
        CourseException damaged = null;
        for (IdxFiles files : IdxFiles.below(root, remedy)) {
            try {
                Optional<ImageData> data = read(files, others);
                if (data.isPresent()) {
                    return data;
                }
            } catch (CourseException e) {
                damaged = e;
            }
        }
        if (damaged != null) {
            throw damaged;
        }
        return Optional.empty();
    }

    private Optional<ImageData> read(IdxFiles files, List<String> others) {
        if (!files.missing().isEmpty()) {
            others.add(files + " lacks " + files.missing());
            return Optional.empty();
        }
        PixelStore test = files.test(); // the smaller half
        for (KnownSet version : versions) {
            if (version.test() == test.checksum()) {
                PixelStore train = files.train();
                if (version.train() == train.checksum()) {
                    String origin = files + (version.full() ? " (full set)" : "");
                    return Optional.of(data(origin, version.full(), train, test));
                }
            }
        }
        if (KnownSet.ALL.stream().noneMatch(set -> isAnother(set, test))) {
            others.add(files + " holds a set that the course does not know, or a changed one");
        }
        return Optional.empty();
    }

    private boolean isAnother(KnownSet set, PixelStore test) {
        return set.test() == test.checksum() && !versions.contains(set);
    }

    private ImageData data(String origin, boolean full, PixelStore train, PixelStore test) {
        Images learned = new Images(train, classes, null);
        return new ImageData(name, origin, full, learned, new Images(test, classes, null));
    }

    private ImageData without(Path wanted, List<String> others) {
        ImageData other = load(null);
        String there = others.stream().limit(NAMED).collect(Collectors.joining(", "));
        String found =
                others.isEmpty()
                        ? ""
                        : Text.format(
                                ": %s; ImageData.fromIdx reads any set under names that you give",
                                there);
        String origin =
                Text.format(
                        "%s (CONVNETS_DATA, %s, has no %s%s)", other.origin(), wanted, name, found);
        return new ImageData(name, origin, other.full(), other.train(), other.test());
    }

    private Optional<ImageData> cached() {
        return in(cache(), "run \"make data\", which downloads it again", new ArrayList<>());
    }

    private Optional<ImageData> installed() {
        String remedy = "install the package that it belongs to again";
        return packages.stream()
                .flatMap(root -> in(root, remedy, new ArrayList<>()).stream())
                .findFirst();
    }
}
