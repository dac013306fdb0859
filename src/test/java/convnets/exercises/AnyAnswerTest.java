package convnets.exercises;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import convnets.data.Mnist;
import convnets.data.Picture;
import convnets.engine.HostArrays;
import convnets.exercises.Verdict.Outcome;
import convnets.nn.Layers;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Answers without any sense, given to every check: each is refused in a sentence, and none of them
 * breaks the check.
 */
class AnyAnswerTest {

    private static final List<Class<?>> CHECKS =
            List.of(
                    ConvolutionChecks.class,
                    ConvolutionCounts.class,
                    LearningChecks.class,
                    LearningTrainingChecks.class,
                    LeNetChecks.class,
                    LeNetTrainingChecks.class,
                    InsideChecks.class,
                    PaperChecks.class,
                    AlexNetChecks.class,
                    AlexNetCostChecks.class,
                    VggChecks.class,
                    VggCostChecks.class,
                    NinChecks.class,
                    NinCostChecks.class,
                    NinMapChecks.class,
                    ComparisonChecks.class,
                    ConfusionChecks.class,
                    OwnPicturesChecks.class,
                    ProgramChecks.class);

    private static Stream<Method> checks() {
        return CHECKS.stream()
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .filter(m -> m.getReturnType() == Verdict.class);
    }

    private static Verdict asked(Method check, List<Object> answers) {
        try {
            return (Verdict) check.invoke(null, answers.toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError(check.getName() + " breaks", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A cell that is run again sets to null what depends on its variables. */
    @TestFactory
    Stream<DynamicTest> anAnswerThatIsNullIsSaidToBe() {
        return checks().filter(
                        m -> Stream.of(m.getParameterTypes()).anyMatch(t -> !t.isPrimitive()))
                .map(m -> DynamicTest.dynamicTest(m.getName(), () -> isNull(m)));
    }

    private static void isNull(Method check) {
        Class<?>[] types = check.getParameterTypes();
        for (int i = 0; i < types.length; i++) {
            if (!types[i].isPrimitive()) {
                List<Object> answers = new ArrayList<>();
                Stream.of(types).forEach(t -> answers.add(t.isPrimitive() ? number(t, 1) : null));
                Verdict verdict = asked(check, answers);
                assertTrue(
                        verdict.said().contains("is null") || verdict.said().contains("fit()"),
                        verdict.toString());
                assertNotEquals(Outcome.CHECK_FAILED, verdict.outcome(), verdict.toString());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> anAnswerWithoutSenseIsRefusedInASentence() {
        return checks().map(m -> DynamicTest.dynamicTest(m.getName(), () -> hasNoSense(m)));
    }

    private static void hasNoSense(Method check) {
        try (NDManager manager = HostArrays.newManager()) {
            for (int i = 0; i < KINDS; i++) {
                List<Object> answers = new ArrayList<>();
                for (Class<?> type : check.getParameterTypes()) {
                    answers.add(senseless(type, i, manager));
                }
                if (answers.contains(null)) {
                    return; // it asks for something that the notebook gives
                }
                Verdict verdict = asked(check, answers);
                assertFalse(verdict.passed(), i + ": " + verdict);
                assertNotEquals(Outcome.CHECK_FAILED, verdict.outcome(), i + ": " + verdict);
            }
        }
    }

    private static final int KINDS = 5;

    private static Object senseless(Class<?> type, int kind, NDManager manager) {
        if (type.isPrimitive()) {
            return number(type, new double[] {0, -1, 1e9, Double.NaN, 1}[kind]);
        }
        if (type.isArray()) {
            return array(type, kind);
        }
        if (type == String.class) {
            return List.of("", " ", "?", "ABCDE", "é").get(kind);
        }
        if (type == Block.class) {
            return BLOCKS.get(kind).get();
        }
        if (type == NDArray.class) {
            return manager.zeros(new Shape(List.of(1L, 2L, 3L, 1L, 0L).get(kind)));
        }
        if (type == Picture.class) {
            return Mnist.sample().test().get(kind);
        }
        if (type == List.class) {
            return List.of();
        }
        return type.isInterface() ? code(type, kind) : null;
    }

    private static final List<Supplier<Block>> BLOCKS =
            List.of(
                    SequentialBlock::new,
                    Blocks::identityBlock,
                    () -> LambdaBlock.singleton(x -> x.get(-7)),
                    () -> Layers.dense(1),
                    () -> Layers.sequential(Layers.conv(1, 99)));

    private static Object number(Class<?> type, double value) {
        return type == int.class
                ? (Object) (int) value
                : type == long.class ? (Object) (long) value : (Object) value;
    }

    /** Nothing; or one value, or one row without any. */
    private static Object array(Class<?> type, int kind) {
        Class<?> of = type.getComponentType();
        Object array = Array.newInstance(of, Math.min(kind, 1));
        if (kind > 0 && of.isArray()) {
            Array.set(array, 0, array(of, kind - 1));
        }
        return array;
    }

    /** Code that throws, or gives nothing, 0 or a large number. */
    private static Object code(Class<?> type, int kind) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return "code " + kind;
                    }
                    if (kind == 0) {
                        throw new IllegalStateException("of the reader's");
                    }
                    Class<?> gives = method.getReturnType();
                    return gives.isPrimitive() && gives != void.class
                            ? number(gives, kind - 2)
                            : gives.isArray() && kind > 1 ? array(gives, kind - 2) : null;
                });
    }
}
