package convnets.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import convnets.engine.Devices;
import convnets.engine.Grids;
import convnets.engine.HostArrays;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what name a history remembers a rule for the first weights: equal names, equal weights. */
final class InitializerName {

    private InitializerName() {}

    /**
     * What the rule says of itself, as the course's do. DJL's say nothing: then its class and the
     * numbers in it, which it shows in no other way. Of any other rule these do not say what it
     * does, so it is tried, and the engine's random numbers begin anew.
     */
    static String of(Initializer rule) {
        Class<?> type = rule.getClass();
        try {
            if (type.getMethod("toString").getDeclaringClass() != Object.class) {
                return rule.toString();
            }
            List<String> numbers = new ArrayList<>();
            for (Field field : type.getDeclaredFields()) {
                if (isNumber(field) && field.trySetAccessible()) {
                    numbers.add(field.getName() + " " + field.get(rule));
                }
            }
            String name = name(type) + (numbers.isEmpty() ? "" : numbers);
            return isDjls(type) ? name : name + ", " + drawn(rule);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e); // cannot happen: every class has toString()
        }
    }

    private static String name(Class<?> type) {
        if (type.isHidden()) {
            return "lambda";
        }
        return type.isAnonymousClass() ? "unnamed class" : type.getSimpleName();
    }

    private static boolean isDjls(Class<?> type) {
        return !type.isHidden() && type.getPackage() == Initializer.class.getPackage();
    }

    private static boolean isNumber(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType().isEnum());
    }

    /** What cannot be told apart by its numbers is like no other rule, not even like itself. */
    private static String drawn(Initializer rule) {
        try {
            String once = checksums(rule);
            if (once.equals(checksums(rule))) {
                return "which draws " + once;
            }
        } catch (RuntimeException e) {
            // a rule for other shapes, or a faulty one: fit() will say so
        }
        return "like no other: " + UUID.randomUUID();
    }

    /** Of the weights of a small dense layer and of a small convolution, drawn with one seed. */
    private static String checksums(Initializer rule) {
        Devices.engine().setRandomSeed(0);
        try (NDManager manager = HostArrays.newManager(Device.cpu())) {
            return Stream.of(new Shape(5, 3), new Shape(4, 3, 2, 2))
                    .map(shape -> rule.initialize(manager, shape, DataType.FLOAT32))
                    .map(weights -> Grids.checksum(weights.toFloatArray()))
                    .collect(Collectors.joining(" and "));
        }
    }
}
