package convnets.bench;

import ai.djl.modality.cv.transform.Resize;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Pipeline;
import convnets.data.Augmentation;
import convnets.data.FashionMnist;
import convnets.data.Images;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Pictures a second of enlarging to 224×224 pixels: whole batches as the course does it, and DJL's
 * {@code Resize} and {@code ToTensor}, which take picture by picture. In turns; best of the rounds.
 */
public final class Resizing {

    private static final int BATCH = 128;
    private static final int SIZE = 224;

    private Resizing() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        Images small = FashionMnist.sample().train().first(BATCH);
        Images large = small.resized(SIZE);
        int[] places = small.indices(0, BATCH);
        Random random = new Random(0);
        Augmentation change = Augmentation.shift(4).flip();
        double ours = 0;
        double augmented = 0;
        double djl = 0;
        for (int round = 0; round < rounds; round++) {
            ours = Math.max(ours, rate(m -> sum(large.pixels(m, places))));
            augmented =
                    Math.max(augmented, rate(m -> sum(large.pixels(m, change, random, places))));
            djl = Math.max(djl, rate(m -> sum(oneByOne(m, small))));
        }
        System.out.printf(
                Locale.ROOT,
                "resizing to %d×%d, pictures/s: batches %,.0f, with augmentation %,.0f, DJL one by"
                        + " one %,.0f; ratio %.1f (goal: 5)%n",
                SIZE,
                SIZE,
                ours,
                augmented,
                djl,
                ours / djl);
    }

    /** DJL's pipeline as a data set applies it, and the batch put together. */
    private static NDArray oneByOne(NDManager manager, Images small) {
        Pipeline pipeline = new Pipeline(new Resize(SIZE), new ToTensor());
        NDList tensors = new NDList();
        for (var picture : small) {
            NDArray array = manager.create(picture.pixels(), new Shape(28, 28, 1));
            NDArray bytes = array.toType(DataType.UINT8, false);
            tensors.add(pipeline.transform(new NDList(bytes)).singletonOrThrow());
        }
        return NDArrays.stack(tensors);
    }

    /** One value of each batch is read, so that the engine has to finish it. */
    private static double sum(NDArray batch) {
        return batch.get("0:1,0:1,0:1,0:1").getFloat();
    }

    private static double rate(ToDoubleFunction<NDManager> batch) {
        long begin = System.nanoTime();
        long pictures = 0;
        while (System.nanoTime() - begin < 500_000_000L) {
            try (NDManager manager = NDManager.newBaseManager()) {
                batch.applyAsDouble(manager);
                pictures += BATCH;
            }
        }
        return pictures * 1e9 / (System.nanoTime() - begin);
    }
}
