package convnets.exercises;

import java.util.List;
import java.util.stream.Stream;

/** All exercises that the course can check, chapter by chapter. */
public final class Exercises {

    private Exercises() {}

    /**
     * The exercises of all chapters.
     *
     * @return in the order of the notebooks
     */
    public static List<Exercise> all() {
        return Stream.of(
                        LeNetChecks.ALL,
                        InsideChecks.ALL,
                        AlexNetChecks.ALL,
                        VggChecks.ALL,
                        NinChecks.ALL,
                        ComparisonChecks.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The exercises of one chapter.
     *
     * @param chapter 3 to 8
     * @return in the order of the notebook
     */
    public static List<Exercise> of(int chapter) {
        return all().stream().filter(exercise -> exercise.chapter() == chapter).toList();
    }
}
