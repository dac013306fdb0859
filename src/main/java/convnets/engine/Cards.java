package convnets.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import convnets.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The NVIDIA cards of this computer, as the tool that comes with their driver names them. */
final class Cards {

    private static final String QUERY = "name,compute_cap,memory.total,driver_version";

    /** The tool takes a second where it has to wake a card. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of its answer, in bytes. */
    private static final int MOST = 1 << 16;

    private Cards() {}

    /** Asked for once: it may take a second. */
    private static final class Here {
        static final List<String> FOUND = ask("nvidia-smi");
    }

    /** A line for each card; none if there is none, or no driver. */
    static List<String> here() {
        return Here.FOUND;
    }

    static List<String> ask(String tool) {
        return ask(tool, QUERY).stream()
                .filter(line -> line.split(", ").length == 4)
                .map(Cards::describe)
                .toList();
    }

    /** Memory in use and memory in all, a line for each card; by all programs together. */
    static List<String> memory(String tool) {
        return ask(tool, "memory.used,memory.total").stream()
                .map(line -> line.replace(", ", " of "))
                .toList();
    }

    /** The answer is kept and recorded, so a stop meanwhile must not make it "none". */
    private static List<String> ask(String tool, String query) {
        return Uninterruptibly.run(() -> asked(tool, query));
    }

    private static List<String> asked(String tool, String query) {
        try {
            Process process =
                    new ProcessBuilder(tool, "--query-gpu=" + query, "--format=csv,noheader")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                return answer(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) { // there is no such tool
            return List.of();
        }
    }

    /**
     * A driver that hangs must not hang the notebook, nor must a program that the tool leaves
     * behind with its output, or an answer without end.
     */
    private static List<String> answer(Process process) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Thread reader = new Thread(() -> read(process.getInputStream(), said), "nvidia-smi");
        reader.start();
        try {
            reader.join(PATIENCE.toMillis());
            boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            boolean answered = ended && process.exitValue() == 0;
            return answered ? said.toString(UTF_8).lines().toList() : List.of();
        } catch (InterruptedException e) {
            return List.of(); // nobody interrupts this thread
        }
    }

    /** What was said is there as soon as it was read, whether the output ends or not. */
    private static void read(InputStream output, ByteArrayOutputStream said) {
        try {
            int next = output.read();
            while (next >= 0 && said.size() < MOST) {
                said.write(next);
                next = output.read();
            }
        } catch (IOException e) {
            return; // the tool was ended
        }
    }

    private static String describe(String line) {
        String[] fields = line.split(", ");
        return Text.format(
                "%s, compute capability %s, %s, driver %s",
                fields[0], fields[1], fields[2], fields[3]);
    }
}
