package convnets.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.basicdataset.cv.classification.FashionMnist;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two ways to the same numbers: DJL's own data set, and ours. */
class DjlAgreementTest {

    @RegisterExtension final TemporaryCache cache = new TemporaryCache();

    @Test
    void djlReadsTheSamePixelsAndLabels() throws IOException, TranslateException {
        try (StandInRepository standIn = new StandInRepository();
                NDManager manager = NDManager.newBaseManager()) {
            FashionMnist theirs = djl(standIn, manager, Usage.TEST);
            ImageData ours = convnets.data.FashionMnist.SOURCE.load(null);
            assertEquals(convnets.data.FashionMnist.SOURCE.cache().toString(), ours.origin());
            assertSame(theirs, ours.test(), manager);
            assertSame(djl(standIn, manager, Usage.TRAIN), ours.train(), manager);
        }
    }

    @Test
    void djlsBatchesReachANetAsOursDo() throws IOException, TranslateException {
        try (StandInRepository standIn = new StandInRepository();
                NDManager manager = NDManager.newBaseManager()) {
            Batch theirs = djl(standIn, manager, Usage.TRAIN).getData(manager).iterator().next();
            Images ours = convnets.data.FashionMnist.sample().train();
            int[] places = ours.indices(0, 100);
            assertEquals(ours.shape(100), theirs.getData().head().getShape());
            assertArrayEquals(
                    ours.pixels(manager, places).toFloatArray(),
                    theirs.getData().head().toFloatArray(),
                    1e-7f);
        }
    }

    private static FashionMnist djl(StandInRepository standIn, NDManager manager, Usage usage)
            throws IOException, TranslateException {
        FashionMnist set =
                FashionMnist.builder()
                        .optManager(manager)
                        .optRepository(standIn.repository())
                        .optUsage(usage)
                        .setSampling(100, false)
                        .build();
        set.prepare();
        return set;
    }

    private static void assertSame(FashionMnist theirs, Images ours, NDManager manager) {
        assertEquals(ours.size(), theirs.size());
        int size = 1_000;
        for (int from = 0; from < ours.size(); from += size) {
            int[] places = ours.indices(from, size);
            try (NDManager scope = manager.newSubManager()) {
                Batch batch = theirs.getByRange(scope, from, from + size);
                assertEquals(new Shape(size, 28, 28, 1), batch.getData().head().getShape());
                assertArrayEquals(
                        batch.getData().head().div(255).toFloatArray(),
                        ours.pixels(scope, places).toFloatArray(),
                        1e-7f);
                assertArrayEquals(
                        batch.getLabels().head().toFloatArray(),
                        ours.labels(scope, places).toFloatArray());
            }
        }
    }
}
