package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.comm.CommManager.Sent;
import org.junit.jupiter.api.Test;

/**
 * What Java and the browser tell each other of a widget, whose state has a number and its double.
 */
class WidgetTest {

    private final BaseKernel kernel = new BaseKernel();
    private final CommManager browser = kernel.comms;
    private final KernelComms comms = new KernelComms(kernel);

    private String open(UnaryOperator<Map<String, Object>> answer) {
        Map<String, Object> first = Map.of("number", 0);
        Widget widget = new Widget(comms, "export default {};", "p {}", first, answer);
        String id = browser.opened.get(0).id();
        assertEquals(Map.of("version_major", 2, "version_minor", 0, "model_id", id), widget.view());
        return id;
    }

    private String open() {
        return open(state -> Map.of("double", 2 * (Integer) state.get("number")));
    }

    private static JsonElement json(String text) {
        return JsonParser.parseString(text);
    }

    @Test
    void opensAModelThatAnywidgetDraws() {
        open();
        CommManager.Opened opened = browser.opened.get(0);
        assertEquals("jupyter.widget", opened.target());
        assertEquals(Map.of("version", "2.1.0"), opened.metadata());
        String module = Integer.toHexString("export default {};".hashCode());
        assertEquals(
                json(
                        """
                        {
                          "state": {
                            "_model_module": "anywidget", "_model_module_version": "*",
                            "_view_module": "anywidget", "_view_module_version": "*",
                            "_model_name": "AnyModel", "_view_name": "AnyView",
                            "_anywidget_id": "MODULE",
                            "_esm": "export default {};", "_css": "p {}",
                            "number": 0
                          },
                          "buffer_paths": []
                        }
                        """
                                .replace("MODULE", module)),
                opened.data());
    }

    @Test
    void eachChangeIsAnsweredByOne() {
        String id = open();
        browser.say(id, "{'method': 'update', 'state': {'number': 7}}");
        browser.say(id, "{'method': 'update', 'state': {'other': 1}}");
        assertEquals(
                List.of(news(id, "'double': 14", 1), news(id, "'double': 14", 2)), browser.sent);
    }

    private static Sent news(String id, String change, int turn) {
        String state = "{" + change + ", 'turn': " + turn + "}";
        String text = "{'method': 'update', 'state': " + state + ", 'buffer_paths': []}";
        return new Sent(id, (JsonObject) json(text));
    }

    @Test
    void whatIsNoChangeIsNotAnswered() {
        String id = open();
        browser.say(id, "{'method': 'request_state'}");
        browser.say(id, "{'method': 'custom', 'state': {'number': 7}}");
        browser.say(id, "{'method': 'update', 'state': 7}");
        assertEquals(List.of(), browser.sent);
    }

    /** An error would end the kernel's thread. */
    @Test
    void whatGoesWrongIsTheAnswer() {
        String id =
                open(
                        state -> {
                            throw new StackOverflowError("too deep");
                        });
        browser.say(id, "{'method': 'update', 'state': {'number': 7}}");
        assertEquals(List.of(news(id, "'answer': 'too deep'", 1)), browser.sent);
    }

    @Test
    void aPageThatIsLoadedAgainGetsTheWholeState() {
        String id = open();
        browser.say(id, "{'method': 'update', 'state': {'number': 7}}");
        browser.open("the page's", "jupyter.widget.control");
        browser.say("the page's", "{'method': 'request_states'}");
        Sent answer = browser.sent.get(1);
        assertEquals("the page's", answer.id());
        assertEquals("update_states", answer.data().get("method").getAsString());
        assertEquals(json("[]"), answer.data().get("buffer_paths"));
        JsonObject model = answer.data().getAsJsonObject("states").getAsJsonObject(id);
        JsonObject state = (JsonObject) model.remove("state");
        assertEquals(
                json(
                        "{'model_name': 'AnyModel', 'model_module': 'anywidget',"
                                + " 'model_module_version': '*'}"),
                model);
        assertEquals(json("[7, 14, 1]"), values(state, "number", "double", "turn"));
        assertEquals("p {}", state.get("_css").getAsString());
    }

    private static JsonElement values(JsonObject state, String... names) {
        return json(List.of(names).stream().map(state::get).toList().toString());
    }
}
