package convnets.nn;

import static convnets.nn.Layers.dense;
import static convnets.nn.Layers.relu;
import static convnets.nn.Layers.sequential;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.initializer.Initializer;
import convnets.CourseException;
import convnets.engine.Devices;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a class of the reader's own, or a rule for the first weights, leaves out. */
class InitializationTest {

    private static final Shape INPUT = new Shape(1, 12);

    /** Only its weights are of interest. */
    private static class Own extends OwnLayer {

        static Own with(Parameter.Type type, Shape shape) {
            Own own = new Own();
            own.parameter("scale", type, shape);
            return own;
        }

        Own holding(Block child) {
            addChildBlock("child", child);
            return this;
        }
    }

    /** It forgets the one that it holds. */
    private static final class Forgetful extends Own {
        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {}
    }

    private static String refused(Block net, Initializer rule) {
        return assertThrows(CourseException.class, () -> Nets.initialize(net, rule, 1, INPUT))
                .getMessage();
    }

    @Test
    void aParameterHasAShapeAndARule() {
        String shape =
                "Nothing says what shape the parameter \"scale\" has: build it with optShape(…), or"
                        + " set it in the method prepare(…) of its class.";
        Block shapeless = Own.with(Parameter.Type.WEIGHT, null);
        assertEquals(shape, refused(shapeless, Init.he()));
        assertEquals(
                shape,
                assertThrows(CourseException.class, () -> NetIdentity.of(shapeless, INPUT))
                        .getMessage());
        assertEquals(
                shape,
                assertThrows(CourseException.class, () -> GradientCheck.of(shapeless, INPUT))
                        .getMessage());
        assertEquals(
                "Nothing says how the parameter \"scale\" starts: build it with"
                        + " optInitializer(…), or as one of the types WEIGHT, BIAS, GAMMA, BETA.",
                refused(Own.with(Parameter.Type.OTHER, new Shape(1)), Init.he()));
    }

    @Test
    void aBlockInsideIsInitializedToo() {
        String djls = refused(new Own().holding(dense(3)), Init.he());
        assertTrue(djls.startsWith("DJL cannot give this net weights: "), djls);
        assertTrue(djls.contains("initializeChildBlocks"), djls);
        assertEquals(
                "The parameter \"gamma\" of a block inside a block has got no first value: let"
                        + " initializeChildBlocks(…) of the outer one initialize it.",
                refused(new Forgetful().holding(LayerNorm.builder().build()), Init.he()));
        assertEquals(
                "DJL cannot give this net weights: The sequential block is empty",
                refused(sequential(sequential(), dense(3)), Init.he()));
    }

    @Test
    void aRuleGivesAnArrayOfTheShape() {
        assertEquals(
                "The rule for the first weights gives null for the parameter \"weight\": it has to"
                        + " give an array.",
                refused(dense(3), (manager, shape, type) -> null));
        assertEquals(
                "The rule for the first weights makes an array of shape (5) for the parameter"
                        + " \"weight\" of shape (3, 12): it has to make one of that shape.",
                refused(dense(3), (manager, shape, type) -> manager.zeros(new Shape(5))));
    }

    /** The engine is asked for none of it. */
    @Test
    void weightsThatNoComputerHasRoomForAreRefusedAtOnce() {
        Shape billion = new Shape(1, 1_000_000_000);
        for (Block net : List.of(dense(1_000_000), sequential(dense(1_000_000), dense(2)))) {
            String said =
                    assertThrows(
                                    CourseException.class,
                                    () -> Nets.initialize(net, Init.he(), 1, billion))
                            .getMessage();
            assertTrue(
                    said.startsWith(
                            "There is not enough memory for the weights of this net, 4,000,000.0"
                                    + " GB: take "),
                    said);
            assertFalse(net.isInitialized());
        }
        Block beyond = dense(2_000_000_000);
        Shape wide = new Shape(1, 1L << 40); // more weights than a long can count
        assertThrows(CourseException.class, () -> Nets.initialize(beyond, Init.he(), 1, wide));
    }

    @Test
    void whatIsKnownOfTheWeightsIsComparedWithTheMemory() {
        Block layer = dense(12);
        Block twice = sequential(layer, relu(), layer, BatchNorm.builder().build(), dense(2));
        long bytes = 4 * (12 * 12 + 12 + 4 * 12 + 12 * 2 + 2); // BatchNorm has two for its means
        Initialization.requireRoom(twice, INPUT, bytes);
        assertThrows(
                CourseException.class, () -> Initialization.requireRoom(twice, INPUT, bytes - 1));
        Nets.initialize(twice, Init.he(), 1, INPUT);
        Initialization.requireRoom(twice, INPUT, 0); // the old ones make room for the new
        Initialization.requireRoom(sequential(new Own(), dense(2)), INPUT, 0); // nobody knows
    }

    /** One that is really asked for too much memory may say so in the next test. */
    @Test
    void whatAnEngineSaysIsPassedOn() {
        assertEquals(
                Devices.engineVersion() + " cannot give this net weights: no such operator",
                refused(dense(3), failing(new EngineException("no such operator\nStack trace"))));
        String memory =
                refused(dense(3), failing(new EngineException("Failed to allocate CPU Memory")));
        assertTrue(memory.contains("the weights of this net"), memory);
    }

    @Test
    void aFaultOfTheReadersOwnStaysAsItIs() {
        for (RuntimeException own :
                new RuntimeException[] {
                    new IllegalStateException("own"), new NullPointerException("own")
                }) {
            assertSame(
                    own,
                    assertThrows(
                            own.getClass(),
                            () -> Nets.initialize(dense(3), failing(own), 1, INPUT)));
        }
        RuntimeException empty = new IllegalStateException("without frames");
        empty.setStackTrace(new StackTraceElement[0]);
        assertSame(
                empty,
                assertThrows(
                        IllegalStateException.class,
                        () -> Nets.initialize(dense(3), failing(empty), 1, INPUT)));
        CourseException sentence = new CourseException("It is so.");
        assertEquals("It is so.", refused(dense(3), failing(sentence)));
    }

    private static Initializer failing(RuntimeException problem) {
        return (manager, shape, type) -> {
            throw problem;
        };
    }
}
