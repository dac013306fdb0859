package convnets.notebook;

import static convnets.notebook.OpenNotebook.cell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cells run behind one that ends badly. Each takes a second, by both clocks. */
class GuardedCellsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final String NOT_RUN =
            "throw new convnets.CourseException(\"Not run, because a cell above was stopped or"
                    + " failed: put that right, or go on here with the menu Run, Run Selected Cell"
                    + " and All Below.\");";

    private final BaseKernel kernel = new BaseKernel();
    private final List<String> errors = new ArrayList<>();
    private Instant day = NOON;
    private long nanos = 7_000_000_000L;

    @BeforeEach
    void guard() {
        QueueGuard.install(
                kernel,
                "org.dflib.jjava.jupyter.",
                error -> errors.add(error.getExceptionClassName()),
                () -> day,
                () -> nanos);
        cellsDo(kernel.run);
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    private void cellsDo(Consumer<String> work) {
        kernel.run =
                code -> {
                    work.accept(code);
                    pass(Duration.ofSeconds(1));
                };
    }

    private void pass(Duration time) {
        day = day.plus(time);
        nanos += time.toNanos();
    }

    private void send(Instant sent, String... cells) {
        Stream.of(cells).forEach(code -> kernel.receive(cell(sent.toString(), code, true)));
    }

    /** What the kernel was given to run. */
    private List<String> ran() {
        return kernel.cells.stream().map(cell -> cell.getContent().getCode()).toList();
    }

    @Test
    void thoseThatWaitedSayThatTheyDoNotRun() {
        send(NOON, "int wrong = unknown;", "int b = 2;", "int c = 3;", "int d = 4;");
        assertEquals(List.of("int wrong = unknown;", NOT_RUN, NOT_RUN, NOT_RUN), ran());
        pass(QueueGuard.PAUSE);
        send(NOON, "int e = 5;");
        assertEquals("int e = 5;", ran().get(4), "a person goes on");
    }

    @Test
    void whatIsSentAfterTheBadEndRunsAtOnce() {
        send(NOON, "int wrong = unknown;");
        pass(Duration.ofMillis(50));
        send(NOON.plusMillis(1_001), "int b = 2;");
        assertEquals(List.of("int wrong = unknown;", "int b = 2;"), ran());
    }

    @Test
    void aCellThatDoesNotRunAnswersItsOwnMessage() {
        send(NOON, "int wrong = unknown;");
        Message<ExecuteRequest> waiting = cell(NOON.toString(), "int b = 2;", true);
        kernel.receive(waiting);
        Message<ExecuteRequest> instead = kernel.cells.get(1);
        assertSame(waiting.getIdentities(), instead.getIdentities());
        assertSame(waiting.getHeader(), instead.getHeader());
        assertEquals(
                new ExecuteRequest(NOT_RUN, false, false, Map.of(), false, true),
                instead.getContent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new IllegalStateException(\"broken\");",
                "int wrong = unknown;",
                "int cut = (1 +",
                "int a = 1; int cut = {"
            })
    void eachKindOfMistakeHoldsThemUp(String bad) {
        send(NOON, bad, "int b = 2;");
        assertEquals(List.of(bad, NOT_RUN), ran());
    }

    @ParameterizedTest
    @ValueSource(strings = {"// a remark", "", "int x = 1", "int five() {\n    return 5;\n}"})
    void aGoodCellHoldsUpNothing(String fine) {
        send(NOON, fine, fine, "int b = 2;");
        assertEquals(List.of(fine, fine, "int b = 2;"), ran());
    }

    /** Two others are of no use any more, and this one was no mistake. */
    @Test
    void whatACellDoesToOthersIsNoMistakeOfItsOwn() {
        send(NOON, "class Shape {}", "class Square extends Shape {}");
        send(NOON, "interface Shape {}", "int b = 2;");
        assertEquals("int b = 2;", ran().get(3));
    }

    @Test
    void aCellThatMayFailHoldsUpNothing() {
        kernel.receive(cell(NOON.toString(), "int wrong = unknown;", false));
        send(NOON, "int b = 2;");
        assertEquals(List.of("int wrong = unknown;", "int b = 2;"), ran());
    }

    /** The kernel makes Java of it; the shell would look for the end of a comment. */
    @Test
    void whatAMagicSaysIsNotJava() {
        cellsDo(code -> {});
        send(NOON, "%jars libraries/*.jar", "int b = 2;");
        assertEquals("int b = 2;", ran().get(1));
    }

    /** Such as a connection that is closed; the mistake of the cell is one all the same. */
    @Test
    void whatTheKernelItselfThrowsIsThrownOn() {
        Consumer<String> runs = kernel.run;
        kernel.run =
                code -> {
                    runs.accept(code);
                    throw new IllegalStateException("closed");
                };
        for (String cell : List.of("int a = 1;", "int wrong = unknown;", "int b = 2;")) {
            IllegalStateException closed =
                    assertThrows(IllegalStateException.class, () -> send(NOON, cell));
            assertEquals("closed", closed.getMessage());
        }
        assertEquals(List.of("int a = 1;", "int wrong = unknown;", NOT_RUN), ran());
    }

    @Test
    void aProgramThatDoesNotSayWhenItSendsIsJudgedByThePauseAlone() {
        send(NOON, "int wrong = unknown;");
        kernel.receive(cell("", "int b = 2;", true));
        assertEquals(NOT_RUN, ran().get(1));
        pass(QueueGuard.PAUSE);
        kernel.receive(cell("", "int c = 3;", true));
        assertEquals("int c = 3;", ran().get(2));
    }

    @Test
    void whatEndedACellIsToldOnce() {
        send(NOON, "int a = 1;", "throw new IllegalStateException(\"broken\");");
        pass(QueueGuard.PAUSE);
        send(NOON, "int wrong = unknown;");
        assertEquals(List.of("java.lang.IllegalStateException"), errors);
    }
}
