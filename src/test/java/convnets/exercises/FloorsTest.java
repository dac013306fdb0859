package convnets.exercises;

import static convnets.nn.Init.he;
import static convnets.nn.Layers.avgPool;
import static convnets.nn.Layers.conv;
import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.dropout;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.globalAvgPool;
import static convnets.nn.Layers.maxPool;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.nn.Block;
import convnets.Text;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.ImageData;
import convnets.data.Mnist;
import convnets.look.Shift;
import convnets.models.AlexNet;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.train.Epoch;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The floors of the trainings that are exercises mean something: the hints' settings reach each
 * with every one of three seeds, and the simplest wrong answer with none. A dense net with a hidden
 * layer reaches some of them: it is refused for what it is, whatever it reaches. What was measured
 * stands in notebooks/measured/floors.csv.
 */
class FloorsTest {

    private static final int SEEDS = 3;

    private static final String HINTS = "hints";
    private static final String SECOND = "hints, the second condition";
    private static final String DENSE = "dense layers alone";

    private static final ImageData CLOTHES = FashionMnist.sample();
    private static final ImageData FEW = CLOTHES.first(2000, 1000);
    private static final ToDoubleFunction<Training> BEST = t -> t.history().best().testAccuracy();

    /** A training, and what the exercise asks of it. */
    private record Case(
            String answer, Supplier<Training> training, ToDoubleFunction<Training> reached) {}

    /**
     * By exercise: the hints' settings, then the simplest wrong answers; and a second thing that is
     * asked of the hints' settings, if there is one.
     */
    private static Map<String, List<Case>> cases() {
        Map<String, List<Case>> cases = floors();
        Supplier<Block> dense = FloorsTest::hidden;
        ToDoubleFunction<Training> last = t -> t.history().last().testAccuracy();
        Supplier<Training> clothes = () -> sgd(dense.get(), CLOTHES, 8);
        Supplier<Training> digits = () -> sgd(dense.get(), Mnist.sample(), 4);
        Supplier<Training> budget = () -> adam(dense.get(), CLOTHES.first(4000, 1000), 0.002f, 8);
        cases.get("3.9").add(new Case(DENSE, clothes, BEST));
        cases.get("3.10").add(new Case(DENSE, digits, last));
        cases.get("8.5").add(new Case(DENSE, budget, BEST));
        Case moved = cases.get("4.5").get(0);
        Case learned = cases.get("5.11").get(0);
        cases.get("4.5").add(new Case(SECOND, moved.training(), FloorsTest::inTheMiddle));
        cases.get("5.11").add(new Case(SECOND, learned.training(), FloorsTest::gap));
        return cases;
    }

    private static Map<String, List<Case>> floors() {
        Map<String, List<Case>> cases = new LinkedHashMap<>();
        Supplier<Block> linear = () -> sequential(flatten(), dense(10));
        put(
                cases,
                "2.11",
                tried(() -> adam(hidden(), CLOTHES, 0.001f, 10).batchSize(64)),
                tried(() -> adam(linear.get(), CLOTHES, 0.001f, 10)));
        put(
                cases,
                "3.8",
                tried(() -> sgd(lenet(avgPool(2), avgPool(2)), CLOTHES, 5)),
                tried(() -> sgd(LeNet.block(), CLOTHES, 5)));
        put(
                cases,
                "3.9",
                tried(() -> sgd(wide(), CLOTHES, 8)),
                tried(() -> sgd(linear.get(), CLOTHES, 8)));
        ToDoubleFunction<Training> last = t -> t.history().last().testAccuracy();
        put(
                cases,
                "3.10",
                tried(() -> sgd(lenet(maxPool(2), maxPool(2)), Mnist.sample(), 4), last),
                tried(() -> sgd(linear.get(), Mnist.sample(), 4), last));
        ToDoubleFunction<Training> moved = FloorsTest::overNinePlaces;
        ImageData scattered = Shift.scatter(Mnist.sample(), 4, 1);
        put(
                cases,
                "4.5",
                tried(() -> sgd(LeNet.modern(), scattered, 6), moved),
                tried(() -> sgd(LeNet.modern(), Mnist.sample(), 6), moved),
                tried(() -> sgd(linear.get(), scattered, 6), moved));
        put(
                cases,
                "5.6",
                tried(() -> adam(light(), FEW, 0.001f, 12)),
                tried(() -> adam(linear.get(), FEW, 0.001f, 12)));
        put(
                cases,
                "5.7",
                tried(() -> adam(small(), FEW, 0.001f, 12)),
                tried(() -> adam(linear.get(), FEW, 0.001f, 12)));
        ToDoubleFunction<Training> onMoved =
                t -> Training.accuracy(t.net(), FEW.test().augmented(Augmentation.shift(4), 1));
        put(
                cases,
                "5.10",
                tried(
                        () -> adam(dropped(), FEW, 0.002f, 6).augment(Augmentation.shift(4)),
                        onMoved),
                tried(() -> adam(dropped(), FEW, 0.002f, 6), onMoved),
                tried(
                        () -> adam(linear.get(), FEW, 0.002f, 6).augment(Augmentation.shift(4)),
                        onMoved));
        ToDoubleFunction<Training> learned = t -> t.history().last().trainAccuracy();
        put(
                cases,
                "5.11",
                tried(() -> byHeart(0, FEW.first(100, 200), 35), learned),
                tried(() -> byHeart(0.5, FEW.first(2000, 200), 3), learned));
        put(
                cases,
                "7.11",
                tried(() -> adam(nin(), FEW, 0.002f, 12)),
                tried(() -> adam(shallow(), FEW, 0.002f, 12)));
        ImageData more = CLOTHES.first(4000, 1000);
        put(
                cases,
                "8.5",
                tried(() -> adam(budget(), more, 0.002f, 8)),
                tried(() -> adam(linear.get(), more, 0.002f, 8)));
        return cases;
    }

