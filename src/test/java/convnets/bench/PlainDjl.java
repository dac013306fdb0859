package convnets.bench;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.dataset.RandomAccessDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import convnets.data.Images;
import java.io.IOException;

/** DJL as the Java edition of d2l uses it: {@code EasyTrain} with the basic listeners. */
public final class PlainDjl {

    private PlainDjl() {}

    /** Reads the clock after each epoch. */
    private static final class Clock extends TrainingListenerAdapter {

        private final Meter meter;
        private final Block net;
        private final long examples;
        private long begin;

        Clock(Meter meter, Block net, long examples) {
            this.meter = meter;
            this.net = net;
            this.examples = examples;
            begin = System.nanoTime();
        }

        @Override
        public void onEpoch(Trainer trainer) {
            if (!meter.stretch(examples, (System.nanoTime() - begin) / 1e9, net)) {
                System.exit(0); // EasyTrain has no other way out
            }
            begin = System.nanoTime();
        }
    }

    public static void main(String[] arguments) throws IOException, TranslateException {
        Task task = Task.of(arguments);
        Block net = task.block();
        Images images = task.images();
        Meter meter = new Meter();
        try (NDManager manager = NDManager.newBaseManager();
                Model model = Model.newInstance("bench")) {
            int[] all = images.indices(0, images.size());
            RandomAccessDataset data =
                    new ArrayDataset.Builder()
                            .setData(images.pixels(manager, all))
                            .optLabels(images.labels(manager, all))
                            .setSampling(task.batch(), true)
                            .build();
            model.setBlock(net);
            Tracker rate = Tracker.fixed(Task.RATE);
            DefaultTrainingConfig settings =
                    new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                            .optOptimizer(Optimizer.sgd().setLearningRateTracker(rate).build())
                            .addEvaluator(new Accuracy())
                            .addTrainingListeners(TrainingListener.Defaults.basic())
                            .addTrainingListeners(new Clock(meter, net, images.size()));
            try (Trainer trainer = model.newTrainer(settings)) {
                trainer.initialize(images.shape(task.batch()));
                EasyTrain.fit(trainer, Integer.MAX_VALUE, data, null);
            }
        }
    }
}
