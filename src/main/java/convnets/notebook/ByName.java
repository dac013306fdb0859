package convnets.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Java's reflection, for the classes of the kernel: JJava and IJava descend from one program and
 * have the same ones under other package names, so they are called by name; neither is needed to
 * compile.
 */
final class ByName {

    private ByName() {}

    /** What an implementation of an interface does when one of its methods is called. */
    interface Body {
        Object of(Object[] arguments);
    }

    /** Work for which Java wants to know what happens if a class is another than it was. */
    interface Reflection<T> {
        T run() throws ReflectiveOperationException;
    }

    /** Does such work; if it fails, one sentence says that this kernel is unknown. */
    static <T> T run(Reflection<T> work) {
        try {
            return work.run();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Cannot talk to the notebook's kernel: JJava 1.0 and IJava 1.3 or 1.4 are known"
                            + " to work.",
                    e);
        }
    }

    static Class<?> type(String name) {
        return run(() -> Class.forName(name, true, ClassLoader.getSystemClassLoader()));
    }

    /** Calls a public method that takes these arguments. */
    static Object call(Object object, String name, Object... arguments) {
        return run(() -> method(object, name, arguments).invoke(object, arguments));
    }

    private static Method method(Object object, String name, Object... arguments)
            throws NoSuchMethodException {
        Method method =
                Arrays.stream(object.getClass().getMethods())
                        .filter(m -> m.getName().equals(name) && takes(m, arguments))
                        .findFirst()
                        .orElseThrow(() -> new NoSuchMethodException(name));
        method.setAccessible(true); // it may be a public method of a lambda, whose class is not
        return method;
    }

    private static boolean takes(Method method, Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        return types.length == arguments.length
                && IntStream.range(0, types.length)
                        .allMatch(i -> types[i].isInstance(arguments[i]));
    }

    /** The value of a field, though it be private. */
    static Object field(Object object, String name) {
        return run(() -> field(object.getClass(), name).get(object));
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> one = type; one != null; one = one.getSuperclass()) {
            for (Field field : one.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    /**
     * Implements an interface of one method; what a method that its body calls throws is thrown.
     */
    static Object implement(Class<?> type, Body body) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return ofObject(proxy, method, arguments);
                    }
                    try {
                        return body.of(arguments);
                    } catch (IllegalStateException e) {
                        throw e.getCause() instanceof InvocationTargetException failed
                                ? failed.getCause()
                                : e;
                    }
                });
    }

    /** A proxy must answer Object's own methods itself. */
    private static Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "made by the course";
        };
    }
}