    private static void put(Map<String, List<Case>> cases, String exercise, Case... tried) {
        List<Case> named = new ArrayList<>();
        for (Case one : tried) {
            String answer = named.isEmpty() ? HINTS : "wrong " + named.size();
            named.add(new Case(answer, one.training(), one.reached()));
        }
        cases.put(exercise, named);
    }

    private static Case tried(Supplier<Training> training) {
        return tried(training, BEST);
    }

    private static Case tried(Supplier<Training> training, ToDoubleFunction<Training> reached) {
        return new Case("", training, reached);
    }

    private static Training sgd(Block net, ImageData data, int epochs) {
        return Training.of(net, data).learningRate(0.1f).weights(he()).batchSize(64).epochs(epochs);
    }

    private static Training adam(Block net, ImageData data, float rate, int epochs) {
        Training training = Training.of(net, data).weights(he()).adam().learningRate(rate);
        return training.batchSize(32).epochs(epochs);
    }

    private static Training byHeart(double rate, ImageData data, int epochs) {
        Block net = AlexNet.settings().widthDivisor(8).dropout(rate).block();
        return adam(net, data.resized(67), 0.001f, epochs).batchSize(10);
    }

    private static double overNinePlaces(Training run) {
        return InsideChecks.mean(shifted(run));
    }

    private static double inTheMiddle(Training run) {
        return shifted(run).at(0, 0);
    }

    private static Shift shifted(Training run) {
        return Shift.of(run.net(), Mnist.sample().test().first(500), 4, 4);
    }

    private static double gap(Training run) {
        Epoch last = run.history().last();
        return last.trainAccuracy() - last.testAccuracy();
    }

    private static Block hidden() {
        return sequential(flatten(), dense(256), relu(), dense(10));
    }

    private static Block lenet(Block first, Block second) {
        return LeNetVariants.lenet(() -> relu(), first, second);
    }

    private static Block wide() {
        return sequential(
                conv(12, 5).pad(2),
                relu(),
                maxPool(2),
                conv(32, 5),
                relu(),
                maxPool(2),
                flatten(),
                dense(120),
                relu(),
                dense(84),
                relu(),
                dense(10));
    }

    private static Block light() {
        return convolutions(24, 48, 64, 96);
    }

    private static Block small() {
        return convolutions(32, 64, 64, 128);
    }

    private static Block convolutions(int first, int second, int third, int units) {
        return sequential(
                conv(first, 3).pad(1),
                relu(),
                maxPool(2),
                conv(second, 3).pad(1),
                relu(),
                maxPool(2),
                conv(third, 3).pad(1),
                relu(),
                conv(third, 3).pad(1),
                relu(),
                maxPool(2),
                flatten(),
                dense(units),
                relu(),
                dropout(0.5),
                dense(10));
    }

