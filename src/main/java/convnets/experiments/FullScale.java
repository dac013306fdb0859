package convnets.experiments;

import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.engine.Devices;
import convnets.train.Checkpoint;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Progress;
import convnets.train.Training;
import convnets.train.TrainingListener;
import convnets.train.TrainingSettings;
import convnets.train.TrainingSettings.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Trains d2l's four nets as d2l does, on all of Fashion-MNIST at full size: {@code make
 * full-scale}. That takes minutes on a large graphics card and many hours on two cores, so each
 * epoch is saved: what was stopped or killed goes on where it was.
 *
 * <p>The epochs of all nets stand in one table; notebooks/measured has those of this course's
 * authors.
 */
public final class FullScale {

    /** d2l's order, which is that of their cost, too. */
    private static final List<Recipe> RECIPES =
            List.of(
                    Recipe.leNet(Scale.FULL),
                    Recipe.alexNet(Scale.FULL),
                    Recipe.nin(Scale.FULL),
                    Recipe.vgg(Scale.FULL));

    private final ImageData data;
    private final Path folder;
    private final Path table;

    FullScale(ImageData data, Path folder, Path table) {
        this.data = data;
        this.folder = folder;
        this.table = table;
    }

    /**
     * Trains what is not finished yet.
     *
     * @param arguments the table's file, the folder of the trainings, then the nets' names; all
     *     four if there are none
     */
    public static void main(String[] arguments) {
        Path table = Path.of(arguments[0]);
        FullScale scale = new FullScale(FashionMnist.load(), Path.of(arguments[1]), table);
        System.out.println(Devices.describe());
        List<String> wanted = Arrays.asList(arguments).subList(2, arguments.length);
        RECIPES.stream()
                .filter(recipe -> wanted.isEmpty() || wanted.contains(recipe.name()))
                .forEach(scale::train);
    }

    /** From the last epoch that was saved. */
    void train(Recipe recipe) {
        System.out.println(recipe);
        Path file = file(recipe);
        Training training =
                recipe.training(data)
                        .checkpoints(file)
                        .listener(TrainingListener.PRINTING)
                        .also(new Writing());
        if (Files.exists(file)) {
            training.resume(file);
        } else {
            training.fit();
        }
    }

    private Path file(Recipe recipe) {
        return folder.resolve(Results.fileName(recipe.name()));
    }

    /** The epochs of all nets so far. */
    private void write() {
        List<History> histories =
                RECIPES.stream()
                        .map(this::file)
                        .filter(Files::exists)
                        .map(Checkpoint::open)
                        .map(Checkpoint::history)
                        .toList();
        List<Epoch> epochs = histories.stream().flatMap(h -> h.epochs().stream()).toList();
        List<TrainingSettings> settings =
                histories.stream()
                        .flatMap(h -> Collections.nCopies(h.epochs().size(), h.settings()).stream())
                        .toList();
        Table rows =
                Table.create(
                        "full scale",
                        StringColumn.create("net", settings.stream().map(TrainingSettings::name)),
                        LongColumn.create("epoch", epochs.stream().mapToLong(Epoch::number)),
                        column("loss", epochs, Epoch::loss),
                        column("train accuracy", epochs, Epoch::trainAccuracy),
                        column("test accuracy", epochs, Epoch::testAccuracy),
                        column("seconds", epochs, Epoch::seconds),
                        column("examples/sec", epochs, Epoch::examplesPerSecond),
                        text(
                                "settings",
                                settings,
                                s -> s.line(Setting.DEVICES, Setting.MACHINE, Setting.EPOCHS)),
                        text("engine", settings, s -> s.hardware().engine()),
                        text("device", settings, s -> String.join("; ", s.hardware().devices())),
                        text("machine", settings, s -> s.hardware().machine()));
        StoredRuns.write(rows, table);
    }

    private static DoubleColumn column(String name, List<Epoch> of, ToDoubleFunction<Epoch> value) {
        return DoubleColumn.create(name, of.stream().mapToDouble(value));
    }

    private static StringColumn text(
            String name, List<TrainingSettings> of, Function<TrainingSettings, String> value) {
        return StringColumn.create(name, of.stream().map(value));
    }

    /** What is in the file of a training is in the table, too. */
    private final class Writing implements TrainingListener {

        private long begin;

        @Override
        public void begin() {
            begin = System.nanoTime();
        }

        /** A card may have to be warmed up, or code to be made for it. */
        @Override
        public void progress(Progress progress) {
            if (begin != 0) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                System.out.println(Text.format("The first batches took %.1f s.", seconds));
                begin = 0;
            }
        }

        @Override
        public void epoch(Epoch epoch) {
            write();
        }
    }
}
