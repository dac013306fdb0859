package convnets.exercises;

import static convnets.exercises.Exercise.Kind.BUG;
import static convnets.exercises.Exercise.Kind.FORMULA;
import static convnets.exercises.Exercise.Kind.NET;
import static convnets.exercises.Exercise.Kind.QUESTION;
import static convnets.exercises.Exercise.Kind.READING;
import static convnets.exercises.Exercise.Kind.TRAINING;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** All exercises of the course, in the order of the notebooks: the one list of them. */
enum Exercise {
    WHICH_KERNEL(1, 1, "Which kernel was it?", READING),
    LOOPS(1, 2, "A bug in the loops", BUG),
    TO_THE_RIGHT(1, 3, "A kernel that moves the picture", FORMULA),
    FRAME(1, 4, "Padding as a loop", FORMULA),
    STRIDE(1, 5, "Stride as a loop", FORMULA),
    PIXELS(1, 6, "The formula, turned round", FORMULA),
    MACS(1, 7, "What a convolution costs", FORMULA),
    GRAY(1, 8, "From color to gray", NET),
    SECRET_KERNEL(1, 9, "A secret kernel", FORMULA),
    HOW_DEEP(1, 10, "How deep must it be?", FORMULA),
    NO_PICTURE(1, 11, "What is no picture", QUESTION),

    MAX_POOLING(3, 1, "Max-pooling", NET),
    POOLING_LOOP(3, 2, "Max-pooling as a loop", FORMULA),
    BY_HAND(3, 3, "A table by hand", FORMULA),
    PADDING(3, 4, "Padding that keeps the size", FORMULA),
    FIRST_LOSS(3, 5, "Loss and probability", FORMULA),
    CLASSES(3, 6, "Many classes", FORMULA),
    HALF_PRICE(3, 7, "Half the price", NET),
    RELU(3, 8, "ReLU", TRAINING, 0.7),
    TUNING(3, 9, "Better than the chapter", TRAINING, 0.83),
    DIGITS(3, 10, "Digits", TRAINING, 0.95),
    HONEST(3, 11, "An honest number", QUESTION),
    PLATEAU(3, 12, "The plateau", QUESTION),

    MAPS(4, 1, "Sweaters and coats", FORMULA),
    FIELDS(4, 2, "Receptive fields", FORMULA),
    LINE(4, 3, "What reading a line costs", FORMULA),
    EDGES(4, 4, "An edge detector of your own", FORMULA),
    MOVED(4, 5, "Moved digits", TRAINING, 0.82),
    DISTANCE(4, 6, "The distance to a bitmap", FORMULA),
    CONNECTIONS(4, 7, "Connections by hand", FORMULA),
    SPARSE_TABLE(4, 8, "A sparse table of your own", FORMULA),
    FOREIGN(4, 9, "Cats, cars and noise", QUESTION),
    NO_DIGIT(4, 10, "What is no digit", QUESTION),
    REFUSE(4, 11, "To refuse", QUESTION),

    WEIGHT_MEMORY(5, 1, "The memory of the weights", FORMULA),
    ALEXNET_WORK(5, 2, "The work", FORMULA),
    MAP_SIDE(5, 3, "The size of a map", FORMULA),
    SLIDE(5, 4, "The slide, put right", FORMULA),
    GROUPS(5, 5, "Two groups", FORMULA),
    SIMPLER(5, 6, "A simpler AlexNet", TRAINING, 0.68),
    SMALL_IMAGES(5, 7, "A net for 28×28 pixels", TRAINING, 0.7),
    BATCH_SIZE(5, 8, "The batch size", TRAINING),
    DROPOUT(5, 9, "Dropout and ReLU for LeNet", NET),
    INVARIANCE(5, 10, "Pictures that move", TRAINING, 0.62),
    OVERFIT(5, 11, "Overfit", TRAINING, 0.9),
    BREAK(5, 12, "Break the training", QUESTION),
    BANDWIDTH(5, 13, "Bandwidth in training and in inference", QUESTION),
    CHIP(5, 14, "The chip designer", QUESTION),
    BENCHMARK(5, 15, "Why is AlexNet no longer measured?", QUESTION),
    MORE_EPOCHS(5, 16, "More epochs than LeNet", QUESTION),

