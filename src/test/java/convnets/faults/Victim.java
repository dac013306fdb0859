package convnets.faults;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;

import convnets.AtomicFile;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.nn.Init;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A program that is killed while it saves or trains. */
public final class Victim {

    static final int LENGTH = 200_000;

    private Victim() {}

    /**
     * Saves for ever, or trains.
     *
     * @param arguments what to do: "save" or an optimizer; and the file
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("save")) {
            for (byte version = 0; true; version++) {
                save(file, version);
            }
        }
        training(arguments[0]).checkpoints(file).fit();
    }

    static void save(Path file, byte version) {
        byte[] contents = new byte[LENGTH];
        Arrays.fill(contents, version);
        AtomicFile.write(file, out -> out.write(contents));
    }

    /** Whole, of whichever version. */
    static boolean isWhole(byte[] contents) {
        for (byte value : contents) {
            if (value != contents[0]) {
                return false;
            }
        }
        return contents.length == LENGTH;
    }

    static Training training(String optimizer) {
        Training training =
                Training.of(
                                sequential(flatten(), dense(100), relu(), dropout(0.5), dense(10)),
                                FashionMnist.sample().first(2000, 200))
                        .weights(Init.he())
                        .augment(Augmentation.shift(2).flip())
                        .learningRate(0.01f)
                        .batchSize(50)
                        .epochs(8)
                        .listener(TrainingListener.SILENT);
        return switch (optimizer) {
            case "SGD" -> training;
            case "momentum" -> training.momentum(0.9f);
            case "Adam" -> training.adam().learningRate(0.001f);
            default -> throw new IllegalArgumentException(optimizer);
        };
    }

    /** Begins such a program. */
    static Process begin(String what, Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        java,
                        "-Xmx500m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes,
                        Victim.class.getName(),
                        what,
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
