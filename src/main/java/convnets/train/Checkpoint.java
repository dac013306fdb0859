package convnets.train;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import convnets.CourseException;
import convnets.CourseFolder;
import convnets.SealedFile;
import convnets.Text;
import convnets.engine.HostArrays;
import convnets.train.History.Ending;
import convnets.train.TrainingSettings.Setting;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A training on disk, in one file, so that weights and history are always those of one run: a line
 * with the format's name, a line of JSON with the settings and the history, the weights, the
 * optimizer's memory, and a checksum of it all.
 *
 * <p>The random numbers need no place in it: the order of the pictures and their augmentation
 * follow from the seed and the number of epochs, and so does the engine's seed in a training that
 * keeps checkpoints.
 */
public final class Checkpoint {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);

    /**
     * The line of JSON.
     *
     * @param history with the settings
     * @param steps that the optimizer made
     * @param memory arrays that it remembers of each parameter
     * @param learned the places of the parameters that were not frozen; null in an older file
     */
    private record Facts(History history, int steps, int memory, List<Integer> learned) {}

    private final Path file;
    private final Facts facts;
    private final long checksum;

    private Checkpoint(Path file, Facts facts, long checksum) {
        this.file = file;
        this.facts = facts;
        this.checksum = checksum;
    }

    /**
     * Reads a saved training once, without any net.
     *
     * @param file that {@link Training#save} or {@link Training#checkpoints} wrote
     * @return what is saved there
     * @throws CourseException if there is no such file, it cannot be read, is damaged, something
     *     else, or of another version of the course
     */
    public static Checkpoint open(Path file) {
        CourseFolder.requireFile(file, "There is no saved training %s: train the net first.");
        try (SealedFile.Input in = CheckpointFormat.open(file)) {
            byte[] line = CheckpointFormat.readLine(in);
            long checksum = CheckpointFormat.end(in, line);
            Facts facts = JSON.readValue(line, Facts.class);
            if (facts == null
                    || facts.history == null
                    || !facts.history.isWhole()
                    || facts.steps < 0) {
                throw CheckpointFormat.damaged(file);
            }
            return new Checkpoint(file, facts, checksum);
        } catch (IOException e) {
            throw CheckpointFormat.damaged(file);
        }
    }

    /**
     * The training's history as far as it went.
     *
     * @return its settings and its epochs
     */
    public History history() {
        return facts.history;
    }

    /** Refuses another training, and one that cannot go on. */
    void requireResumable(TrainingSettings settings) {
        String difference =
                history()
                        .settings()
                        .difference(
                                settings,
                                Setting.NAME,
                                Setting.EPOCHS,
                                Setting.DEVICES,
                                Setting.MACHINE);
        if (!difference.isEmpty()) {
            throw new CourseException(
                    "Cannot resume from %s: it is of another training (%s).", file, difference);
        }
        if (history().ending() == Ending.DIVERGED) {
            throw new CourseException(
                    "Cannot resume from %s: that training diverged. Train anew, with a smaller"
                            + " learning rate.",
                    file);
        }
        int done = history().epochs().size();
        if (done > settings.epochs()) {
            throw new CourseException(
                    "Cannot resume from %s: it has %s already, more than the %d that are asked for.",
                    file, Text.count(done, "epoch"), settings.epochs());
        }
    }

    /** Fills a net that has some weights, and the memory of its optimizer. */
    void load(Block net, OptimizerMemory memory) {
        try (SealedFile.Input in = CheckpointFormat.open(file)) {
            byte[] line = CheckpointFormat.readLine(in);
            requireSameFrozen(net, CheckpointFormat.room(in, line));
            for (Parameter parameter : net.getParameters().values()) {
                HostArrays.read(in, parameter.getArray());
            }
            for (Parameter parameter : OptimizerMemory.learned(net)) {
                for (int i = 0; i < facts.memory; i++) {
                    HostArrays.read(in, memory.restore(parameter));
                }
            }
            memory.restoreSteps(facts.steps);
            if (in.end() != checksum) {
                throw CheckpointFormat.damaged(file);
            }
        } catch (IOException e) {
            throw CheckpointFormat.damaged(file);
        }
    }

    /** The layers are the same; but of one that is frozen the optimizer remembers nothing. */
    private void requireSameFrozen(Block net, long bytes) {
        long weights = numbers(net.getParameters().values());
        long memory = facts.memory * numbers(OptimizerMemory.learned(net));
        boolean others = facts.learned != null && !facts.learned.equals(learned(net));
        if (others || Float.BYTES * (weights + memory) != bytes) {
            throw new CourseException(
                    "Cannot resume from %s: other layers of the net were frozen in that training"
                            + " than are now.",
                    file);
        }
    }

    private static List<Integer> learned(Block net) {
        List<Parameter> all = net.getParameters().values();
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).requiresGradient())
                .boxed()
                .toList();
    }

    private static long numbers(List<Parameter> parameters) {
        return parameters.stream().mapToLong(parameter -> parameter.getShape().size()).sum();
    }

    /** Whether it was read from this file. */
    boolean isIn(Path other) {
        return file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    /** Writes a training that has ended, unless a better file would be lost. */
    static void save(Path file, History history, Block net, OptimizerMemory memory) {
        if (Files.isRegularFile(CourseFolder.given(file))) {
            requireReplaceable(file, open(file).history(), history);
        }
        try {
            write(file, history, net, memory);
        } catch (CourseException problem) {
            throw new CourseException(
                    "%s The net and its history are still in memory: save(Path.of(…)) keeps them"
                            + " elsewhere.",
                    problem.getMessage());
        }
    }

    private static void requireReplaceable(Path file, History there, History mine) {
        boolean better =
                switch (mine.ending()) {
                    case FINISHED -> false;
                    case STOPPED ->
                            there.ending() == Ending.FINISHED
                                    || there.epochs().size() > mine.epochs().size();
                    case DIVERGED -> there.ending() != Ending.DIVERGED;
                };
        if (better) {
            throw new CourseException(
                    "%s holds a training that went better, and this one did not finish: save it"
                            + " under another name.",
                    file);
        }
    }

    /** Writes all of a training at once. */
    static void write(Path file, History history, Block net, OptimizerMemory memory) {
        SealedFile.write(file, out -> write(out, history, net, memory));
    }

    private static void write(
            DataOutputStream out, History history, Block net, OptimizerMemory memory)
            throws IOException {
        List<Parameter> learned = OptimizerMemory.learned(net);
        int arrays = learned.isEmpty() ? 0 : memory.of(learned.get(0)).size();
        Facts facts = new Facts(history, memory.steps(), arrays, learned(net));
        CheckpointFormat.writeLine(out, JSON.writeValueAsBytes(facts));
        for (Parameter parameter : net.getParameters().values()) {
            HostArrays.write(parameter.getArray(), out);
        }
        for (Parameter parameter : learned) {
            for (NDArray array : memory.of(parameter)) {
                HostArrays.write(array, out);
            }
        }
    }
}
