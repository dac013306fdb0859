package convnets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.initializer.Initializer;
import convnets.cost.Costs;
import convnets.cost.LayerTable;
import convnets.data.Augmentation;
import convnets.data.Hog;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.data.Mnist;
import convnets.data.PermutedPixels;
import convnets.data.Picture;
import convnets.data.Split;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import convnets.experiments.PairedDifference;
import convnets.figures.Architecture;
import convnets.figures.BackwardPass;
import convnets.figures.ConfusionMatrix;
import convnets.figures.ConvolutionFilm;
import convnets.figures.DecisionRegions;
import convnets.figures.DenseWeights;
import convnets.figures.Figures;
import convnets.figures.Maps;
import convnets.figures.Valley;
import convnets.look.Activations;
import convnets.look.BestPath;
import convnets.look.ClassActivationMaps;
import convnets.look.DigitStrip;
import convnets.look.Features;
import convnets.look.KernelFilm;
import convnets.look.Kernels;
import convnets.look.LeNet5Figures;
import convnets.look.Mistakes;
import convnets.look.PhotoSteps;
import convnets.look.Reading;
import convnets.look.ReceptiveFields;
import convnets.look.Scan;
import convnets.look.Shift;
import convnets.look.TopImages;
import convnets.look.TranslationFilm;
import convnets.models.LeNet;
import convnets.models.Nin;
import convnets.models.Vgg;
import convnets.nn.Conv;
import convnets.nn.Convolutional;
import convnets.nn.GradientCheck;
import convnets.nn.Init;
import convnets.nn.Layers;
import convnets.nn.ModelInfo;
import convnets.nn.Nets;
import convnets.nn.Pooling;
import convnets.nn.SparseConv;
import convnets.nn.WindowSums;
import convnets.train.Abstention;
import convnets.train.Evaluation;
import convnets.train.Gradients;
import convnets.train.LearningRateRun;
import convnets.train.Prediction;
import convnets.train.Training;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The words of the notebooks, each with null in the place of one thing, and with numbers that are
 * none: a sentence must come, and nothing else.
 */
@Tag("slow")
class NothingGivenTest {

    private static final List<Class<?>> WORDS =
            List.of(
                    Activations.class,
                    BestPath.class,
                    ClassActivationMaps.class,
                    DigitStrip.class,
                    Features.class,
                    KernelFilm.class,
                    Kernels.class,
                    LeNet5Figures.class,
                    Mistakes.class,
                    PhotoSteps.class,
                    Reading.class,
                    ReceptiveFields.class,
                    Scan.class,
                    Shift.class,
                    TopImages.class,
                    TranslationFilm.class,
                    Conv.class,
                    Convolutional.class,
                    GradientCheck.class,
                    Init.class,
                    Layers.class,
                    Nets.class,
                    Pooling.class,
                    SparseConv.class,
                    WindowSums.class,
                    Architecture.class,
                    BackwardPass.class,
                    ConfusionMatrix.class,
                    ConvolutionFilm.class,
                    DecisionRegions.class,
                    DenseWeights.class,
                    Figures.class,
                    Maps.class,
                    Valley.class,
                    Abstention.class,
                    Costs.class,
                    Hog.class,
                    Images.class,
                    Picture.class,
                    PairedDifference.class,
                    PermutedPixels.class,
                    Split.class,
                    Evaluation.class,
                    Prediction.class,
                    LearningRateRun.class,
                    Gradients.class,
                    Vgg.class,
                    Nin.class);

    /** Records that a notebook makes by itself. */
    private static final Set<Class<?>> MADE = Set.of(Kernels.class, BackwardPass.class);

    /** What the course itself, DJL and Java's lists call, and what may be left out. */
    private static final Set<String> OTHERS =
            Set.of("equals", "getOutputShapes", "progress", "epoch", "copy", "get", "shape");

    /** A device, a change, or what a file is to say of the net: null stands for the usual one. */
    private static final Set<Class<?>> OPTIONAL =
            Set.of(Device.class, ModelInfo.class, Augmentation.class);

    /** Captions: without one there is "null" below the picture. */
    private static final Set<String> NAMED = Set.of("Maps", "Valley", "DecisionRegions");

