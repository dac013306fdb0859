package convnets.data;

import ai.djl.Application;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import ai.djl.util.Utils;
import convnets.CourseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a data set is looked for: CONVNETS_DATA, DJL's cache (filled by {@code make data}), the
 * operating system's packages, and at last the sample in the course's own jar.
 *
 * @param name of the set, for people
 * @param folder the set's folder below CONVNETS_DATA and in the jar
 * @param artifact the set's name in DJL's repository
 * @param classes the names of the classes
 * @param packages folders where packages of the operating system put the set
 */
record DatasetLocator(
        String name, String folder, String artifact, List<String> classes, List<Path> packages) {

    /** The only version of both sets in DJL's repository. */
    private static final String VERSION = "1.0";

    ImageData load() {
        String wanted = System.getenv("CONVNETS_DATA");
        return load(wanted == null || wanted.isBlank() ? null : Path.of(wanted));
    }

    /**
     * Loads the first set there is, else the sample.
     *
     * @param wanted the folder that CONVNETS_DATA names; null if it is not set
     */
    ImageData load(Path wanted) {
        if (wanted == null) {
            return installed().map(this::read).orElseGet(this::sample);
        }
        if (!Files.isDirectory(wanted)) {
            throw new CourseException(
                    "CONVNETS_DATA names %s, and there is no such folder: correct it, or unset it"
                            + " to use the data that come with the course.",
                    wanted.toAbsolutePath().normalize());
        }
        Optional<IdxFiles> place = named(wanted);
        if (place.isPresent()) {
            return read(place.get());
        }
        ImageData other = load(null);
        String origin = other.origin() + " (CONVNETS_DATA has no complete " + name + ")";
        return new ImageData(name, origin, other.full(), other.train(), other.test());
    }

    ImageData sample() {
        IdxFiles jar = IdxFiles.bundled(folder);
        String origin = "the sample that comes with the course";
        return new ImageData(name, origin, false, jar.train(classes), jar.test(classes));
    }

    /** The set in DJL's cache, if it is there and whole. */
    Optional<ImageData> downloaded() {
        try {
            return cached().map(this::read);
        } catch (CourseException damaged) {
            return Optional.empty();
        }
    }

    /** The folder of DJL's cache that holds the set once it is downloaded. */
    Path cache() {
        return Utils.getCacheDir()
                .resolve("cache/repo")
                .resolve(in(BasicDatasets.REPOSITORY).toURI().getPath())
                .resolve(VERSION);
    }

    /** The set as DJL's own FashionMnist and Mnist ask a repository for it. */
    MRL in(Repository repository) {
        return repository.dataset(Application.CV.ANY, BasicDatasets.GROUP_ID, artifact, VERSION);
    }

    /** The folder that CONVNETS_DATA names, or the set's own folder below it. */
    private Optional<IdxFiles> named(Path wanted) {
        String remedy = "replace it by a good copy, or unset CONVNETS_DATA";
        Stream<Path> itself = setIn(wanted).equals(folder) ? Stream.of(wanted) : Stream.empty();
        return first(Stream.concat(itself, Stream.of(wanted.resolve(folder))), remedy);
    }

    /** All sets' files have the same names, so the folder's name says which set it holds. */
    private static String setIn(Path folder) {
        return folder.toAbsolutePath().normalize().endsWith("mnist") ? "mnist" : "fashion-mnist";
    }

    private Optional<IdxFiles> cached() {
        return first(Stream.of(cache()), "run \"make data\", which downloads it again");
    }

    private Optional<IdxFiles> installed() {
        String remedy = "install the package that it belongs to again";
        return cached().or(() -> first(packages.stream(), remedy));
    }

    private static Optional<IdxFiles> first(Stream<Path> folders, String remedy) {
        return folders.flatMap(folder -> IdxFiles.folder(folder, remedy).stream()).findFirst();
    }

    private ImageData read(IdxFiles place) {
        Images train = place.train(classes);
        Images test = place.test(classes);
        boolean full = train.size() == 60_000 && test.size() == 10_000;
        return new ImageData(name, place + (full ? " (full set)" : ""), full, train, test);
    }
}
