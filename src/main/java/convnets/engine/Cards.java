package convnets.engine;

import convnets.Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/** The NVIDIA cards of this computer, as the tool that comes with their driver names them. */
final class Cards {

    private static final String QUERY = "name,compute_cap,memory.total,driver_version";

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
        try {
            Process process =
                    new ProcessBuilder(tool, "--query-gpu=" + QUERY, "--format=csv,noheader")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            List<String> lines;
            try (BufferedReader answer = process.inputReader()) {
                lines = answer.lines().filter(line -> line.split(", ").length == 4).toList();
            }
            return process.waitFor() == 0
                    ? lines.stream().map(Cards::describe).toList()
                    : List.of();
        } catch (IOException e) { // there is no such tool
            return List.of();
        } catch (InterruptedException e) { // the stop button
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String describe(String line) {
        String[] fields = line.split(", ");
        return Text.format(
                "%s, compute capability %s, %s, driver %s",
                fields[0], fields[1], fields[2], fields[3]);
    }
}