    /** Here a large number is work that the reader wants: the stop button ends it. */
    private static final Set<String> LONG = Set.of("rate");

    private static final List<String> NAMES_IT = List.of("only null", "here is none");

    /** A formula, and a curve of losses, which may end at no number. */
    private static final Set<String> ANY_NUMBER = Set.of("loss", "learning");

    private static final Images FEW = Mnist.sample().test().first(20);
    private static final Shape IMAGE = new Shape(1, 1, 28, 28);

    private final NDManager manager = HostArrays.newManager();
    private final Map<String, Object> samples = new HashMap<>();

    /** Some of the words write a file, when all else is given. */
    NothingGivenTest(@TempDir Path folder) {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, IMAGE);
        float[][] grid = {{1, 2}, {3, 4}};
        DigitStrip strip = DigitStrip.pair(FEW, 0);
        put(Block.class, net);
        put(SequentialBlock.class, net);
        put(Images.class, FEW);
        put(ImageData.class, Mnist.sample());
        put(Picture.class, FEW.get(0));
        put(NDManager.class, manager);
        put(NDArray.class, HostArrays.array(manager, new float[] {1, 2, 3, 4}, new Shape(2, 2)));
        put(Shape.class, IMAGE);
        put(Initializer.class, Init.glorot());
        put(Device.class, Devices.best());
        put(Path.class, folder.resolve("file"));
        put(String.class, "C1");
        put(String[].class, new String[] {"C1", "S2"});
        put(float[][].class, grid);
        put(float[][][].class, new float[][][] {grid});
        put(float[].class, new float[] {1, 2, 3, 4});
        put(double[].class, new double[] {1});
        put(int[].class, new int[] {1});
        put(int[][].class, new int[][] {{0}});
        put(long[].class, new long[] {1, 1, 28, 28});
        put(Block[].class, new Block[] {Layers.relu()});
        put(Evaluation.class, Evaluation.of(net, FEW));
        put(DigitStrip.class, strip);
        put(Scan.class, Scan.of(net));
        put(Reading.class, Scan.of(net).read(strip));
        put(Kernels.class, Kernels.of(net));
        put(KernelFilm.class, KernelFilm.of(net));
        put(LayerTable.class, LayerTable.of(net, IMAGE));
        put(LayerTable[].class, new LayerTable[] {LayerTable.of(net, IMAGE)});
        put(Table.class, Table.create(StringColumn.create("net")));
        put(Shift.class, Shift.of(net, FEW, 1, 1));
        put(Conv.class, Layers.conv(4, 3));
        put(Pooling.class, Layers.maxPool(2));
        put(ConvolutionFilm.class, ConvolutionFilm.of(grid, grid));
        put(DecisionRegions.class, DecisionRegions.of(points()));
        put(Maps.class, Maps.of("a map", grid));
        put(Valley.class, new Valley());
        put(boolean.class, true);
        put(Augmentation.class, Augmentation.shift(1));
        put(Random.class, new Random(0));
        put(PairedDifference.class, new PairedDifference(0, 1, 2));
        samples.put(
                "java.util.function.UnaryOperator<convnets.data.Picture>",
                UnaryOperator.identity());
        put(Training.class, Training.of(LeNet.block(), Mnist.sample()));
        put(Prediction.class, new Prediction(0, 0, 0, 0.5));
        put(Split.class, Split.of("digits", Mnist.sample().test(), 0));
        samples.put("java.util.function.IntFunction<?>", (IntFunction<Integer>) i -> i);
        samples.put("java.util.List<convnets.data.Picture>", List.of(FEW.get(0)));
        samples.put("java.util.List<java.lang.String>", List.of("one"));
        samples.put("java.util.List<float[]>", List.of(new float[] {1, 2, 3, 4}));
        samples.put("java.util.List<convnets.train.Epoch>", List.of());
        samples.put(
                "java.util.Collection<convnets.train.Prediction>",
                List.of(new Prediction(0, 0, 0, 0.5)));
        Supplier<DoubleUnaryOperator> rule = () -> slope -> slope;
        samples.put("java.util.function.Supplier<java.util.function.DoubleUnaryOperator>", rule);
    }

    private static Images points() {
        return new Images(new byte[] {1, 2, 3, 4}, new byte[] {0, 1}, 1, 2, List.of("a", "b"));
    }

    private void put(Class<?> type, Object sample) {
        samples.put(type.getTypeName(), sample);
    }

    private static List<Executable> words() {
        List<Executable> words = new ArrayList<>();
        for (Class<?> type : WORDS) {
            Stream.of(type.getDeclaredMethods())
                    .filter(method -> !OTHERS.contains(method.getName()))
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> !method.isBridge())
                    .forEach(words::add);
            if (MADE.contains(type)) {
                words.addAll(Arrays.asList(type.getConstructors()));
            }
        }
        return words;
    }

    private Object sample(Parameter parameter) {
        Class<?> type = parameter.getType();
        return type == int.class
                ? (Object) 1
                : type == double.class
                        ? (Object) 0.5
                        : samples.get(type == Block.class ? type.getName() : name(parameter));
    }

    private static String name(Parameter parameter) {
        return parameter.getParameterizedType().getTypeName();
    }

    /** What a word says if one thing is another one: its sentence, its fault, or nothing. */
    private String with(Executable word, int place, Object other) throws Exception {
        Object[] given = Stream.of(word.getParameters()).map(this::sample).toArray();
        given[place] = other;
        try {
            if (word instanceof Method method) {
                method.invoke(samples.get(word.getDeclaringClass().getTypeName()), given);
            } else {
                ((Constructor<?>) word).newInstance(given);
            }
            return "";
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof CourseException sentence
                    ? sentence.getMessage()
                    : "fault: " + e.getCause();
        }
    }

    private static boolean isNeeded(Executable word, Class<?> type) {
        boolean caption =
                type == String.class && NAMED.contains(word.getDeclaringClass().getSimpleName());
        return !type.isPrimitive() && !OPTIONAL.contains(type) && !caption;
    }

    @Test
    void nullIsNamed() throws Exception {
        List<String> silent = new ArrayList<>();
        for (Executable word : words()) {
            for (int i = 0; i < word.getParameterCount(); i++) {
                if (isNeeded(word, word.getParameters()[i].getType())) {
                    String said = with(word, i, null);
                    boolean named = NAMES_IT.stream().anyMatch(said::contains);
                    if (said.startsWith("fault") || !named) {
                        silent.add(word + ", " + i + ": " + said);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", silent));
    }

    @Test
    void noNumberIsTakenForOne() throws Exception {
        List<String> silent = new ArrayList<>();
        for (Executable word : words()) {
            for (int i = 0; i < word.getParameterCount(); i++) {
                boolean any = ANY_NUMBER.contains(word.getName());
                if (!any && word.getParameters()[i].getType() == double.class) {
                    for (double odd : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
                        String said = with(word, i, odd);
                        if (said.startsWith("fault") || said.isEmpty()) {
                            silent.add(word + ", " + odd + ": " + said);
                        }
                    }
                }
            }
        }
        assertEquals("", String.join("\n", silent));
    }

    @Test
    void aThresholdIsAShare() {
        List<Prediction> one = List.of(new Prediction(0, 0, 0, 0.5));
        Reading reading = (Reading) samples.get(Reading.class.getTypeName());
        for (double odd : new double[] {-0.1, 1.1}) {
            assertThrows(CourseException.class, () -> Abstention.at(one, odd));
            assertThrows(CourseException.class, () -> Abstention.reaching(one, odd));
            assertThrows(CourseException.class, () -> reading.falseHits(odd));
        }
        CourseException none =
                assertThrows(CourseException.class, () -> Abstention.at(one, Double.NaN));
        assertEquals("The threshold must be a number from 0 to 1, not NaN.", none.getMessage());
    }

    @Test
    void ofWholeNumbersOutsideNoneIsAFault() throws Exception {
        List<String> faults = new ArrayList<>();
        for (Executable word : words()) {
            for (int i = 0; i < word.getParameterCount(); i++) {
                if (word.getParameters()[i].getType() == int.class) {
                    int most = LONG.contains(word.getName()) ? 1 : Integer.MAX_VALUE;
                    for (int odd : new int[] {Integer.MIN_VALUE, -1, 0, most}) {
                        String said = with(word, i, odd);
                        if (said.startsWith("fault")) {
                            faults.add(word + ", " + odd + ": " + said);
                        }
                    }
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }
}
