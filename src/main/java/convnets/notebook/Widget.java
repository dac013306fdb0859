package convnets.notebook;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A piece of the page that a program in the browser draws and Java answers: one model of Jupyter's
 * widgets, drawn by a module of JavaScript through anywidget's front end. Both sides keep a map,
 * the state; each tells the other what changes.
 *
 * @see <a
 *     href="https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md">The
 *     widgets' messaging protocol, version 2</a>
 * @see <a href="https://anywidget.dev/en/afm/">anywidget's front-end modules</a>
 */
final class Widget {

    /** A state that is not changed is not sent: this counter makes each answer a change. */
    static final String TURN = "turn";

    private static final String FRONT_END = "anywidget";
    private static final Map<String, Widget> OPEN = new ConcurrentHashMap<>();

    private final KernelComms comms;
    private final Map<String, Object> state = new LinkedHashMap<>();
    private final UnaryOperator<Map<String, Object>> answer;
    private final String id;
    private int turn;

    /**
     * Opens a widget.
     *
     * @param comms of the kernel
     * @param module JavaScript that exports {@code render({ model, el })}
     * @param style CSS
     * @param first the state at the start
     * @param answer gets the whole state after each change that the browser tells, and gives what
     *     Java changes; it runs after the running cell
     */
    Widget(
            KernelComms comms,
            String module,
            String style,
            Map<String, Object> first,
            UnaryOperator<Map<String, Object>> answer) {
        this.comms = comms;
        this.answer = answer;
        for (String side : List.of("model", "view")) {
            state.put("_" + side + "_module", FRONT_END);
            state.put("_" + side + "_module_version", "*");
        }
        state.put("_model_name", "AnyModel");
        state.put("_view_name", "AnyView");
        state.put("_anywidget_id", Integer.toHexString(module.hashCode()));
        state.put("_esm", module);
        state.put("_css", style);
        state.putAll(first);
        id =
                comms.open(
                        "jupyter.widget",
                        Map.of("version", "2.1.0"),
                        Map.of("state", state, "buffer_paths", List.of()),
                        this::heard);
        OPEN.put(id, this);
        comms.accept("jupyter.widget.control", (control, request) -> restore(comms, control));
    }

    /** What a cell's output holds in the place of the widget. */
    Map<String, Object> view() {
        return Map.of("version_major", 2, "version_minor", 0, "model_id", id);
    }

    /** Runs on the kernel's own thread, which an Error would end, and the kernel with it. */
    private void heard(Map<String, Object> data) {
        if (!"update".equals(data.get("method"))
                || !(data.get("state") instanceof Map<?, ?> change)) {
            return;
        }
        change.forEach((key, value) -> state.put((String) key, value));
        try {
            send(answer.apply(state));
        } catch (Throwable e) {
            send(Map.of("answer", String.valueOf(e.getMessage())));
        }
    }

    private void send(Map<String, Object> news) {
        Map<String, Object> change = new HashMap<>(news);
        change.put(TURN, ++turn);
        state.putAll(change);
        comms.send(id, Map.of("method", "update", "state", change, "buffer_paths", List.of()));
    }

    /** A page that is loaded again asks what there is. */
    private static void restore(KernelComms comms, String control) {
        Map<String, Object> states = new HashMap<>();
        OPEN.forEach(
                (id, widget) ->
                        states.put(
                                id,
                                Map.of(
                                        "model_name",
                                        "AnyModel",
                                        "model_module",
                                        FRONT_END,
                                        "model_module_version",
                                        "*",
                                        "state",
                                        widget.state)));
        comms.send(
                control,
                Map.of("method", "update_states", "states", states, "buffer_paths", List.of()));
    }
}
