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
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * The floors of the trainings that are exercises mean something: the hints' settings reach each
 * with every one of three seeds, and the simplest wrong answer with none. What was measured stands
 * in notebooks/measured/floors.csv.
 */
class FloorsTest {

    private static final int SEEDS = 3;

    private static final ImageData CLOTHES = FashionMnist.sample();
    private static final ImageData FEW = CLOTHES.first(2000, 1000);
    private static final ToDoubleFunction<Training> BEST = t -> t.history().best().testAccuracy();

    /** A training and what the exercise asks of it. */
    private record Case(Supplier<Training> training, ToDoubleFunction<Training> reached) {}

    /** By exercise: the hints' settings, then the simplest wrong answers. */
    private static Map<String, List<Case>> cases() {
        Map<String, List<Case>> cases = new LinkedHashMap<>();
        Supplier<Block> linear = () -> sequential(flatten(), dense(10));
        cases.put(
                "2.11",
                List.of(
                        best(() -> adam(hidden(), CLOTHES, 0.001f, 10).batchSize(64)),
                        best(() -> adam(linear.get(), CLOTHES, 0.001f, 10))));
        cases.put(
                "3.8",
                List.of(
                        best(() -> sgd(lenet(avgPool(2), avgPool(2)), CLOTHES, 5)),
                        best(() -> sgd(LeNet.block(), CLOTHES, 5))));
        cases.put(
                "3.9",
                List.of(
                        best(() -> sgd(wide(), CLOTHES, 8)),
                        best(() -> sgd(linear.get(), CLOTHES, 8))));
        ToDoubleFunction<Training> last = t -> t.history().last().testAccuracy();
        cases.put(
                "3.10",
                List.of(
                        new Case(() -> sgd(lenet(maxPool(2), maxPool(2)), Mnist.sample(), 4), last),
                        new Case(() -> sgd(linear.get(), Mnist.sample(), 4), last)));
        ToDoubleFunction<Training> moved = FloorsTest::overNinePlaces;
        ImageData scattered = Shift.scatter(Mnist.sample(), 4, 1);
        cases.put(
                "4.5",
                List.of(
                        new Case(() -> sgd(LeNet.modern(), scattered, 6), moved),
                        new Case(() -> sgd(LeNet.modern(), Mnist.sample(), 6), moved),
                        new Case(() -> sgd(linear.get(), scattered, 6), moved)));
        cases.put(
                "5.6",
                List.of(
                        best(() -> adam(light(), FEW, 0.001f, 12)),
                        best(() -> adam(linear.get(), FEW, 0.001f, 12))));
        cases.put(
                "5.7",
                List.of(
                        best(() -> adam(small(), FEW, 0.001f, 12)),
                        best(() -> adam(linear.get(), FEW, 0.001f, 12))));
        ToDoubleFunction<Training> onMoved =
                t -> Training.accuracy(t.net(), FEW.test().augmented(Augmentation.shift(4), 1));
        cases.put(
                "5.10",
                List.of(
                        new Case(
                                () ->
                                        adam(dropped(), FEW, 0.002f, 6)
                                                .augment(Augmentation.shift(4)),
                                onMoved),
                        new Case(() -> adam(dropped(), FEW, 0.002f, 6), onMoved),
                        new Case(
                                () ->
                                        adam(linear.get(), FEW, 0.002f, 6)
                                                .augment(Augmentation.shift(4)),
                                onMoved)));
        ToDoubleFunction<Training> learned = t -> t.history().last().trainAccuracy();
        cases.put(
                "5.11",
                List.of(
                        new Case(() -> byHeart(0, FEW.first(100, 200), 35), learned),
                        new Case(() -> byHeart(0.5, FEW.first(2000, 200), 3), learned)));
        cases.put(
                "7.11",
                List.of(
                        best(() -> adam(nin(), FEW, 0.002f, 12)),
                        best(() -> adam(shallow(), FEW, 0.002f, 12))));
        ImageData more = CLOTHES.first(4000, 1000);
        cases.put(
                "8.5",
                List.of(
                        best(() -> adam(budget(), more, 0.002f, 8)),
                        best(() -> adam(linear.get(), more, 0.002f, 8))));
        return cases;
    }

    private static Case best(Supplier<Training> training) {
        return new Case(training, BEST);
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
        return InsideChecks.mean(Shift.of(run.net(), Mnist.sample().test().first(500), 4, 4));
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

    @Test
    void eachFloorLiesBetweenWhatIsWrongAndWhatTheHintsReach() {
        Table measured = Table.read().csv("notebooks/measured/floors.csv");
        Set<String> asked =
                Exercise.ALL.stream()
                        .filter(e -> e.floor() > 0)
                        .map(Exercise::number)
                        .collect(Collectors.toSet());
        Map<String, Integer> seeds = new LinkedHashMap<>();
        for (Row row : measured) {
            Exercise exercise = named(row.getString("exercise"));
            String answer = row.getString("answer");
            double reached = row.getDouble("reached");
            boolean right = answer.equals("hints");
            assertEquals(right, reached >= exercise.floor(), exercise + ", " + answer);
            seeds.merge(exercise.number() + " " + answer, 1, Integer::sum);
        }
        Set<String> answers = new TreeSet<>();
        cases().forEach((n, cases) -> answers.addAll(names(n, cases.size())));
        assertEquals(answers, new TreeSet<>(seeds.keySet()));
        seeds.forEach((answer, count) -> assertEquals(SEEDS, count, answer));
        asked.forEach(n -> assertTrue(answers.containsAll(names(n, 2)), n));
    }

    /** The answers that are tried to an exercise: what the hints say, and wrong ones. */
    private static List<String> names(String number, int cases) {
        return IntStream.range(0, cases)
                .mapToObj(i -> number + (i == 0 ? " hints" : " wrong " + i))
                .toList();
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
        cases().forEach((number, cases) -> lines.addAll(measured(number, cases)));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/floors.csv"), lines);
    }

    private static List<String> measured(String number, List<Case> cases) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Training run = cases.get(i).training().get().seed(seed);
                run.listener(TrainingListener.SILENT).fit();
                double reached = cases.get(i).reached().applyAsDouble(run);
                String answer = i == 0 ? "hints" : "wrong " + i;
                lines.add(
                        Text.format(
                                "\"%s\",%s,%d,%.4f", Exercise.of(number), answer, seed, reached));
                System.out.println(lines.get(lines.size() - 1));
            }
        }
        return lines;
    }
}
