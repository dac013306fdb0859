package convnets.exercises;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.cost.LayerTable;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.exercises.Step.Fault;
import convnets.look.Kernels;
import convnets.look.Scan;
import convnets.look.Shift;
import convnets.models.LeNet;
import convnets.nn.Init;
import convnets.nn.Nets;
import convnets.train.Training;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Checks the exercises of chapter 04, inside LeNet, that are about today's net. */
public final class InsideChecks {

    /** The strip of 4.3, in pixels: the chapter's bank check. */
    private static final int STRIP = 408;

    /** What 4.5 asks for where nothing is moved. */
    static final double MIDDLE = 0.9;

    private InsideChecks() {}

    /**
     * 4.1: what a net's two convolutions put out, after their activation functions.
     *
     * @param net with weights, as in the chapter: a convolution and its activation function first
     * @param picture that went through it
     * @param c1 (1, 6, 28, 28)
     * @param c3 (1, 16, 10, 10)
     * @return what is said of them
     */
    public static Verdict maps(Block net, Picture picture, NDArray c1, NDArray c3) {
        Check check = Check.of("4.1", net, picture, c1, c3);
        check.and(
                () -> {
                    try (NDManager manager = HostArrays.newManager()) {
                        NDArray x = picture.toArray(manager);
                        NDList out = Nets.outputs(net, x);
                        return Fault.when(out.size() <= 5, "look")
                                .or(maps("c1", c1, x, out, 1)::look)
                                .or(maps("c3", c3, x, out, 4)::look);
                    }
                });
        return check.verdict();
    }

    private static Step maps(String name, NDArray found, NDArray picture, NDList out, int layer) {
        return Formula.of(name, List.of(""), any -> found)
                .within(1e-4, 1) // a sum near 0, added up in another order, is another float
                .right("look", any -> out.get(layer))
                .stub("picture", any -> picture)
                .wrong("convolution", any -> out.get(layer - 1))
                .wrong("pooled", any -> out.get(layer + 1))
                .wrong("maps", any -> out.get(layer == 1 ? 4 : 1));
    }

    /**
     * 4.2: how many pixels of the picture, in each direction, one value is computed from.
     *
     * @param s2 of the first pooling
     * @param c3 of the second convolution
     * @param s4 of the second pooling
     * @param f5 of the first dense layer, the padding included
     * @return what is said of them
     */
    public static Verdict fields(double s2, double c3, double s4, double f5) {
        Check check = Check.of("4.2");
        check.each("field", List.of("S2", "C3", "S4", "F5"), new double[] {s2, c3, s4, f5})
                .right("look", 6, 14, 16, 32)
                .wrong("layer's", 2, 5, 2, 5)
                .wrong("behind", -1, 10, 11, 15)
                .wrong("neighboring", 10, 30, 32, 160)
                .wrong("nearly", -1, -1, -1, 28)
                .wrong("both", 36, 196, 256, 1024);
        return check.verdict();
    }

    /**
     * 4.3: reading a strip of 408 pixels in one pass or in separate windows.
     *
     * @param answers how many places the scan reads
     * @param separate MACs of running LeNet on a window at each of them
     * @param together MACs of the one pass
     * @return what is said of them
     */
    public static Verdict line(double answers, double separate, double together) {
        Block net = Nets.initialize(LeNet.block(), Init.glorot(), 0, LeNetChecks.IMAGE);
        long places = STRIP / 4 - 6;
        long lenet = LayerTable.of(net, LeNetChecks.IMAGE).macs();
        long scan = LayerTable.of(Scan.of(net).net(), new Shape(1, 1, 28, STRIP)).macs();
        Check check = Check.of("4.3");
        check.number("answers", answers)
                .right("look", places)
                .wrong("many", STRIP / 28)
                .wrong("last", STRIP / 4)
                .wrong("window", STRIP - 28 + 1)
                .wrong("first", places - 1);
        check.number("MACs of separate windows", separate)
                .right("lenet's", places * lenet)
                .wrong("window many", lenet);
        check.number("MACs of the one pass", together)
                .right("layertable", scan)
                .wrong("maps", lenet * STRIP / 28)
                .wrong("separate", places * lenet)
                .wrong("macs", lenet);
        return check.verdict();
    }