    VGG_BLOCK(6, 1, "The block", NET),
    OTHER_LAYERS(6, 2, "The other three layers", FORMULA),
    VGG_FAMILY(6, 3, "VGG-16 and VGG-19", NET),
    VGG_RATIOS(6, 4, "VGG-11 against AlexNet", FORMULA),
    WINDOWS(6, 5, "One large window or several small ones", FORMULA),
    VGG_FIELD(6, 6, "How far a value sees", FORMULA),
    CHEAPER(6, 7, "A cheaper ending", NET),
    SMALLER_WEIGHTS(6, 8, "Smaller pictures, fewer weights", FORMULA),
    SMALLER_WORK(6, 9, "Smaller pictures, less work", FORMULA),
    MIXED(6, 10, "A VGG with 1×1 windows", NET),
    SLOWER(6, 11, "Slower, and more memory", QUESTION),
    GO_ON(6, 12, "Why not go on?", QUESTION),

    POINTWISE(7, 1, "A dense layer at each pixel", FORMULA),
    NIN_PARAMETERS(7, 2, "The parameters, by formula", FORMULA),
    NIN_WORK(7, 3, "The work, by formula", FORMULA),
    NIN_MEMORY(7, 4, "Memory in use and in training", FORMULA),
    ONES(7, 5, "One or three 1×1 layers", NET),
    THREES(7, 6, "3×3 in place of 1×1", NET),
    DENSE_ENDING(7, 7, "A dense ending", NET),
    SHUFFLED(7, 8, "Who minds the shuffling?", FORMULA),
    SLIDING(7, 9, "A dense layer that slides", NET),
    EVIDENCE(7, 10, "Evidence that adds up", FORMULA),
    TUNED_NIN(7, 11, "Tune it", TRAINING, 0.72),
    NIN_FAMILY(7, 12, "A family of NiNs", NET),
    ONE_STEP(7, 13, "From 384 to 10 in one step", QUESTION),

    FRONT(8, 1, "The Pareto front", READING),
    LAYERS(8, 2, "The heaviest layer and the busiest", FORMULA),
    TRAINING_MEMORY(8, 3, "The memory of a training", FORMULA),
    SEEDS(8, 4, "How many seeds", FORMULA),
    BUDGET(8, 5, "A net of your own", TRAINING, 0.78),
    SECONDS(8, 6, "MACs and seconds", QUESTION),
    WHICH_NET(8, 7, "Which net would you take?", QUESTION),
    FAIR(8, 8, "A fair comparison", QUESTION);

    /** What is asked for. */
    public enum Kind {
        /** A net, or layers of one. */
        NET,
        /** Numbers, or a method that computes some. */
        FORMULA,
        /** A training that must reach the floor. */
        TRAINING,
        /** What a picture or a curve says. */
        READING,
        /** Code that must be put right. */
        BUG,
        /** Thoughts, which no check can judge. */
        QUESTION
    }

    private final int chapter;
    private final int number;
    private final String title;
    private final Kind kind;
    private final double floor;

    Exercise(int chapter, int number, String title, Kind kind) {
        this(chapter, number, title, kind, 0);
    }

    Exercise(int chapter, int number, String title, Kind kind, double floor) {
        this.chapter = chapter;
        this.number = number;
        this.title = title;
        this.kind = kind;
        this.floor = floor;
    }

    /**
     * The chapter that it belongs to.
     *
     * @return 1 or more
     */
    public int chapter() {
        return chapter;
    }

    /**
     * Its place among all of the course, as the notebooks write it.
     *
     * @return chapter and number, such as 3.1
     */
    public String number() {
        return chapter + "." + number;
    }

    /**
     * Its place in its chapter.
     *
     * @return 1 or more
     */
    public int place() {
        return number;
    }

    /**
     * What is asked for.
     *
     * @return its kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * What a training must reach.
     *
     * @return an accuracy; 0 if there is nothing to be reached
     */
    public double floor() {
        return floor;
    }

    /**
     * Whether it has a check.
     *
     * @return false for a question
     */
    public boolean checked() {
        return kind != QUESTION;
    }

    /**
     * The exercises of one chapter that have a check.
     *
     * @param chapter 1 or more
     * @return in the order of the notebook
     */
    public static List<Exercise> checked(int chapter) {
        return Arrays.stream(values()).filter(e -> e.chapter == chapter && e.checked()).toList();
    }

    /** Its number and title, as in the notebook's heading. */
    @Override
    public String toString() {
        return number() + " " + title;
    }

    /**
     * Lists all exercises, for the tests of the notebooks: number, kind, title.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (Exercise exercise : values()) {
            out.println(exercise.number() + "\t" + exercise.kind + "\t" + exercise.title);
        }
    }
}
