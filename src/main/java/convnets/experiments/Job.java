package convnets.experiments;

import convnets.CourseException;
import convnets.experiments.Experiment.Case;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One training with one seed, and all that is measured of its net: what cannot be divided among
 * computers.
 *
 * @param seed of the training
 * @param cases those that it serves, of one experiment or of several; all train alike
 */
record Job(int seed, List<Case> cases) {

    /** All that these experiments need, pair by pair and seed by seed. */
    static List<Job> of(List<Experiment> experiments) {
        Map<List<Object>, Job> jobs = new LinkedHashMap<>();
        for (Experiment experiment : experiments) {
            for (Case one : experiment.cases) {
                for (int seed = 0; seed < one.seeds(); seed++) {
                    Job fresh = new Job(seed, new ArrayList<>());
                    List<Object> key = List.of(one.trained(), seed);
                    jobs.computeIfAbsent(key, k -> fresh).cases.add(one);
                }
            }
        }
        return List.copyOf(jobs.values());
    }

    /** What is left of it if only some of its cases are asked for. */
    Job only(Predicate<Case> wanted) {
        return new Job(seed, cases.stream().filter(wanted).toList());
    }

    boolean serves(Experiment experiment) {
        return cases.stream().anyMatch(one -> one.experiment().equals(experiment.name));
    }

    /**
     * Trains, and measures the net in all ways that the cases ask for.
     *
     * @param done gets each run at once
     * @throws CourseException after the stop button
     */
    void measure(Consumer<Run> done) {
        Case first = cases.get(0);
        Training training = first.training().get().seed(seed);
        training.listener(TrainingListener.SILENT).fit();
        StudyStop.check(training, first.toString());
        for (Case one : distinct()) {
            Run run = Run.of(one, training);
            StudyStop.check(one.toString());
            done.accept(run);
        }
    }

    /** Two experiments may ask the same. */
    private Collection<Case> distinct() {
        return cases.stream()
                .collect(Collectors.toMap(Case::settings, c -> c, (a, b) -> a, LinkedHashMap::new))
                .values();
    }
}
