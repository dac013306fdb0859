package org.dflib.jjava.jupyter.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction.RenderContext;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/**
 * Stands in for the kernel JJava: what the course calls there by name, and nothing else. What comes
 * of it is kept for the tests. The real one is asked by the tests in Python.
 */
public class BaseKernel implements AutoCloseable {

    /** The one that runs; null outside a notebook. */
    public static BaseKernel running;

    /** A page has shown something new, or in the place of what it had shown. */
    public record Shown(boolean anew, String id, Map<String, Object> bundle) {}

    private record Env(Channel shell) {}

    private record Channel(Connection connection) {}

    private record Output(Env env) {}

    private record IO(Output jupyterOut, Display display) {}

    public final List<Shown> shown = new ArrayList<>();

    /** The messages with cells that reached the kernel. */
    public final List<Message<ExecuteRequest>> cells = new ArrayList<>();

    /** How the kernel runs code. */
    public Consumer<String> run = this::eval;

    public final CommManager comms = new CommManager();
    private final Map<Class<?>, RenderFunction<Object>> renderers = new HashMap<>();
    private final Connection connection = new Connection();
    private JShell shell;

    public static BaseKernel notebookKernel() {
        return running;
    }

    public JShell getJShell() {
        if (shell == null) {
            shell = JShell.builder().executionEngine("local").build();
        }
        return shell;
    }

    public CommManager getCommManager() {
        return comms;
    }

    public Object getIO() {
        return new IO(new Output(new Env(new Channel(connection))), new Display());
    }

    public Renderer getRenderer() {
        return new Renderer();
    }

    public void display(DisplayData data) {
        shown.add(new Shown(true, data.id, data.bundle));
    }

    /** What a page shows of a value of this type. */
    public Map<String, Object> rendered(Class<?> type, Object value) {
        DisplayData data = new DisplayData();
        renderers.get(type).render(value, new RenderContext(data));
        return data.bundle;
    }

    /** Somebody has sent a cell. */
    public void receive(Message<ExecuteRequest> cell) {
        connection.handler.handle("the page", cell);
    }

    @Override
    public void close() {
        if (shell != null) {
            shell.close();
        }
    }

    /** Snippet by snippet; the shell hears nothing of one whose end is missing. */
    private void eval(String code) {
        SourceCodeAnalysis analysis = getJShell().sourceCodeAnalysis();
        CompletionInfo next = analysis.analyzeCompletion(code);
        while (next.completeness().isComplete()) {
            shell.eval(next.source());
            next = analysis.analyzeCompletion(next.remaining());
        }
    }

    private final class Display {
        @SuppressWarnings("unused") // called by name
        public void updateDisplay(String id, DisplayData data) {
            shown.add(new Shown(false, id, data.bundle));
        }
    }

    private final class Connection {
        private ShellHandler<ExecuteRequest> handler =
                (environment, message) -> {
                    cells.add(message);
                    run.accept(message.getContent().getCode());
                };

        @SuppressWarnings("unused") // called by name
        public ShellHandler<ExecuteRequest> getHandler(String kind) {
            return kind.equals(ExecuteRequest.MESSAGE_TYPE) ? handler : null;
        }

        @SuppressWarnings("unused") // called by name
        public void setHandler(String kind, ShellHandler<ExecuteRequest> other) {
            handler = kind.equals(ExecuteRequest.MESSAGE_TYPE) ? other : handler;
        }
    }

    /** Knows how values are drawn. */
    public final class Renderer {
        public Registration createRegistration(Class<?> type) {
            return new Registration(type);
        }
    }

    /** How values of one type are drawn. */
    public final class Registration {
        private final Class<?> type;

        private Registration(Class<?> type) {
            this.type = type;
        }

        public void register(RenderFunction<Object> function) {
            renderers.put(type, function);
        }
    }
}
