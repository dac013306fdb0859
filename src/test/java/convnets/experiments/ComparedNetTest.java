package convnets.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import convnets.data.FashionMnist;
import convnets.data.Images;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparedNetTest {

    /** On a card the chapter kept what all sixteen rounds computed: 65 GB. */
    @Test
    void eachRoundGivesBackWhatItComputedBeforeTheNext() {
        List<NDManager> rounds = new ArrayList<>();
        SequentialBlock net =
                new SequentialBlock()
                        .add(
                                new LambdaBlock(
                                        x -> {
                                            rounds.forEach(past -> assertFalse(past.isOpen()));
                                            rounds.add(x.head().getManager());
                                            return new NDList(x.head().mul(2));
                                        },
                                        "twice"));
        Images test = FashionMnist.load().test();
        assertTrue(ComparedNet.inference(net, test) > 0);
        assertEquals(16, rounds.size());
    }
}
