package convnets.train;

import ai.djl.nn.Block;
import convnets.AtomicFile;
import convnets.CourseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/** The file that a training writes after each epoch, for as long as nobody else writes it. */
final class KeptTraining {

    private final Path file;

    /** The file as this training left it or began with; null if there was none. */
    private Object mark;

    /**
     * Takes a file.
     *
     * @param resumed whether the training in it goes on
     */
    KeptTraining(Path file, boolean resumed) {
        this.file = file;
        mark = resumed ? mark() : null;
    }

    /** A training that is begun must not replace one that is there. */
    static void requireFree(Path file, Checkpoint from) {
        if (file == null) {
            return;
        }
        if (Files.exists(AtomicFile.requireWritable(file)) && (from == null || !from.isIn(file))) {
            throw new CourseException(
                    "%s is there already: resume(…) goes on with the training in it, and"
                            + " checkpoints(…) with another name begins one of its own.",
                    file);
        }
    }

    /**
     * Writes the training as it is now.
     *
     * @throws CourseException if that cannot be done, or another training wrote the file meanwhile
     */
    void write(History soFar, Block net, OptimizerMemory memory) {
        Object now = mark();
        if (now != null && !now.equals(mark)) {
            throw new CourseException(
                    "%s was written by another training meanwhile, and is left alone: give each"
                            + " training a file of its own.",
                    file);
        }
        Checkpoint.write(file, soFar, net, memory);
        mark = mark();
    }

    private Object mark() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Arrays.asList(now.fileKey(), now.lastModifiedTime(), now.size());
        } catch (IOException notThere) {
            return null;
        }
    }
}
