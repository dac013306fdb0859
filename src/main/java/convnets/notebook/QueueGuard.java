package convnets.notebook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * After a stop or an error, the cells that were waiting do not run.
 *
 * <p>"Run All" hands all cells to the kernel at once, and neither JJava nor IJava drops those that
 * wait when one ends badly, so the next training would start. This guard stands between the
 * kernel's channel and what runs its cells. It takes a cell for one that waited if it was sent
 * before the bad end, by the clock of the reader's browser, and begins within {@link #PAUSE} after
 * it, as no person can. Each such cell shows one sentence, as an error, and the next one is judged
 * in the same way; nothing else is kept. A clock may be put back meanwhile: the pause is measured
 * by the one that only goes on, and the bad end is never before the cell's own begin.
 *
 * <p>As the protocol wants it, a cell sent with {@code stop_on_error} false holds up nothing:
 * JupyterLab and nbclient send so a cell with the tag "raises-exception", and nbclient every cell
 * when it runs with {@code allow_errors}.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute">The
 *     messaging protocol, execute</a>
 */
final class QueueGuard {

    static final String SENTENCE =
            "Not run, because a cell above was stopped or failed: put that right, or go on here with"
                    + " the menu Run, Run Selected Cell and All Below.";

    /** The kernel looks every 50 ms for a cell that waits. */
    static final Duration PAUSE = Duration.ofMillis(250);

    private static final Set<Status> REFUSED =
            Set.of(Status.REJECTED, Status.RECOVERABLE_NOT_DEFINED);

    private final JShell shell;
    private final Consumer<EvalException> errors;
    private final InstantSource day;
    private final LongSupplier nanos;
    private boolean failed;
    private Instant stopped = Instant.MIN;
    private long ended;

    QueueGuard(
            JShell shell, Consumer<EvalException> errors, InstantSource day, LongSupplier nanos) {
        this.shell = shell;
        this.errors = errors;
        this.day = day;
        this.nanos = nanos;
    }

    /** Stands guard in a running kernel, from the next cell on; is told what ended a cell. */
    static void install(Object kernel, String packages, Consumer<EvalException> errors) {
        install(kernel, packages, errors, InstantSource.system(), System::nanoTime);
    }

    /** The same by other clocks: that of the day, and the one that only goes on. */
    static void install(
            Object kernel,
            String packages,
            Consumer<EvalException> errors,
            InstantSource day,
            LongSupplier nanos) {
        Object shell =
                packages.contains("jjava")
                        ? ByName.call(kernel, "getJShell")
                        : ByName.call(ByName.field(kernel, "evaluator"), "getShell");
        QueueGuard guard = new QueueGuard((JShell) shell, errors, day, nanos);
        guard.shell.onSnippetEvent(guard::note);
        Object output = ByName.field(ByName.call(kernel, "getIO"), "jupyterOut");
        Object channel = ByName.field(ByName.field(output, "env"), "shell");
        Object connection = ByName.field(channel, "connection");
        Class<?> request = ByName.type(packages + "messages.request.ExecuteRequest");
        Object kind = ByName.run(() -> request.getField("MESSAGE_TYPE").get(null));
        Object handler = ByName.call(connection, "getHandler", kind);
        Class<?> type = ByName.type(packages + "channels.ShellHandler");
        ByName.Body guarded =
                cell -> {
                    guard.handle(handler, cell[0], cell[1]);
                    return null;
                };
        ByName.call(connection, "setHandler", kind, ByName.implement(type, guarded));
    }

    private void handle(Object handler, Object environment, Object message) {
        Object request = ByName.call(message, "getContent");
        Object head = ByName.call(message, "getHeader");
        String date = (String) ByName.call(ByName.call(head, "getTimestamp"), "getDateString");
        if (waited(sent(date), nanos.getAsLong())) {
            ByName.call(handler, "handle", environment, ByName.run(() -> sentence(message)));
            end(nanos.getAsLong());
            return;
        }
        failed = false;
        Instant begin = day.instant();
        long start = nanos.getAsLong();
        try {
            ByName.call(handler, "handle", environment, message);
        } finally {
            String code = (String) ByName.call(request, "getCode");
            if ((failed || isCutShort(code))
                    && (boolean) ByName.call(request, "shouldStopOnError")) {
                fail(begin, day.instant(), nanos.getAsLong() - start);
                end(nanos.getAsLong());
            }
        }
    }

    /**
     * Whether a cell was waiting behind one that ended badly.
     *
     * @param sent by the clock of the day
     * @param begin in nanoseconds
     */
    boolean waited(Instant sent, long begin) {
        return sent.isBefore(stopped) && begin - ended < PAUSE.toNanos();
    }

    /**
     * A cell has ended badly.
     *
     * @param begin of the cell, by the clock of the day
     * @param end of the cell, by that clock, which may have been put back
     * @param nanos that the cell took, but for those when the computer slept
     */
    void fail(Instant begin, Instant end, long nanos) {
        Instant earliest = begin.plusNanos(nanos);
        stopped = end.isBefore(earliest) ? earliest : end;
    }

    /**
     * A cell has ended badly, or one that waited has said so.
     *
     * @param now in nanoseconds
     */
    void end(long now) {
        ended = now;
    }

    /** When a message was sent; a program that does not say it is judged by the pause alone. */
    private static Instant sent(String date) {
        try {
            return OffsetDateTime.parse(date).toInstant();
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }

    private void note(SnippetEvent event) {
        boolean own = event.causeSnippet() == null; // else the consequence of another snippet
        failed |= own && (event.exception() != null || REFUSED.contains(event.status()));
        if (own && event.exception() instanceof EvalException error) {
            errors.accept(error);
        }
    }

    /** The shell hears nothing of a cell whose end is missing; what a magic says is not Java. */
    private boolean isCutShort(String code) {
        if (code.lines().anyMatch(line -> line.startsWith("%"))) {
            return false;
        }
        CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(code);
        while (info.completeness().isComplete()) {
            info = shell.sourceCodeAnalysis().analyzeCompletion(info.remaining());
        }
        return info.completeness() != Completeness.EMPTY;
    }

    /** The same message with other code, so that the kernel itself says that it failed. */
    private static Object sentence(Object message) throws ReflectiveOperationException {
        Object request = ByName.call(message, "getContent");
        String code = "throw new convnets.CourseException(\"" + SENTENCE + "\");";
        Object instead =
                request.getClass()
                        .getConstructors()[0]
                        .newInstance(code, false, false, Map.of(), false, true);
        Object head = ByName.call(message, "getHeader");
        return message.getClass()
                .getConstructor(List.class, head.getClass(), Object.class)
                .newInstance(ByName.call(message, "getIdentities"), head, instead);
    }
}
