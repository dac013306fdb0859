package convnets.exercises;

import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An exercise, as a file of its chapter in {@code resources/exercises} declares it, with all that
 * its check may say:
 *
 * <pre>{@code
 * "chapter": 3, "place": 8, "title": "ReLU", "kind": "TRAINING", "floor": 0.7,
 * "sentences": {
 *   "all four": "All four sigmoids are still there.",
 *   "floor": "Change the learning rate by a factor of 3.",
 *   "praise": "%.3f, and no plateau: ReLU passes the gradient on whole."
 * }
 * }</pre>
 *
 * @param chapter 1 or more
 * @param place in its chapter, 1 or more
 * @param title in a few words
 * @param kind what is asked for
 * @param floor the accuracy that a training must reach; 0 if there is nothing to be reached
 * @param choices what is to be read from a picture; null or empty if nothing is
 * @param sentences what is said, by the name of the mistake
 */
record Exercise(
        int chapter,
        int place,
        String title,
        Kind kind,
        double floor,
        List<Choice> choices,
        Map<String, String> sentences) {

    Exercise {
        choices = choices == null ? List.of() : List.copyOf(choices);
    }

    /** What is asked for. */
    enum Kind {
        /** A net, or layers of one. */
        NET,
        /** Numbers, or a method that computes some. */
        FORMULA,
        /** A training that must reach the floor. */
        TRAINING,
        /** What a picture or a curve says. */
        READING,
        /** Code that must be put right. */
        BUG,
        /** Thoughts, which no check can judge. */
        QUESTION
    }

    private static final List<String> CHAPTERS =
            List.of(
                    "01-convolution",
                    "02-learning",
                    "03-lenet",
                    "04-inside-lenet",
                    "05-alexnet",
                    "06-vgg",
                    "07-nin",
                    "08-comparison",
                    "09-your-own-pictures");

    /** All exercises of the course, in the order of the notebooks. */
    static final List<Exercise> ALL = CHAPTERS.stream().flatMap(c -> read(c).stream()).toList();

    private static List<Exercise> read(String chapter) {
        String file = "/exercises/" + chapter + ".json";
        try (InputStream in = Exercise.class.getResourceAsStream(file)) {
            return List.of(new ObjectMapper().readValue(in, Exercise[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The exercise of a number such as 3.8. */
    static Exercise of(String number) {
        return ALL.stream().filter(e -> e.number().equals(number)).findFirst().orElseThrow();
    }

    /** Those of one chapter that have a check, in the order of the notebook. */
    static List<Exercise> checked(int chapter) {
        return ALL.stream().filter(e -> e.chapter == chapter && e.checked()).toList();
    }

    /** Chapter and place, as the notebooks write it. */
    String number() {
        return chapter + "." + place;
    }

    /** Whether it has a check: a question has none. */
    boolean checked() {
        return kind != Kind.QUESTION;
    }

    /** A sentence by its name, with values in its places. */
    String say(String name, Object... values) {
        if (!sentences.containsKey(name)) {
            throw new IllegalArgumentException(number() + " has no sentence \"" + name + "\"");
        }
        String sentence = sentences.get(name);
        return values.length == 0 ? sentence : Text.format(sentence, values);
    }

    /** Its number and title, as in the notebook's heading. */
    @Override
    public String toString() {
        return number() + " " + title;
    }

    /** Lists all exercises, for the tests of the notebooks: number, kind, title. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ALL.forEach(e -> out.println(e.number() + "\t" + e.kind + "\t" + e.title));
    }
}
