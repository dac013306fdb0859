package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import convnets.exercises.Verdict.Outcome;
import convnets.train.Classifier;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProgramChecksTest {

    private static String named(Classifier net, String file) {
        return net.classify(Path.of(file)).best().getClassName();
    }

    @Test
    void aProgramNamesAllPictures() {
        right(
                ProgramChecks.program(
                        arguments -> {
                            Classifier net = Classifier.load(Path.of(arguments[0]));
                            for (int i = 1; i < arguments.length; i++) {
                                System.out.println(arguments[i] + ": " + named(net, arguments[i]));
                                System.out.println();
                            }
                        }));
        right(
                ProgramChecks.program(
                        arguments -> {
                            Classifier net = Classifier.load(Path.of(arguments[0]));
                            Arrays.stream(arguments)
                                    .skip(1)
                                    .forEach(f -> System.out.printf("%s: %s%n", f, named(net, f)));
                        }));
    }

    @Test
    void whatIsMissingIsSaid() {
        PrintStream screen = System.out;
        assertEquals(Outcome.NOT_BEGUN, ProgramChecks.program(arguments -> {}).outcome());
        wrong("have no line", ProgramChecks.program(a -> System.out.println(line(a, 1))));
        wrong(
                "have no line",
                ProgramChecks.program(
                        a -> {
                            for (int i = 2; i < a.length; i++) {
                                System.out.println(line(a, i));
                            }
                        }));
        wrong(
                "which file",
                ProgramChecks.program(
                        a -> {
                            Classifier net = Classifier.load(Path.of(a[0]));
                            for (int i = 1; i < a.length; i++) {
                                System.out.println(named(net, a[i]));
                            }
                        }));
        wrong(
                "getClassName()",
                ProgramChecks.program(
                        a -> {
                            Classifier net = Classifier.load(Path.of(a[0]));
                            for (int i = 1; i < a.length; i++) {
                                System.out.println(
                                        a[i] + ": " + net.classify(Path.of(a[i])).best());
                            }
                        }));
        wrong(
                "a colon, a space",
                ProgramChecks.program(
                        a -> {
                            for (int i = a.length - 1; i > 0; i--) {
                                System.out.println(line(a, i));
                            }
                        }));
        wrong( // the model's file is no picture, and the library says so
                "lenet-digits.model",
                ProgramChecks.program(a -> System.out.println(line(new String[] {a[0], a[0]}, 1))));
        assertSame(screen, System.out);
    }

    @Test
    void theModelsFileIsNoPicture() {
        for (int from : new int[] {0, 1}) { // also after all pictures
            wrong(
                    "the loop takes it for a picture",
                    ProgramChecks.program(
                            a -> {
                                for (int i = from; i < a.length + from; i++) {
                                    System.out.println(line(a, i % a.length));
                                }
                            }));
        }
        wrong(
                "have no line",
                ProgramChecks.program(
                        a -> {
                            for (int i = 1; i < a.length - 1; i++) {
                                System.out.println(line(a, i));
                            }
                        }));
    }

    private static String line(String[] arguments, int i) {
        Classifier net = Classifier.load(Path.of(arguments[0]));
        return arguments[i] + ": " + named(net, arguments[i]);
    }
}