    private static Block dropped() {
        return sequential(
                conv(6, 5).pad(2),
                relu(),
                avgPool(2),
                conv(16, 5),
                relu(),
                avgPool(2),
                flatten(),
                dense(120),
                relu(),
                dropout(0.2),
                dense(84),
                relu(),
                dropout(0.2),
                dense(10));
    }

    private static Block budget() {
        return sequential(
                conv(24, 3).pad(1),
                relu(),
                maxPool(2),
                conv(32, 3).pad(1),
                relu(),
                maxPool(2),
                conv(48, 3).pad(1),
                relu(),
                maxPool(2),
                flatten(),
                dense(96),
                relu(),
                dropout(0.25),
                dense(10));
    }

    private static Block nin() {
        return sequential(
                Nin.ninBlock(24, 5, 2, 2),
                maxPool(2),
                Nin.ninBlock(48, 3, 1, 1),
                Nin.ninBlock(10, 3, 1, 1, 2, false),
                globalAvgPool());
    }

    /** The simplest net that may still call itself a NiN. */
    private static Block shallow() {
        return sequential(conv(24, 5).stride(2), relu(), conv(10, 1), globalAvgPool());
    }

    /** What else is asked, by exercise. */
    private static final Map<String, Double> SECONDS =
            Map.of("4.5", InsideChecks.MIDDLE, "5.11", AlexNetChecks.GAP);

    @Test
    void eachFloorLiesBetweenWhatIsWrongAndWhatTheHintsReach() {
        Map<String, Integer> seeds = new TreeMap<>();
        for (Row row : Table.read().csv("notebooks/measured/floors.csv")) {
            Exercise exercise = named(row.getString("exercise"));
            String answer = row.getString("answer");
            double asked =
                    answer.equals(SECOND) ? SECONDS.get(exercise.number()) : exercise.floor();
            boolean right = answer.startsWith(HINTS);
            boolean reached = row.getDouble("reached") >= asked;
            assertTrue(answer.equals(DENSE) || right == reached, exercise + ", " + answer);
            seeds.merge(exercise.number() + " " + answer, 1, Integer::sum);
        }
        Map<String, Integer> asked = new TreeMap<>();
        cases().forEach((n, all) -> all.forEach(c -> asked.put(n + " " + c.answer(), SEEDS)));
        assertEquals(asked, seeds);
        Exercise.ALL.stream()
                .filter(e -> e.floor() > 0)
                .map(Exercise::number)
                .forEach(n -> assertTrue(asked.containsKey(n + " wrong 1"), n));
    }

    /** However good it is. */
    @Test
    void aNetOfDenseLayersIsRefusedWhereConvolutionsAreAskedFor() {
        ImageData digits = Mnist.sample();
        ImageData budget = CLOTHES.first(4000, 1000);
        Function<ImageData, Training> dense = data -> Histories.trained(hidden(), data, 0.99);
        Answers.wrong("too few", LeNetTrainingChecks.tuning(dense.apply(CLOTHES)));
        Answers.wrong("too few", LeNetTrainingChecks.digits(dense.apply(digits)));
        Answers.wrong("too few", InsideChecks.moved(dense.apply(digits), () -> null));
        Answers.wrong("too few", AlexNetChecks.simpler(dense.apply(FEW)));
        Answers.wrong("too few", AlexNetChecks.smallImages(dense.apply(FEW)));
        Answers.wrong("too few", AlexNetChecks.invariance(dense.apply(FEW), () -> 0.99));
        Answers.wrong("NiN has none", NinChecks.tuned(dense.apply(FEW)));
        Answers.wrong("too few", ComparisonChecks.budget(dense.apply(budget)));
    }

    private static Exercise named(String name) {
        return Exercise.ALL.stream()
                .filter(e -> e.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Tag("full") // ten minutes
    void measure() throws IOException {
        List<String> lines = new ArrayList<>(List.of("exercise,answer,seed,reached"));
        cases().forEach((number, all) -> all.forEach(c -> lines.addAll(measured(number, c))));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/floors.csv"), lines);
    }

    private static List<String> measured(String number, Case tried) {
        List<String> lines = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Training run = tried.training().get().seed(seed);
            run.listener(TrainingListener.SILENT).fit();
            lines.add(
                    Text.format(
                            "\"%s\",\"%s\",%d,%.4f",
                            Exercise.of(number),
                            tried.answer(),
                            seed,
                            tried.reached().applyAsDouble(run)));
            System.out.println(lines.get(lines.size() - 1));
        }
        return lines;
    }
}
