package convnets.exercises;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.SetAside;
import convnets.Text;
import convnets.exercises.Verdict.Outcome;
import convnets.plot.Drawing;
import convnets.plot.View;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * Which exercises are solved and which were tried, kept in a small file of this computer. What is
 * solved stays solved. Nothing leaves the machine.
 */
public final class Logbook implements View {

    private static final String FAMILY = "convnets progress ";
    private static final String FORMAT = FAMILY + 2;

    /** What some editors put before UTF-8. */
    private static final String MARK = "\ufeff";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** In bytes: all exercises need a hundredth. */
    private static final int MOST = 1_000_000;

    /** What stands in the file: by number. */
    private record Saved(String format, Map<String, LogbookEntry> exercises) {}

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
        Path file = CourseFolder.chosen("CONVNETS_PROGRESS", "exercises/progress.json");
        return new Logbook(file, System.out::println);
    }

    /**
     * Keeps the verdicts of this program from now on, if it runs in the folder of the exercises.
     * Solutions are no progress.
     */
    public static void keep() {
        if (isHere(CourseFolder.notebooks("exercises"))) {
            Check.recordWith(course()::record);
        }
    }

    /** The folder of the notebooks may be a link to one of another name. */
    private static boolean isHere(Path folder) {
        try {
            return Files.isDirectory(folder) && Files.isSameFile(folder, Path.of(""));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Keeps a try. A right answer stays one, whatever comes later.
     *
     * @return the verdict, which says so if the exercise was solved before
     */
    Verdict record(Verdict verdict) {
        String number = verdict.exercise().number();
        try {
            if (verdict.passed() || verdict.outcome() == Outcome.WRONG) {
                update(entries -> entries.merge(number, entry(verdict), Logbook::joined));
            }
            LogbookEntry entry = entries().get(number);
            if (!verdict.passed() && entry != null && entry.solved() != null) {
                String words = "%s (You solved it on %s, and it stays solved.)";
                String said = Text.format(words, verdict.said(), entry.solved());
                return new Verdict(verdict.exercise(), verdict.outcome(), said);
            }
        } catch (CourseException e) {
            say.accept("The progress could not be kept in " + file + ": " + e.getMessage());
        }
        return verdict;
    }

    private static LogbookEntry entry(Verdict verdict) {
        String today = LocalDate.now().toString();
        return new LogbookEntry(today, verdict.passed() ? today : null);
    }

    private static LogbookEntry joined(LogbookEntry old, LogbookEntry today) {
        return new LogbookEntry(old.tried(), old.solved() == null ? today.solved() : old.solved());
    }

    /** Reads, changes and writes while no other notebook does. */
    private void update(Consumer<Map<String, LogbookEntry>> change) {
        AtomicFile.update(
                file,
                () -> {
                    Map<String, LogbookEntry> entries = entries();
                    change.accept(entries);
                    AtomicFile.write(file, out -> JSON.writeValue(out, new Saved(FORMAT, entries)));
                });
    }

    /** What is known so far by number; a file that says something else is put aside, not lost. */
    Map<String, LogbookEntry> entries() {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MOST) {
                return begin("damaged", "was damaged");
            }
            // as text: of bytes, Jackson would guess the encoding
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            JsonNode tree = JSON.readTree(text.replace(MARK, ""));
            String format = tree.path("format").asText();
            if (format.equals(FORMAT)) {
                return new TreeMap<>(JSON.treeToValue(tree, Saved.class).exercises());
            }
            if (format.matches(FAMILY + "[1-9][0-9]{0,5}")) {
                return begin("newer", "was written by a newer version of the course");
            }
            boolean first = !tree.isEmpty() && !tree.has("format") && booleans(tree);
            return first
                    ? begin("first-edition", "is of the course's first edition, with other numbers")
                    : begin("damaged", "was damaged");
        } catch (JsonProcessingException | NullPointerException damaged) {
            return begin("damaged", "was damaged");
        } catch (IOException e) {
            throw new CourseException(
                    "The file of your progress %s cannot be read (%s): make it readable, or let"
                            + " CONVNETS_PROGRESS name another.",
                    file, CourseException.reason(e));
        }
    }

    private static boolean booleans(JsonNode tree) {
        return StreamSupport.stream(tree.spliterator(), false).allMatch(JsonNode::isBoolean);
    }

    private Map<String, LogbookEntry> begin(String why, String sentence) {
        Path aside;
        try {
            aside = SetAside.rename(file, why);
        } catch (CourseException e) {
            throw new CourseException("The file of your progress %s. %s", sentence, e.getMessage());
        }
        String words = "The file of your progress %s. It is kept as %s; a new one is begun.";
        say.accept(Text.format(words, sentence, aside.getFileName()));
        return new TreeMap<>();
    }

    /** A picture of all chapters. */
    @Override
    public Drawing drawing() {
        return ProgressPicture.of(entries());
    }

    /** The same in characters. */
    @Override
    public String toString() {
        return ProgressPicture.words(entries());
    }

    /**
     * Prints the progress in all chapters: {@code make progress}.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(course());
    }
}
