package convnets.exercises;

import static convnets.exercises.Answers.right;
import static convnets.exercises.Answers.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import convnets.data.Images;
import convnets.data.Picture;
import convnets.data.PictureFolder;
import convnets.data.Split;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.nn.Nets;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPicturesChecksTest {

    @Test
    void shares() {
        ToDoubleBiFunction<int[][], Integer> precision = (m, c) -> m[c][c] / (double) column(m, c);
        ToDoubleBiFunction<int[][], Integer> recall = (m, c) -> (double) m[c][c] / row(m, c);
        right(ConfusionChecks.shares(precision, recall));
        assertEquals(Outcome.NOT_BEGUN, ConfusionChecks.shares((m, c) -> 0, (m, c) -> 0).outcome());
        wrong("the other one of the two", ConfusionChecks.shares(recall, precision));
        wrong("the other one of the two", ConfusionChecks.shares(precision, precision));
        wrong("by all pictures", ConfusionChecks.shares((m, c) -> m[c][c] / all(m), recall));
        wrong(
                "by the wrong ones alone",
                ConfusionChecks.shares(
                        precision, (m, c) -> m[c][c] / (row(m, c) - (double) m[c][c])));
        wrong("This is the accuracy", ConfusionChecks.shares((m, c) -> accuracy(m), recall));
        wrong("fraction is lost", ConfusionChecks.shares((m, c) -> m[c][c] / column(m, c), recall));
    }

    private static int row(int[][] m, int c) {
        return IntStream.of(m[c]).sum();
    }

    private static int column(int[][] m, int c) {
        return Arrays.stream(m).mapToInt(row -> row[c]).sum();
    }

    private static double all(int[][] m) {
        return Arrays.stream(m).flatMapToInt(Arrays::stream).sum();
    }

    private static double accuracy(int[][] m) {
        return IntStream.range(0, m.length).map(i -> m[i][i]).sum() / all(m);
    }

    @Test
    void reading() {
        right(ConfusionChecks.reading("C", "E", "A, B"));
        right(ConfusionChecks.reading("c", "e", "BA"));
        right(ConfusionChecks.reading("C", "E", "A or B"));
        assertEquals(Outcome.NOT_BEGUN, ConfusionChecks.reading("", "", "").outcome());
        wrong("look along its row", ConfusionChecks.reading("A", "E", "AB"));
        wrong("nearly all of them were found", ConfusionChecks.reading("E", "E", "AB"));
        wrong("cannot be named too often", ConfusionChecks.reading("C", "C", "AB"));
        wrong("look down its column", ConfusionChecks.reading("C", "A", "AB"));
        wrong("less often than another one", ConfusionChecks.reading("C", "E", "C, E"));
    }

    @Test
    void balanced() {
        right(ConfusionChecks.balanced(m -> recalls(m).average().getAsDouble()));
        assertEquals(
                Outcome.NOT_BEGUN,
                ConfusionChecks.balanced(OwnPicturesChecksTest::accuracy).outcome());
        wrong(
                "divide by the rows",
                ConfusionChecks.balanced(
                        m ->
                                IntStream.range(0, m.length)
                                        .mapToDouble(i -> (double) m[i][i] / column(m, i))
                                        .average()
                                        .getAsDouble()));
        wrong("sum of the recalls", ConfusionChecks.balanced(m -> recalls(m).sum()));
        wrong("the worst recall", ConfusionChecks.balanced(m -> recalls(m).min().getAsDouble()));
    }

    private static java.util.stream.DoubleStream recalls(int[][] m) {
        return IntStream.range(0, m.length).mapToDouble(i -> (double) m[i][i] / row(m, i));
    }

    /** Counts the test pictures of which this holds, given the training pictures. */
    static Verdict counting(BiPredicate<Images, Picture> leaks) {
        return OwnPicturesChecks.leaked(
                (train, test) -> (int) test.stream().filter(p -> leaks.test(train, p)).count());
    }

    @Test
    void leaked() {
        right(OwnPicturesChecks.leaked(OwnPicturesChecksTest::count));
        assertEquals(Outcome.NOT_BEGUN, OwnPicturesChecks.leaked((a, b) -> 0).outcome());
        wrong("counts the training pictures", OwnPicturesChecks.leaked((a, b) -> count(b, a)));
        wrong(
                "counts pairs",
                OwnPicturesChecks.leaked(
                        (train, test) ->
                                test.stream()
                                        .mapToInt(
                                                p ->
                                                        (int)
                                                                train.stream()
                                                                        .filter(q -> same(p, q))
                                                                        .count())
                                        .sum()));
        wrong(
                "the same class and nothing more",
                counting((train, p) -> train.stream().anyMatch(q -> p.label() == q.label())));
        wrong("under two names", counting(Images::contains));
        wrong(
                "counts twice here",
                OwnPicturesChecks.leaked(
                        (train, test) ->
                                (int)
                                        test.stream()
                                                .filter(
                                                        p ->
                                                                train.stream()
                                                                        .anyMatch(q -> same(p, q)))
                                                .map(p -> Arrays.toString(p.pixels()))
                                                .distinct()
                                                .count()));
    }

    @Test
    void arraysThatAreComparedByWhichTheyAre() {
        wrong(
                "Arrays.equals whether they hold the same",
                OwnPicturesChecks.leaked(
                        (train, test) ->
                                (int)
                                        test.stream()
                                                .map(Picture::pixels)
                                                .filter(
                                                        p ->
                                                                train.stream()
                                                                        .anyMatch(
                                                                                q ->
                                                                                        q.pixels()
                                                                                                == p))
                                                .count()));
        wrong(
                "Arrays.equals whether they hold the same",
                OwnPicturesChecks.leaked(
                        (train, test) -> {
                            Set<byte[]> known = new HashSet<>();
                            train.forEach(picture -> known.add(picture.pixels()));
                            int count = 0;
                            for (Picture picture : test) {
                                count += known.contains(picture.pixels()) ? 1 : 0;
                            }
                            return count;
                        }));
    }

    private static int count(Images train, Images test) {
        return (int) test.stream().filter(p -> train.stream().anyMatch(q -> same(p, q))).count();
    }

    static boolean same(Picture one, Picture other) {
        return Arrays.equals(one.pixels(), other.pixels());
    }

    @Test
    void person() {
        right(OwnPicturesChecks.person(file -> file.substring(0, file.lastIndexOf('-'))));
        right(OwnPicturesChecks.person(file -> "of " + file.replaceAll("-\\d+\\.jpg", "")));
        assertEquals(Outcome.NOT_BEGUN, OwnPicturesChecks.person(file -> file).outcome());
        wrong("may have a hyphen", OwnPicturesChecks.person(f -> f.substring(0, f.indexOf('-'))));
        wrong("may have a hyphen", OwnPicturesChecks.person(f -> f.split("-")[0]));
        wrong(
                "groups by the number",
                OwnPicturesChecks.person(f -> f.substring(f.lastIndexOf('-'))));
        wrong("cannot be divided any more", OwnPicturesChecks.person(f -> "people"));
        wrong("before the last hyphen", OwnPicturesChecks.person(f -> "" + f.length()));
        wrong("stops with", OwnPicturesChecks.person(f -> f.substring(99)));
        int[] calls = {0};
        wrong("before the last hyphen", OwnPicturesChecks.person(f -> "person " + calls[0]++ / 3));
        wrong("group of its own", OwnPicturesChecks.person(f -> f.replace(".jpg", "")));
    }

    @Test
    void threshold() {
        right(ConfusionChecks.threshold((p, r, a) -> lowest(p, r, a, 0)));
        right(ConfusionChecks.threshold((p, r, a) -> (float) lowest(p, r, a, 0)));
        assertEquals(Outcome.NOT_BEGUN, ConfusionChecks.threshold((p, r, a) -> a).outcome());
        wrong("probability that occurs", ConfusionChecks.threshold((p, r, a) -> between(p, r, a)));
        wrong("at least, not above", ConfusionChecks.threshold((p, r, a) -> lowest(p, r, a, 1e-9)));
        wrong(
                "higher than needed",
                ConfusionChecks.threshold(
                        (p, r, a) ->
                                Arrays.stream(p)
                                        .filter(t -> reached(p, r, t) >= a)
                                        .max()
                                        .getAsDouble()));
        wrong(
                "stops at the first",
                ConfusionChecks.threshold(
                        (p, r, a) -> {
                            double[] sorted = Arrays.stream(p).sorted().toArray();
                            int i = sorted.length - 1;
                            while (reached(p, r, sorted[i - 1]) >= a) {
                                i--;
                            }
                            return sorted[i];
                        }));
    }

    /** The middle between the threshold that is asked for and the probability below it. */
    private static double between(double[] p, boolean[] r, double a) {
        double found = lowest(p, r, a, 0);
        return (found + Arrays.stream(p).filter(t -> t < found).max().orElse(found)) / 2;
    }

    private static double lowest(double[] p, boolean[] r, double a, double above) {
        return Arrays.stream(p)
                .sorted()
                .filter(t -> reached(p, r, t + above) >= a)
                .findFirst()
                .getAsDouble();
    }

    private static double reached(double[] p, boolean[] r, double threshold) {
        int[] given = IntStream.range(0, p.length).filter(i -> p[i] >= threshold).toArray();
        return (double) IntStream.of(given).filter(i -> r[i]).count() / given.length;
    }

    @Test
    void tooGood() {
        right(ConfusionChecks.tooGood((m, c) -> (double) m[c][c] / column(m, c)));
        assertEquals(
                Outcome.NOT_BEGUN,
                ConfusionChecks.tooGood((m, c) -> m[c][c] / row(m, c)).outcome());
        wrong("in a column", ConfusionChecks.tooGood((m, c) -> (double) m[c][c] / row(m, c)));
        wrong("an int is an int", ConfusionChecks.tooGood((m, c) -> m[c][c] / column(m, c)));
        wrong("Let it run", ConfusionChecks.tooGood((m, c) -> m[c][c] / all(m)));
    }

    @TempDir Path root;

    private PictureFolder folder(List<Color> colors) throws IOException {
        for (int label = 0; label < colors.size(); label++) {
            Path one = Files.createDirectories(root.resolve(colors.size() + "/class" + label));
            for (int i = 0; i < 8; i++) {
                BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                Graphics2D g = image.createGraphics();
                g.setColor(colors.get(label));
                g.fillRect(0, 0, 8, 8);
                g.setColor(Color.GRAY);
                g.fillRect(i % 4, i / 4, 4, 4);
                g.dispose();
                ImageIO.write(image, "png", one.resolve(i + ".png").toFile());
            }
        }
        return PictureFolder.read(root.resolve("" + colors.size()).toString(), 8);
    }

    @Test
    void own() throws IOException {
        PictureFolder two = folder(List.of(Color.RED, Color.BLUE));
        Split split = two.split(0);
        Block net = Layers.sequential(Layers.flatten(), Layers.dense(2));
        wrong("no weights yet", OwnPicturesChecks.own(two, split, net));
        Training.of(net, split.choosing())
                .adam()
                .learningRate(0.01f)
                .batchSize(4)
                .epochs(10)
                .listener(TrainingListener.SILENT)
                .fit();
        right(OwnPicturesChecks.own(two, split, net));
        Block own = Linear.builder().setUnits(2).build();
        Block djl = Layers.sequential(Layers.flatten(), own);
        Nets.initialize(djl, Init.glorot(), 0, new Shape(1, 3, 8, 8));
        HostArrays.set(own.getParameters().get("weight").getArray(), weights());
        right(OwnPicturesChecks.own(two, two.split(1), djl));
        NDArray weight = own.getParameters().get("weight").getArray();
        HostArrays.set(weight, weight.neg().toFloatArray());
        wrong("no more than somebody who always names", OwnPicturesChecks.own(two, split, djl));
        PictureFolder three = folder(List.of(Color.RED, Color.BLUE, Color.GREEN));
        wrong("use its split", OwnPicturesChecks.own(three, split, net));
        Split leaky = new Split("own", two.images(), split.validation(), split.test());
        wrong("use its split", OwnPicturesChecks.own(two, leaky, net));
        wrong("one logit for each", OwnPicturesChecks.own(three, three.split(0), net));
    }

    /** It is not the chapter's for its classes' names, but for its pictures. */
    @Test
    void aFolderMayHaveTheNamesOfTheChapters() throws IOException {
        Block net = Layers.sequential(Layers.flatten(), Layers.dense(8));
        PictureFolder emoji = PictureFolder.read("notebooks/emoji/noto", 8);
        Verdict notBegun = OwnPicturesChecks.own(emoji, emoji.split(0), net);
        assertEquals(Outcome.NOT_BEGUN, notBegun.outcome(), notBegun.toString());
        folder(IntStream.range(0, 8).mapToObj(i -> new Color(25 * i, 0, 0)).toList());
        for (int i = 0; i < 8; i++) {
            String name = emoji.images().names().get(i);
            Files.move(root.resolve("8/class" + i), root.resolve("8/" + name));
        }
        PictureFolder own = PictureFolder.read(root.resolve("8").toString(), 8);
        wrong("no weights yet", OwnPicturesChecks.own(own, own.split(0), net));
    }

    /** The first class is red, the second blue. */
    private static float[] weights() {
        float[] weights = new float[2 * 192];
        Arrays.fill(weights, 0, 64, 1);
        Arrays.fill(weights, 192 + 128, 192 + 192, 1);
        return weights;
    }
}
