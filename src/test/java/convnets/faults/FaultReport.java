package convnets.faults;

import convnets.AtomicFile;
import convnets.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What was caused on purpose, and what happened: docs/faults.md. */
public final class FaultReport {

    /** A run that failed, or left out what the system does not allow, writes no report. */
    private static final int ALL = 19;

    private static final String BEGIN =
            """
            # Faults, caused on purpose

            "make test-faults" causes them and writes this page; each row is a test that passed. The random numbers have fixed seeds. Damage to what was set up, and servers
            that are slow, hostile or gone, are caused by "make test".
            None of the changed files takes as long as a second to open, or as much as 20 MB of memory.

            | what is done | how often | what happens |
            |---|---|---|
            """;

    private static final String END =
            """

            ## What cannot be survived

            - A training without `checkpoints(…)` is lost when its kernel is killed: `save(…)` keeps what has ended only.
            - A checkpoint is written after an epoch. What was computed since then is computed again.
            - On another device, or with another number of threads, sums are rounded in another order: a resumed training then ends nearly the same.
            - The estimate before a training is the least that it can need. One that needs more than there is, but passes the estimate, may end the kernel.
            - Files of pictures (idx) have no checksum: a changed pixel is another picture. The histories and comparisons name the data by a checksum of what was read.
            - A library that is damaged while a kernel runs ends that kernel. The next one says which, and "make setup" mends it; on Windows "make setup" finds it, but the kernel does not look.
            - A computer on which the course has never been set up needs a network. A second copy of the course does not: Maven and the set-up keep what they fetched.
            - A disk that is full, or fails, while something is saved: what was there before stays, and the sentence says how to keep what is in memory.
            """;

    /** By their place on the page: whichever test comes first. */
    private static final Map<Integer, String> ROWS = new TreeMap<>();

    private FaultReport() {}

    /**
     * Adds a row; once all are there, the page is written.
     *
     * @param place of the row, from 1
     * @param done what is done
     * @param often how often
     * @param happens what happens
     */
    public static void row(int place, String done, String often, String happens) {
        ROWS.put(place, Text.format("| %s | %s | %s |", done, often, happens));
        if (ROWS.size() == ALL) {
            String text = BEGIN + String.join("\n", ROWS.values()) + "\n" + END;
            Path file = Path.of("docs/faults.md");
            AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
