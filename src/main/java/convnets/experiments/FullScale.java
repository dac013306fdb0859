package convnets.experiments;

import convnets.CourseException;
import convnets.Text;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.engine.Devices;
import convnets.models.Nin;
import convnets.plot.Palette;
import convnets.train.Checkpoint;
import convnets.train.Epoch;
import convnets.train.History;
import convnets.train.Progress;
import convnets.train.Training;
import convnets.train.TrainingListener;
import convnets.train.TrainingSettings;
import convnets.train.TrainingSettings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Trains d2l's four nets as d2l does, on all of Fashion-MNIST at full size: {@code make
 * full-scale}. That takes minutes on a large graphics card and many hours on two cores, so each
 * epoch is saved: what was stopped or killed goes on where it was. Asked for by name it also trains
 * NiN with another number of 1×1 convolutions, all else being NiN's.
 *
 * <p>The epochs of all trainings in a folder stand in one table; notebooks/measured has those of
 * this course's authors.
 */
public final class FullScale {

    /** In the order of their cost. */
    private static final List<Recipe> NETS =
            List.of(
                    Recipe.leNet(Scale.FULL),
                    Recipe.alexNet(Scale.FULL),
                    Recipe.nin(Scale.FULL),
                    Recipe.vgg(Scale.FULL));

    /** NiN itself has two. */
    private static final List<Recipe> OTHER_ONES = List.of(nin(0), nin(1), nin(3));

    /** An epoch of a training with these settings. */
    private record Row(TrainingSettings settings, Epoch epoch) {}

    private final ImageData data;
    private final Path folder;
    private final Path table;

    /** Of each training by its file, so that no file is read twice. */
    private final Map<Path, List<Row>> rows = new TreeMap<>();

    FullScale(ImageData data, Path folder, Path table) {
        this.data = data;
        this.folder = folder;
        this.table = table;
        readAll();
    }

    /**
     * Trains what is not finished yet: with the seed 0, or with as many seeds as the system
     * property {@code seeds} says.
     *
     * @param arguments the table's file, the folder of the trainings, then the nets' names; d2l's
     *     four if there are none
     */
    public static void main(String[] arguments) {
        List<Recipe> recipes = recipes(List.of(arguments).subList(2, arguments.length));
        FullScale scale =
                new FullScale(FashionMnist.load(), Path.of(arguments[1]), Path.of(arguments[0]));
        System.out.println(Devices.describe());
        for (int seed = 0; seed < Integer.getInteger("seeds", 1); seed++) {
            for (Recipe recipe : recipes) {
                scale.train(recipe, seed);
            }
        }
    }

    /** The recipes of these names; of d2l's nets if there are none. */
    static List<Recipe> recipes(List<String> names) {
        if (names.isEmpty()) {
            return NETS;
        }
        Map<String, Recipe> known = new LinkedHashMap<>();
        NETS.forEach(recipe -> known.put(recipe.name(), recipe));
        OTHER_ONES.forEach(recipe -> known.put(recipe.name(), recipe));
        if (!known.keySet().containsAll(names)) {
            throw new CourseException("Take some of the nets %s, not %s.", known.keySet(), names);
        }
        return names.stream().map(known::get).toList();
    }

    /** NiN with so many 1×1 convolutions in a block. */
    private static Recipe nin(int ones) {
        Nin.Settings net = Nin.settings().ones(ones).withoutFinalRelu();
        return Recipe.nin(Scale.FULL).with("NiN-" + ones, Palette.Net.NIN, net::block);
    }

    /** From the last epoch that was saved. */
    void train(Recipe recipe, int seed) {
        System.out.println(recipe + ", seed " + seed);
        Path file = folder.resolve(Results.fileName(recipe.name() + "-seed-" + seed));
        List<Row> done = rows.computeIfAbsent(file, none -> new ArrayList<>());
        Training training = recipe.training(data).seed(seed).checkpoints(file);
        training.listener(TrainingListener.PRINTING).also(new Writing(training.settings(), done));
        if (done.isEmpty()) {
            training.fit();
        } else {
            training.resume(file);
        }
    }

    private void readAll() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.checkpoint")) {
            for (Path file : files) {
                History saved = Checkpoint.open(file).history();
                Stream<Row> epochs = saved.epochs().stream().map(e -> new Row(saved.settings(), e));
                rows.put(file, new ArrayList<>(epochs.toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The epochs of all trainings so far. */
    private void write() {
        List<Row> all = rows.values().stream().flatMap(List::stream).toList();
        Table epochs =
                Table.create(
                        "full scale",
                        text("net", all, TrainingSettings::name),
                        whole("seed", all, row -> row.settings.seed()),
                        whole("epoch", all, row -> row.epoch.number()),
                        column("loss", all, Epoch::loss),
                        column("train accuracy", all, Epoch::trainAccuracy),
                        column("test accuracy", all, Epoch::testAccuracy),
                        column("seconds", all, Epoch::seconds),
                        column("examples/sec", all, Epoch::examplesPerSecond),
                        text(
                                "settings",
                                all,
                                s -> s.line(Setting.DEVICES, Setting.MACHINE, Setting.EPOCHS)),
                        text("engine", all, s -> s.hardware().engine()),
                        text("device", all, s -> String.join("; ", s.hardware().devices())),
                        text("machine", all, s -> s.hardware().machine()));
        StoredRuns.write(epochs, table);
    }

    private static LongColumn whole(String name, List<Row> of, ToLongFunction<Row> value) {
        return LongColumn.create(name, of.stream().mapToLong(value));
    }

    private static DoubleColumn column(String name, List<Row> of, ToDoubleFunction<Epoch> value) {
        return DoubleColumn.create(
                name, of.stream().mapToDouble(row -> value.applyAsDouble(row.epoch)));
    }

    private static StringColumn text(
            String name, List<Row> of, Function<TrainingSettings, String> value) {
        return StringColumn.create(name, of.stream().map(row -> value.apply(row.settings)));
    }

    /** What is in the file of a training is in the table, too. */
    private final class Writing implements TrainingListener {

        private final TrainingSettings settings;
        private final List<Row> done;
        private long begin;

        Writing(TrainingSettings settings, List<Row> done) {
            this.settings = settings;
            this.done = done;
        }

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
            done.add(new Row(settings, epoch));
            write();
        }
    }
}
