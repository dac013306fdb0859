package convnets.nn;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads settings that a block has but does not tell. DJL has no getter for the rate of its dropout
 * or the window of its pooling, and two nets that differ in them alone are two nets.
 *
 * @param object that has the fields
 * @param owner the class that declares them
 */
record Fields(Object object, Class<?> owner) {

    /** The value of one field. */
    @SuppressWarnings("unchecked")
    <T> T get(String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return (T) field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("DJL has changed: " + owner + " without " + name, e);
        }
    }

    /**
     * The numbers, words and shapes that a function or a block was made with: what a lambda
     * captured, and the final fields of a class of one's own.
     */
    static List<Object> constants(Object made) {
        List<Object> constants = new ArrayList<>();
        for (Class<?> c = made.getClass();
                c != Object.class && c != AbstractBlock.class;
                c = c.getSuperclass()) {
            Field[] fields = c.getDeclaredFields();
            Arrays.sort(fields, Comparator.comparing(Field::getName));
            for (Field field : fields) {
                if (Modifier.isFinal(field.getModifiers())
                        && !Modifier.isStatic(field.getModifiers())) {
                    add(constants, new Fields(made, c).get(field.getName()));
                }
            }
        }
        return constants;
    }

    /** The classes whose code made a function, and the functions that it was made with. */
    static Set<Class<?>> makers(Object function) {
        Set<Class<?>> makers = new HashSet<>(Set.of(function.getClass().getNestHost()));
        for (Field field : function.getClass().getDeclaredFields()) {
            if (Function.class.isAssignableFrom(field.getType())) {
                makers.addAll(
                        makers(new Fields(function, function.getClass()).get(field.getName())));
            }
        }
        return makers;
    }

    private static void add(List<Object> constants, Object value) {
        if (value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof Shape) {
            constants.add(value);
        } else if (value instanceof Enum<?> choice) {
            constants.add(choice.name());
        } else if (value instanceof Function<?, ?>) {
            constants.addAll(constants(value)); // a lambda around a lambda
        } else if (value != null && isNumbers(value.getClass())) {
            constants.add(Arrays.deepHashCode(new Object[] {value}));
        }
    }

    private static boolean isNumbers(Class<?> type) {
        Class<?> inner = type.getComponentType();
        return inner != null && (inner.isPrimitive() || isNumbers(inner));
    }
}
