package convnets.nn;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.flatten;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.norm.GhostBatchNorm;
import convnets.CourseException;
import convnets.engine.Devices;
import convnets.engine.HostArrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which layer it is that an engine does not compute, and in whose words it is said. */
class RefusalTest {

    private static final RuntimeException COMPLAINT = new EngineException("complaint");

    private final NDManager manager = HostArrays.newManager();
    private final NDArray x = HostArrays.array(manager, new float[] {1, 2, 3}, new Shape(3, 1));

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void theFirstLayerThatFailsIsNamed() {
        for (RuntimeException e :
                List.of(
                        new EngineException("no such\nthing"),
                        new IllegalArgumentException("no such"),
                        new UnsupportedOperationException("no such"))) {
            String said = e.getMessage().lines().findFirst().orElseThrow();
            assertEquals(
                    Devices.engineVersion()
                            + " cannot run the layer \"wrong\" on an input of shape (3, 1) and type"
                            + " float32: "
                            + said
                            + ".",
                    running(sequential(relu(), failing(e), failing(COMPLAINT))));
        }
    }

    @Test
    void allArraysThatReachALayerAreTold() {
        Block two = new LambdaBlock(xs -> new NDList(xs.head(), xs.head()), "two");
        assertEquals(
                Devices.engineVersion()
                        + " cannot run the layer \"wrong\" on an input of shape [(3, 1), (3, 1)] and"
                        + " type float32: complaint.",
                running(sequential(two, failing(COMPLAINT))));
    }

    @Test
    void aLayerWithSeveralOutputsIsNamed() {
        Block two = new LambdaBlock(xs -> new NDList(xs.head(), xs.head()), "two");
        Block one = new LambdaBlock(xs -> new NDList(xs.singletonOrThrow()), "one");
        RuntimeException missing = new IndexOutOfBoundsException("2");
        String said =
                "The layer \"two\" gives 2 arrays, and what follows it takes one: its forward has to"
                        + " return a list of one array.";
        for (Block net : List.of(sequential(two, one), sequential(relu(), two))) {
            assertEquals(said, run(missing, net, x).getMessage());
            assertEquals(said, trained(missing, net, x).getMessage());
        }
    }

    @Test
    void aLayerThatCanBeRunAndNotTrainedIsNamed() {
        Block ones = lambda("ones", xs -> new NDList(xs.head().getManager().ones(new Shape(3, 1))));
        Block net = sequential(relu(), ones, relu());
        assertSame(COMPLAINT, run(COMPLAINT, net, x));
        String start =
                Devices.engineVersion()
                        + " cannot train the layer \"ones\" on an input of shape (3, 1) and type"
                        + " float32: ";
        String said =
                assertInstanceOf(CourseException.class, trained(COMPLAINT, net, x)).getMessage();
        assertEquals(start, said.substring(0, Math.min(said.length(), start.length())));
        Block fine = sequential(relu(), Layers.tanh());
        assertSame(COMPLAINT, trained(COMPLAINT, fine, x));
    }

    @Test
    void aSentenceStaysAsItIs() {
        CourseException sentence = new CourseException("It is so.");
        assertSame(sentence, run(sentence, failing(COMPLAINT), x));
        assertSame(sentence, run(COMPLAINT, failing(sentence), x));
    }

    @Test
    void memoryThatIsRefusedIsNoFaultOfALayer() {
        RuntimeException memory =
                new EngineException("CUDA out of memory. Tried to allocate 9 GiB");
        assertEquals(
                "There is not enough memory for an input of (3, 1) and what the net makes of it:"
                        + " take fewer or smaller pictures at once, or a smaller net.",
                run(memory, failing(COMPLAINT), x).getMessage());
    }

    @Test
    void whatIsNoComplaintOfTheEnginesIsPassedOn() {
        RuntimeException own = new IllegalStateException("own");
        assertSame(own, run(own, failing(COMPLAINT), x));
        assertSame(COMPLAINT, run(COMPLAINT, failing(own), x));
    }

    @Test
    void tooManyExamplesForALayerAreToldBeforeItIsRun() {
        Block ghost = GhostBatchNorm.builder().optVirtualBatchSize(2).build();
        Nets.initialize(ghost, Init.he(), 1, new Shape(2, 1));
        assertEquals(
                "DJL's GhostBatchNorm does not put the parts of a batch together again, on no"
                        + " engine, so it serves up to its virtual batch size of 2, and here are 3"
                        + " examples at once: take DJL's BatchNorm.",
                running(ghost));
        NDArray two = HostArrays.array(manager, new float[] {1, 2}, new Shape(2, 1));
        assertSame(COMPLAINT, run(COMPLAINT, ghost, two));
    }

    @Test
    void theBatchOfALayerInsideCountsToo() {
        Block ghost = GhostBatchNorm.builder().optVirtualBatchSize(2).build();
        LayerInfo net = LayerInfos.of(sequential(flatten(), sequential(ghost)));
        net.checkBatch(2);
        assertThrows(CourseException.class, () -> net.checkBatch(3));
        LayerInfo layer = LayerInfos.of(ghost);
        layer.check(new Shape(2, 1));
        assertThrows(CourseException.class, () -> layer.check(new Shape(3, 1)));
    }

    @Test
    void anInputOfAnotherShapeThanTheWeightsIsTold() {
        Block net = Nets.initialize(sequential(flatten(), dense(2)), Init.he(), 1, new Shape(1, 4));
        assertEquals(
                "This net has its weights for inputs of shape (4) and cannot take (1).",
                running(net));
    }

    private String running(Block net) {
        return assertInstanceOf(CourseException.class, run(COMPLAINT, net, x)).getMessage();
    }

    private static Block failing(RuntimeException problem) {
        return lambda(
                "wrong",
                xs -> {
                    throw problem;
                });
    }

    private static Block lambda(String name, Function<NDList, NDList> function) {
        return new LambdaBlock(function, name);
    }

    private static RuntimeException run(RuntimeException problem, Block net, NDArray x) {
        return Refusal.of(problem, net, Nets.layers(net), x, false);
    }

    private static RuntimeException trained(RuntimeException problem, Block net, NDArray x) {
        return Refusal.of(problem, net, Nets.layers(net), x, true);
    }
}
