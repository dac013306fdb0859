package convnets.experiments;

import convnets.CourseException;
import convnets.experiments.Experiment.Case;
import convnets.experiments.Run.Place;
import convnets.experiments.StoredRuns.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings together what several computers have measured. A run that is stored already stays as it
 * is, so to merge twice is to merge once.
 */
record RunMerge(List<Experiment> experiments) {

    /**
     * Adds the runs of all csv files in a folder and below it.
     *
     * @return how many of them were new
     * @throws CourseException if a file is none of ours, or has a run of other settings; then
     *     nothing is added
     */
    int merge(Path from, RunStore store) {
        List<Row> found = files(from).stream().flatMap(file -> read(file).stream()).toList();
        int added = 0;
        for (Row row : found) {
            if (store.add(row.run(), row.place().seed())) {
                added++;
            }
        }
        if (added > 0) {
            experiments.forEach(store::write);
        }
        return added;
    }

    private static List<Path> files(Path from) {
        PathMatcher csv = from.getFileSystem().getPathMatcher("glob:**.csv");
        try (Stream<Path> all = Files.isDirectory(from) ? Files.walk(from) : Stream.empty()) {
            List<Path> files = all.filter(csv::matches).sorted().toList();
            if (!files.isEmpty()) {
                return files;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new CourseException(
                "There are no csv files in %s: name the folder into which the shares were copied.",
                from);
    }

    private List<Row> read(Path file) {
        Path folder = file.getParent();
        Experiment experiment =
                experiments.stream()
                        .filter(one -> StoredRuns.file(folder, one.name).equals(file))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new CourseException(
                                                "The file %s has the name of no experiment: there"
                                                        + " are %s.",
                                                file,
                                                experiments.stream().map(e -> e.name).toList()));
        List<Row> rows = StoredRuns.rows(StoredRuns.read(folder, experiment.name));
        for (Row row : rows) {
            if (experiment.cases.stream().noneMatch(one -> asksFor(one, row))) {
                throw other(file, row.place());
            }
        }
        return rows;
    }

    private static boolean asksFor(Case one, Row row) {
        return one.seeds() > row.place().seed()
                && one.series().equals(row.place().series())
                && one.variant().equals(row.place().variant())
                && one.settings().equals(row.run().settings());
    }

    private static CourseException other(Path file, Place place) {
        return new CourseException(
                "The file %s has a run that this copy of the course does not ask for, or with other"
                        + " settings (%s, %s, seed %d): nothing was merged; measure it with the same"
                        + " version of the course and the same data.",
                file, place.series(), place.variant(), place.seed());
    }
}
