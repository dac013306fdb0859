package convnets.bench;

import ai.djl.nn.Block;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.train.Epoch;
import convnets.train.Progress;
import convnets.train.Training;
import convnets.train.TrainingListener;

/** The course's own training: an epoch is a stretch. */
public final class Ours {

    private Ours() {}

    public static void main(String[] arguments) {
        Task task = Task.of(arguments);
        Block net = task.block();
        Images images = task.images();
        Meter meter = new Meter();
        Training.of(net, new ImageData("some", "here", false, images, images.first(1)))
                .batchSize(task.batch())
                .learningRate(Task.RATE)
                .epochs(Integer.MAX_VALUE)
                .listener(
                        new TrainingListener() {
                            @Override
                            public void progress(Progress progress) {}

                            @Override
                            public void epoch(Epoch epoch) {
                                if (!meter.stretch(images.size(), epoch.seconds(), net)) {
                                    Thread.currentThread().interrupt(); // the stop button
                                }
                            }
                        })
                .fit();
    }
}
