package convnets.notebook;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/**
 * JJava or IJava, whichever runs this code. Both descend from one program and have the same methods
 * under other package names, so they are called by name; neither is needed to compile.
 */
final class JupyterKernel {

    private final Object kernel;
    private final String packages;
    private KernelComms comms;

    private JupyterKernel(Object kernel, String packages) {
        this.kernel = kernel;
        this.packages = packages;
    }

    /** The running kernel, or null outside a notebook. */
    static JupyterKernel find() {
        Object jjava = call("org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel");
        if (jjava != null) {
            return new JupyterKernel(jjava, "org.dflib.jjava.jupyter.kernel.");
        }
        Object ijava = call("io.github.spencerpark.ijava.IJava", "getKernelInstance");
        return ijava == null
                ? null
                : new JupyterKernel(ijava, "io.github.spencerpark.jupyter.kernel.");
    }

    /** The channels to programs in the browser, once for each kernel. */
    synchronized KernelComms comms() {
        if (comms == null) {
            comms = KernelComms.of(kernel);
        }
        return comms;
    }

    String name() {
        return packages.contains("jjava") ? "JJava" : "IJava";
    }

    void register(Class<?> type, Function<Object, Map<String, Object>> view) {
        try {
            Object renderer = invoke(kernel, "getRenderer");
            Object registration =
                    renderer.getClass()
                            .getMethod("createRegistration", Class.class)
                            .invoke(renderer, type);
            Class<?> function = type("display.RenderFunction");
            Object render =
                    Proxy.newProxyInstance(
                            function.getClassLoader(),
                            new Class<?>[] {function},
                            (proxy, method, arguments) -> {
                                if (method.getDeclaringClass() == Object.class) {
                                    return ofObject(proxy, method, arguments);
                                }
                                Object container = invoke(arguments[1], "getOutputContainer");
                                fill(container, view.apply(arguments[0]));
                                return null;
                            });
            registration.getClass().getMethod("register", function).invoke(registration, render);
        } catch (ReflectiveOperationException e) {
            throw unusual(e);
        }
    }

    void display(String id, Map<String, Object> bundle) {
        try {
            Object data = data(id, bundle);
            kernel.getClass().getMethod("display", data.getClass()).invoke(kernel, data);
        } catch (ReflectiveOperationException e) {
            throw unusual(e);
        }
    }

    void update(String id, Map<String, Object> bundle) {
        try {
            Object data = data(id, bundle);
            Object io = invoke(kernel, "getIO");
            Object display = io.getClass().getField("display").get(io);
            display.getClass()
                    .getMethod("updateDisplay", String.class, data.getClass())
                    .invoke(display, id, data);
        } catch (ReflectiveOperationException e) {
            throw unusual(e);
        }
    }

    private Object data(String id, Map<String, Object> bundle) throws ReflectiveOperationException {
        Object data = type("display.DisplayData").getConstructor().newInstance();
        fill(data, bundle);
        data.getClass().getMethod("setDisplayId", String.class).invoke(data, id);
        return data;
    }

    private static void fill(Object data, Map<String, Object> bundle)
            throws ReflectiveOperationException {
        Method put = data.getClass().getMethod("putData", String.class, Object.class);
        for (Map.Entry<String, Object> entry : bundle.entrySet()) {
            put.invoke(data, entry.getKey(), entry.getValue());
        }
    }

    /** A proxy must answer Object's own methods itself. */
    static Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> "renderer of the course";
        };
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(packages + name, true, ClassLoader.getSystemClassLoader());
    }

    private static Object invoke(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    private static Object call(String type, String method) {
        try {
            return Class.forName(type, true, ClassLoader.getSystemClassLoader())
                    .getMethod(method)
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    static IllegalStateException unusual(ReflectiveOperationException e) {
        return new IllegalStateException(
                "Cannot talk to the notebook's kernel: JJava 1.0 and IJava 1.3 or 1.4 are known to"
                        + " work.",
                e);
    }
}