    /**
     * 4.4: a 3×3 kernel that finds vertical edges, dark on the left and bright on the right.
     *
     * @param kernel nine weights, row by row
     * @return what is said of it
     */
    public static Verdict edges(float[] kernel) {
        EdgeKernel edges = new EdgeKernel(kernel);
        Check check = Check.of("4.4", kernel);
        check.mistake("nine", () -> kernel.length != 9)
                .notBegun("weights", () -> IntStream.range(0, 9).allMatch(i -> kernel[i] == 0))
                .mistake("answers", () -> edges.answer((x, y) -> 1) != 0)
                .mistake("finds", () -> edges.down() != 0 && edges.right() == 0)
                .mistake("rows", () -> edges.hasUnevenRows() && edges.right() == 0)
                .mistake("answers edge", edges::hasUnevenRows)
                .mistake("side", edges::changesSign)
                .mistake("answers below", () -> edges.right() < 0)
                .mistake("answer", () -> edges.right() == 0);
        Supplier<Kernels> kernels = () -> new Kernels(3, List.of(kernel));
        return check.verdict(() -> kernels.get().likeSobel().doubleColumn("correlation").get(0));
    }

    /**
     * 4.5: a net that reads digits moved by four pixels. Measured with shifts of up to 4 pixels in
     * training, six epochs, rate 0.1 and two seeds each: 0.93 to 0.96 unmoved, 0.87 to 0.92 over
     * all shifts; without shifts in training 0.38.
     *
     * @param run trained on MNIST
     * @return what is said of it
     */
    public static Verdict moved(Training run) {
        return moved(run, () -> Shift.of(run.net(), Mnist.sample().test().first(500), 4, 4));
    }

    static Verdict moved(Training training, Supplier<Shift> measure) {
        Trained run = Trained.of(training);
        Supplier<Shift> shift = Answer.once(measure);
        DoubleSupplier middle = () -> shift.get().at(0, 0);
        DoubleSupplier mean = () -> mean(shift.get());
        Check check = Check.of("4.5").and(run::ran);
        check.mistake("tested", () -> run.learnedFrom(Mnist.sample().test()))
                .and(new Designed(run.net(), LeNetChecks.IMAGE).convolutional(1))
                .mistake("net chance", () -> middle.getAsDouble() < 0.3)
                .mistake("reads", () -> middle.getAsDouble() >= MIDDLE && mean.getAsDouble() < 0.55)
                .and(run.reaches(MIDDLE, "accuracy in the middle", middle, "middle"))
                .floor(run, "mean accuracy over shifts by 4 pixels", mean);
        return check.verdict(middle::getAsDouble, mean::getAsDouble);
    }

    static double mean(Shift shift) {
        return Arrays.stream(shift.accuracy()).flatMapToDouble(Arrays::stream).average().orElse(0);
    }

    /**
     * 4.12: what the chart of accuracy against shift says.
     *
     * @param shift whose chart was read
     * @param right the first measured shift to the right at which less than half of the answers are
     *     right
     * @param down the same for shifts downward
     * @return what is said of them
     */
    public static Verdict half(Shift shift, double right, double down) {
        Check check = Check.of("4.12", shift);
        check.and(() -> new ShiftLine(shift, 1, 0).half("pixels to the right", right).look())
                .and(() -> new ShiftLine(shift, 0, 1).half("pixels down", down).look());
        return check.verdict();
    }

    /** The method of 4.13: moves a picture, given row by row. */
    @FunctionalInterface
    public interface Mover {

        /**
         * Moves it.
         *
         * @param picture row by row
         * @param width of a row
         * @param right pixels to the right; to the left below 0
         * @param down pixels down; up below 0
         * @return a picture of the same size, with 0 where nothing has come
         */
        float[] move(float[] picture, int width, int right, int down);
    }

    /**
     * 4.13: a method that moves a picture, in which two faults were to be found.
     *
     * @param mover the reader's
     * @return what is said of it
     */
    public static Verdict mover(Mover mover) {
        List<DrawnMove> moves = Draw.some(12, DrawnMove::drawn);
        Check check = Check.of("4.13", mover);
        check.formula("the moved picture", moves, m -> moved(mover, m))
                .right("look", m -> m.moved(m.width(), false))
                .stub("faults", m -> m.moved(m.height(), true))
                .wrong("leaves", m -> m.moved(m.width(), true))
                .wrong("rows", m -> m.moved(m.height(), false))
                .wrong("moves", m -> m.by(-m.right(), -m.down()))
                .wrong("one way", m -> m.by(-m.right(), m.down()))
                .wrong("one way", m -> m.by(m.right(), -m.down()))
                .wrong("ring", DrawnMove::ring)
                .wrong("right down", m -> m.by(m.down(), m.right()));
        return check.verdict();
    }

    private static float[] moved(Mover mover, DrawnMove m) {
        return mover.move(m.picture().values().clone(), m.width(), m.right(), m.down());
    }
}
