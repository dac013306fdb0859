package convnets.exercises;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import convnets.AtomicFile;
import convnets.CourseFolder;
import convnets.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Which exercises are solved: the last verdict on each, kept in a small file of this computer.
 * Nothing leaves the machine.
 */
public final class Logbook {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Consumer<String> say;

    Logbook(Path file, Consumer<String> say) {
        this.file = file;
        this.say = say;
    }

    /**
     * The course's own: notebooks/exercises/progress.json, unless the environment variable
     * CONVNETS_PROGRESS names another file.
     *
     * @return the progress, which need not exist yet
     */
    public static Logbook course() {
        String wish = System.getenv("CONVNETS_PROGRESS");
        Path file =
                wish == null || wish.isBlank()
                        ? CourseFolder.notebooks("exercises").resolve("progress.json")
                        : Path.of(wish);
        return new Logbook(file, line -> System.out.print(line + System.lineSeparator()));
    }

    /**
     * Whether the program runs in the folder of the exercises. Solutions are no progress.
     *
     * @return true in a notebook of notebooks/exercises
     */
    public static boolean here() {
        return Path.of("").toAbsolutePath().endsWith(Path.of("notebooks", "exercises"));
    }

    /**
     * Keeps a verdict in place of an earlier one on the same exercise.
     *
     * @param verdict to keep
     */
    public void record(Verdict verdict) {
        try {
            Map<String, Boolean> passed = read();
            passed.put(verdict.exercise().number(), verdict.passed());
            AtomicFile.write(file, out -> JSON.writeValue(out, passed));
        } catch (UncheckedIOException e) {
            say.accept("The progress could not be kept in " + file + ": " + e.getMessage());
        }
    }

    /** The last verdicts by number; a file that cannot be read is put aside, not lost. */
    private Map<String, Boolean> read() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return new TreeMap<>(
                    JSON.readValue(file.toFile(), new TypeReference<Map<String, Boolean>>() {}));
        } catch (IOException | NullPointerException damaged) {
            return begin();
        }
    }

    private Map<String, Boolean> begin() {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say.accept(
                Text.format(
                        "The file of your progress was damaged. It is kept as %s; a new one is begun.",
                        aside.getFileName()));
        return new TreeMap<>();
    }

    /**
     * The exercises of a chapter.
     *
     * @param chapter 3 to 8
     * @return a row for each exercise: solved, not yet, or not tried; and one for how many are
     *     solved
     */
    public Table chapter(int chapter) {
        return table(Exercises.of(chapter));
    }

    /**
     * All exercises of the course.
     *
     * @return a row for each exercise, and one for how many are solved
     */
    public Table all() {
        return table(Exercises.all());
    }

    private Table table(List<Exercise> exercises) {
        Map<String, Boolean> passed = read();
        StringColumn names = StringColumn.create("exercise");
        StringColumn states = StringColumn.create("state");
        for (Exercise exercise : exercises) {
            names.append(exercise.toString());
            states.append(state(passed.get(exercise.number())));
        }
        long solved =
                exercises.stream().filter(e -> passed.getOrDefault(e.number(), false)).count();
        names.append("together");
        states.append(solved + " of " + exercises.size() + " solved");
        return Table.create("progress", names, states);
    }

    private static String state(Boolean passed) {
        return passed == null ? "not tried" : passed ? "✓ solved" : "✗ not yet";
    }

    /**
     * Prints the progress in all chapters: {@code make progress}.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println(course().all().printAll());
    }
}
