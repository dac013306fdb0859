package convnets.exercises;

import ai.djl.modality.Classifications.Classification;
import ai.djl.util.Utils;
import convnets.AtomicFile;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.NoPictureException;
import convnets.data.Picture;
import convnets.exercises.Step.Fault;
import convnets.train.Classifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Checks the exercise of chapter 09 that asks for a program. */
public final class ProgramChecks {

    private static final String MODEL = "weights/lenet-digits.model";

    private ProgramChecks() {}

    /** A program, as Java starts it. */
    @FunctionalInterface
    public interface Program {
        /**
         * Runs it.
         *
         * @param arguments of the command line
         * @throws Exception whatever the program does not catch
         */
        void main(String[] arguments) throws Exception;
    }

    /**
     * 9.11: a program that names pictures by a saved net.
     *
     * @param program the reader's main
     * @return what is said of it
     */
    public static Verdict program(Program program) {
        Path folder = temporary();
        try {
            return verdict(program, folder);
        } finally {
            Utils.deleteQuietly(folder);
        }
    }

    private static Verdict verdict(Program program, Path folder) {
        Check check = Check.of("9.11", program);
        Path model = CourseFolder.notebooks(MODEL);
        List<Named> pictures = pictures(Classifier.load(model), folder);
        String[] arguments =
                Stream.concat(Stream.of(model.toString()), pictures.stream().map(Named::file))
                        .toArray(String[]::new);
        Supplier<List<String>> found = Answer.once(() -> printed(program, arguments));
        Predicate<List<String>> right = lines -> lines.equals(lines(pictures));
        check.and(() -> Fault.when(reads(model, found), "model").map(f -> f.about(MODEL)))
                .notBegun("nothing", () -> found.get().isEmpty())
                .mistake("first", () -> found.get().equals(lines(pictures.subList(0, 1))))
                .mistake("first", () -> found.get().equals(lines(pictures.subList(1, 3))))
                .mistake("first", () -> found.get().equals(lines(pictures.subList(0, 2))))
                .mistake("file", () -> found.get().equals(classes(pictures)))
                .mistake("best", () -> found.get().equals(wholes(pictures)))
                .mistake("look", () -> !right.test(found.get()));
        return check.verdict();
    }

    /** Whether the program stops because it takes the model's file for a picture. */
    private static boolean reads(Path model, Supplier<?> program) {
        try {
            program.get();
            return false;
        } catch (NoPictureException e) {
            if (e.file().equals(model)) {
                return true;
            }
            throw e;
        }
    }

    /** A picture's file and what the net says to it. */
    private record Named(String file, Classification best) {

        String answer() {
            return best.getClassName();
        }
    }

    private static List<String> lines(List<Named> pictures) {
        return pictures.stream().map(one -> one.file + ": " + one.answer()).toList();
    }

    private static List<String> wholes(List<Named> pictures) {
        return pictures.stream().map(one -> one.file + ": " + one.best).toList();
    }

    private static List<String> classes(List<Named> pictures) {
        return pictures.stream().map(Named::answer).toList();
    }

    /** Three digits, drawn anew at each check, to which the net has three answers. */
    private static List<Named> pictures(Classifier classifier, Path folder) {
        Images digits = Mnist.sample().test();
        List<Named> pictures = new ArrayList<>();
        while (pictures.size() < 3) {
            int place = Draw.between(0, digits.size() - 1);
            Path file = folder.resolve(place + ".png");
            write(digits.get(place), file);
            Named named = new Named(file.toString(), classifier.classify(file).best());
            if (!classes(pictures).contains(named.answer())) {
                pictures.add(named);
            }
        }
        return pictures;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("convnets-digits");
        } catch (IOException e) {
            throw new CourseException(
                    "The pictures for this check cannot be written (%s): let TMPDIR name a folder"
                            + " that you may write into, and restart the kernel.",
                    CourseException.reason(e));
        }
    }

    private static void write(Picture digit, Path file) {
        AtomicFile.write(file, out -> ImageIO.write(digit.toImage(), "png", out));
    }

    /** The lines that the program prints. */
    private static List<String> printed(Program program, String[] arguments) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream screen = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Answer.of(
                    () -> {
                        run(program, arguments);
                        return arguments;
                    });
        } finally {
            System.setOut(screen);
        }
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static void run(Program program, String[] arguments) {
        try {
            program.main(arguments);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CourseException("Your code stops with: %s", e);
        }
    }
}
