package convnets.data;

import ai.djl.util.Utils;
import convnets.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a data set is looked for: CONVNETS_DATA, DJL's cache (filled by {@code make data}),
 * Debian's package, and at last the sample in the course's own jar.
 *
 * @param name of the set, for people
 * @param folder the set's folder below CONVNETS_DATA and in the jar
 * @param artifact the set's name in DJL's repository
 * @param classes the names of the classes
 * @param debian whether Debian has a package of it
 */
record Source(String name, String folder, String artifact, List<String> classes, boolean debian) {

    private static final List<String> FILES =
            List.of(
                    "train-images-idx3-ubyte",
                    "train-labels-idx1-ubyte",
                    "t10k-images-idx3-ubyte",
                    "t10k-labels-idx1-ubyte");

    /** Opens the files of a set by name. */
    private interface Folder {
        InputStream open(String file) throws IOException;
    }

    ImageData load() {
        String wanted = System.getenv("CONVNETS_DATA");
        return load(wanted == null || wanted.isBlank() ? null : Path.of(wanted));
    }

    /** Loads the first full set there is, else the sample. */
    ImageData load(Path wanted) {
        if (wanted != null && !Files.isDirectory(wanted)) {
            throw new Problem(
                    "CONVNETS_DATA names %s, and there is no such folder: correct it, or unset it"
                            + " to use the data that come with the course.",
                    wanted);
        }
        for (Path place : places(wanted)) {
            Optional<List<String>> files = files(place);
            if (files.isPresent()) {
                Folder folder = file -> Files.newInputStream(place.resolve(file));
                return read(place + " (full set)", true, files.get(), place + "/", folder);
            }
        }
        return sample();
    }

    ImageData sample() {
        List<String> files = FILES.stream().map(f -> f + ".gz").toList();
        String path = "/data/" + folder + "/";
        Folder jar = file -> Source.class.getResourceAsStream(path + file);
        return read("the sample that comes with the course", false, files, "", jar);
    }

    /** The folder of DJL's cache that holds the set once it is downloaded. */
    Path cache() {
        return Utils.getCacheDir()
                .resolve("cache/repo/dataset/cv/ai/djl/basicdataset")
                .resolve(artifact)
                .resolve("1.0");
    }

    private List<Path> places(Path wanted) {
        List<Path> places = new ArrayList<>();
        if (wanted != null) {
            places.add(wanted);
            places.add(wanted.resolve(folder));
        }
        places.add(cache());
        if (debian) {
            places.add(Path.of("/usr/share/dataset-fashion-mnist"));
        }
        return places;
    }

    /** The four files under one of the names that they go by; empty if one is not there. */
    private Optional<List<String>> files(Path place) {
        List<String> zipped = FILES.stream().map(f -> f + ".gz").toList();
        return List.of(zipped, FILES).stream()
                .filter(
                        names ->
                                names.stream().allMatch(n -> Files.isRegularFile(place.resolve(n))))
                .findFirst();
    }

    private ImageData read(
            String origin, boolean full, List<String> files, String prefix, Folder folder) {
        try {
            List<Images> halves = new ArrayList<>();
            for (int i = 0; i < 4; i += 2) {
                String imageFile = files.get(i);
                String labelFile = files.get(i + 1);
                Idx images = Idx.read(prefix + imageFile, 3, folder.open(imageFile));
                Idx labels = Idx.read(prefix + labelFile, 1, folder.open(labelFile));
                if (images.count() != labels.count()) {
                    throw new Problem(
                            "The data files do not belong together: %s%s holds %,d pictures and"
                                    + " %s %,d labels; delete them and run \"make data\" again.",
                            prefix, imageFile, images.count(), labelFile, labels.count());
                }
                int[] s = images.sizes();
                halves.add(new Images(images.values(), labels.values(), s[1], s[2], classes));
            }
            return new ImageData(name, origin, full, halves.get(0), halves.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " from " + origin, e);
        }
    }
}
