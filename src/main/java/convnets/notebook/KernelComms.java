package convnets.notebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The kernel's comms: channels to programs in the browser, over which maps are sent. JJava and
 * IJava have the same classes under other package names, so they are called {@link ByName by name}.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages">The
 *     messaging protocol, custom messages</a>
 */
final class KernelComms {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Comm is an abstract class, which no proxy can extend: this subclass is compiled here. */
    private static final String EAR =
            """
            public class Ear extends PACKAGES.kernel.comm.Comm {
                final java.util.function.Consumer<Object> listener;
                public Ear(PACKAGES.kernel.comm.CommManager manager, String id, String target,
                        java.util.function.Consumer<Object> listener) {
                    super(manager, id, target);
                    this.listener = listener;
                }
                @Override protected void onMessage(
                        PACKAGES.messages.Message<PACKAGES.messages.comm.CommMsgCommand> message) {
                    listener.accept(message);
                }
                @Override protected void onClose(
                        PACKAGES.messages.Message<PACKAGES.messages.comm.CommCloseCommand> message, boolean sending) {}
            }
            """;

    private final Object manager;
    private final String packages;
    private final Constructor<?> ear;

    /** The comms of a kernel, once for each. */
    KernelComms(Object kernel) {
        manager = ByName.call(kernel, "getCommManager");
        packages = manager.getClass().getName().replace(".kernel.comm.CommManager", "");
        ear = ByName.run(this::compiled);
    }

    /** Opens a channel to the browser; what comes back on it goes to the listener. */
    String open(
            String target,
            Map<String, Object> metadata,
            Map<String, Object> data,
            Consumer<Map<String, Object>> listener) {
        ByName.Body factory =
                arguments -> {
                    complete(arguments[3], metadata, data);
                    return ear(arguments, listener);
                };
        Object comm = ByName.call(manager, "openComm", target, proxy("CommFactory", factory));
        return (String) ByName.call(comm, "getID");
    }

    /** The kernel shows the factory its message before it is sent. */
    @SuppressWarnings("unchecked")
    private void complete(Object message, Map<String, Object> metadata, Map<String, Object> data) {
        ((Map<String, Object>) ByName.call(message, "getNonNullMetadata")).putAll(metadata);
        fill(ByName.call(ByName.call(message, "getContent"), "getData"), data);
    }

    /** Lets the browser open channels; each message on one goes to the listener with its id. */
    void accept(String target, BiConsumer<String, Map<String, Object>> listener) {
        ByName.Body opened =
                arguments -> ear(arguments, data -> listener.accept((String) arguments[1], data));
        ByName.call(manager, "registerTarget", target, proxy("CommTarget", opened));
    }

    void send(String id, Map<String, Object> data) {
        Object json = fill(gson("JsonObject"), data);
        ByName.call(ByName.call(manager, "getCommByID", id), "send", json);
    }

    private Object ear(Object[] arguments, Consumer<Map<String, Object>> listener) {
        Consumer<Object> heard = message -> listener.accept(data(message));
        return ByName.run(() -> ear.newInstance(arguments[0], arguments[1], arguments[2], heard));
    }

    /** What a message carries; it becomes the parent of what is answered. */
    private Map<String, Object> data(Object message) {
        try {
            ByName.call(manager, "setMessageContext", message);
            String json = ByName.call(ByName.call(message, "getContent"), "getData").toString();
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The browser sent something else than JSON.", e);
        }
    }

    private Object fill(Object json, Map<String, Object> values) {
        Object gson = gson("Gson");
        values.forEach(
                (key, value) ->
                        ByName.call(json, "add", key, ByName.call(gson, "toJsonTree", value)));
        return json;
    }

    /** Makes an object of gson's: JJava brings its own copy of gson in a package of its own. */
    private Object gson(String name) {
        Class<?> message = ByName.type(packages + ".messages.comm.CommMsgCommand");
        return ByName.run(
                () -> {
                    String gson = message.getMethod("getData").getReturnType().getPackageName();
                    return ByName.type(gson + "." + name).getConstructor().newInstance();
                });
    }

    private Constructor<?> compiled() throws ReflectiveOperationException {
        try {
            Path folder = Files.createTempDirectory("convnets-comm");
            Path source = folder.resolve("Ear.java");
            Files.writeString(source, EAR.replace("PACKAGES", packages));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            String classes = System.getProperty("java.class.path");
            compiler.run(null, null, null, "-proc:none", "-cp", classes, source.toString());
            ClassLoader system = ClassLoader.getSystemClassLoader();
            URLClassLoader own = new URLClassLoader(new URL[] {folder.toUri().toURL()}, system);
            Constructor<?> constructor = own.loadClass("Ear").getConstructors()[0];
            Files.delete(source);
            Files.delete(folder.resolve("Ear.class"));
            Files.delete(folder);
            return constructor;
        } catch (IOException e) {
            throw new ReflectiveOperationException(e);
        }
    }

    private Object proxy(String name, ByName.Body body) {
        return ByName.implement(ByName.type(packages + ".kernel.comm." + name), body);
    }
}
