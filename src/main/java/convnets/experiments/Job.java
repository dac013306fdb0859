package convnets.experiments;

import convnets.experiments.Experiment.Case;
import convnets.train.Training;
import convnets.train.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    boolean serves(Experiment experiment) {
        return cases.stream().anyMatch(one -> one.experiment().equals(experiment.name));
    }

    Training train() {
        Training done =
                cases.get(0).training().get().seed(seed).listener(TrainingListener.SILENT).fit();
        Stops.check(done, cases.get(0).toString());
        return done;
    }

    /** What one of the cases measures of the trained net. */
    Run measure(Case one, Training done) {
        Run run = Run.of(one, done);
        Stops.check(one.toString());
        return run;
    }
}
