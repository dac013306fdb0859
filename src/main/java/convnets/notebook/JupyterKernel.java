package convnets.notebook;

import convnets.CourseException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import jdk.jshell.EvalException;

/** JJava or IJava, whichever runs this code. */
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
            return new JupyterKernel(jjava, "org.dflib.jjava.jupyter.");
        }
        Object ijava = call("io.github.spencerpark.ijava.IJava", "getKernelInstance");
        return ijava == null ? null : new JupyterKernel(ijava, "io.github.spencerpark.jupyter.");
    }

    /** The channels to programs in the browser, once for each kernel. */
    synchronized KernelComms comms() {
        if (comms == null) {
            comms = new KernelComms(kernel);
        }
        return comms;
    }

    /** Cells that wait behind one that was stopped or failed will not run. */
    void guard() {
        QueueGuard.install(kernel, packages, this::blame);
    }

    private void blame(EvalException error) {
        OwnFault.of(error, name())
                .ifPresent(
                        said -> display(UUID.randomUUID().toString(), Map.of("text/plain", said)));
    }

    String name() {
        return packages.contains("jjava") ? "JJava" : "IJava";
    }

    void register(Class<?> type, Function<Object, Map<String, Object>> view) {
        Object renderer = ByName.call(kernel, "getRenderer");
        Object registration = ByName.call(renderer, "createRegistration", type);
        ByName.Body render =
                arguments -> {
                    Object container = ByName.call(arguments[1], "getOutputContainer");
                    fill(container, shown(view, arguments[0]));
                    return null;
                };
        Class<?> function = type("display.RenderFunction");
        ByName.call(registration, "register", ByName.implement(function, render));
    }

    /**
     * An error while a value is drawn would end the kernel's thread, and no cell would run again.
     */
    private static Map<String, Object> shown(
            Function<Object, Map<String, Object>> view, Object value) {
        try {
            return view.apply(value);
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw new CourseException(
                    "The value of this cell cannot be shown (%s): show a part of it.",
                    e.getMessage());
        } catch (LinkageError e) {
            throw new CourseException(
                    "Java cannot draw here (%s): install the system's library that is named, or"
                            + " another Java.",
                    e.getMessage());
        }
    }

    void display(String id, Map<String, Object> bundle) {
        ByName.call(kernel, "display", data(id, bundle));
    }

    void update(String id, Map<String, Object> bundle) {
        Object display = ByName.field(ByName.call(kernel, "getIO"), "display");
        ByName.call(display, "updateDisplay", id, data(id, bundle));
    }

    private Object data(String id, Map<String, Object> bundle) {
        Class<?> type = type("display.DisplayData");
        Object data = ByName.run(() -> type.getConstructor().newInstance());
        fill(data, bundle);
        ByName.call(data, "setDisplayId", id);
        return data;
    }

    private static void fill(Object data, Map<String, Object> bundle) {
        bundle.forEach((type, value) -> ByName.call(data, "putData", type, value));
    }

    private Class<?> type(String name) {
        return ByName.type(packages + "kernel." + name);
    }

    private static Object call(String type, String method) {
        try {
            return ByName.run(() -> ByName.type(type).getMethod(method).invoke(null));
        } catch (IllegalStateException notThisKernel) {
            return null;
        }
    }
}
