package convnets.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import convnets.Text;
import convnets.exercises.Verdict.Outcome;
import convnets.faults.FaultReport;
import convnets.faults.Mutants;
import convnets.faults.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file of the progress, changed thousands of times: it has no checksum, so it can be mended.
 */
class ChangedProgressTest {

    private static final int FLIPS = 500;
    private static final int MUTANTS = 2_000;

    @TempDir Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void someChangesAreSurvived() throws IOException {
        change(20, 80);
    }

    @Test
    @Tag("faults")
    void manyChangesAreSurvived() throws IOException {
        int aside = change(FLIPS, MUTANTS);
        FaultReport.row(
                15,
                "The file of the progress (progress.json) is changed in the same ways",
                Text.format("%,d bits, %,d others", FLIPS, MUTANTS),
                Text.format(
                        "%,d put aside with a sentence, each as it was; the others are read as they"
                                + " stand. The next right answer is kept each time",
                        aside));
    }

    @Test
    @Tag("faults")
    void aFullDiskLosesNothing() throws IOException {
        Path file = folder.resolve("progress.json");
        Logbook logbook = new Logbook(file, said::add);
        Verdict verdict = new Verdict(Exercise.of("3.1"), Outcome.RIGHT, "");
        try (SmallDisk disk = new SmallDisk(folder)) {
            for (int i = 0; i < 2; i++) { // without a file, and with one
                String full = disk.fill();
                said.clear();
                Verdict next = new Verdict(Exercise.of("3." + (i + 1)), Outcome.RIGHT, "");
                assertEquals(next, logbook.record(next));
                assertEquals(1, said.size());
                assertTrue(said.get(0).contains("(" + full + ")"), said.get(0));
                assertEquals(i, logbook.entries().size());
                disk.empty();
                logbook.record(verdict);
                assertEquals(Set.of("3.1"), logbook.entries().keySet());
            }
        }
        FaultReport.row(
                19,
                "An exercise is solved while the disk is full",
                "without a progress.json, and with one",
                "The verdict is shown, with one sentence more; what was solved before stays");
    }

    /** How many were put aside. */
    private int change(int flips, int mutants) throws IOException {
        Path file = folder.resolve("progress.json");
        Path damaged = folder.resolve("progress.json.damaged");
        Path newer = folder.resolve("progress.json.newer"); // the format's number was changed
        Logbook logbook = new Logbook(file, said::add);
        logbook.record(new Verdict(Exercise.of("3.1"), Outcome.RIGHT, ""));
        logbook.record(new Verdict(Exercise.of("3.2"), Outcome.WRONG, ""));
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(15);
        int aside = 0;
        for (int i = 0; i < flips + mutants; i++) {
            byte[] changed =
                    i < flips ? Mutants.flip(whole, random) : Mutants.mutate(whole, random);
            Files.write(file, changed);
            Files.deleteIfExists(damaged); // else the next one gets a name of its own
            Files.deleteIfExists(newer);
            said.clear();
            Map<String, LogbookEntry> read = logbook.entries();
            if (!said.isEmpty()) {
                aside++;
                assertEquals(Map.of(), read);
                assertEquals(1, said.size());
                Path kept = Files.exists(newer) ? newer : damaged;
                assertTrue(said.get(0).contains("It is kept as " + kept.getFileName()));
                assertEquals(-1, Files.mismatch(kept, Files.write(file, changed)));
            }
            String words = logbook.toString();
            assertTrue(words.lines().anyMatch(line -> line.contains(" solved (")), words);
            logbook.record(new Verdict(Exercise.of("3.3"), Outcome.RIGHT, ""));
            assertEquals(true, logbook.entries().get("3.3").solved() != null, "change " + i);
        }
        return aside;
    }
}
