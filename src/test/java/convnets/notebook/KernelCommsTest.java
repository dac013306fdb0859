package convnets.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.comm.CommManager.Opened;
import org.dflib.jjava.jupyter.kernel.comm.CommManager.Sent;
import org.dflib.jjava.jupyter.messages.Message;
import org.junit.jupiter.api.Test;

/** The channels between the kernel and the browser, whose part the test plays. */
class KernelCommsTest {

    private final BaseKernel kernel = new BaseKernel();
    private final CommManager browser = kernel.comms;
    private final KernelComms comms = new KernelComms(kernel);
    private final List<Object> heard = new ArrayList<>();

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void aChannelOpensWithItsMetadataAndItsData() {
        Map<String, Object> data = Map.of("count", 1, "names", List.of("a"), "none", Map.of());
        String id = comms.open("a target", Map.of("version", "2"), data, heard::add);
        assertEquals(
                List.of(
                        new Opened(
                                id,
                                "a target",
                                Map.of("version", "2"),
                                json("{'count': 1, 'names': ['a'], 'none': {}}"))),
                browser.opened);
        assertEquals(List.of(), heard);
    }

    @Test
    void whatTheBrowserSaysIsHeardAndAnsweredTo() {
        String id =
                comms.open(
                        "a target",
                        Map.of(),
                        Map.of(),
                        data -> {
                            heard.add(data);
                            heard.add(browser.context);
                        });
        Message<?> first = browser.say(id, "{'point': [1, 2]}");
        Message<?> second = browser.say(id, "{}");
        assertNotSame(first, second);
        assertEquals(Map.of("point", List.of(1, 2)), heard.get(0));
        assertSame(first, heard.get(1), "while it is heard, it is what is answered to");
        assertEquals(Map.of(), heard.get(2));
        assertSame(second, heard.get(3));
    }

    @Test
    void theBrowserMayOpenAChannelToo() {
        comms.accept("control", (id, data) -> heard.add(id + ": " + data));
        browser.open("the page's", "control");
        browser.say("the page's", "{'method': 'states'}");
        assertEquals(List.of("the page's: {method=states}"), heard);
        comms.send("the page's", Map.of("states", 2));
        assertEquals(List.of(new Sent("the page's", json("{'states': 2}"))), browser.sent);
    }

    /** The class that hears was compiled into a file: it is in memory now. */
    @Test
    void noFileIsLeft() throws URISyntaxException {
        String id = comms.open("a target", Map.of(), Map.of(), heard::add);
        Class<?> ear = browser.getCommByID(id).getClass();
        Path folder = Path.of(ear.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertTrue(folder.getFileName().toString().startsWith("convnets-comm"), "" + folder);
        assertFalse(Files.exists(folder));
    }

    @Test
    void anUnknownKernelIsOneSentence() {
        IllegalStateException unknown =
                assertThrows(IllegalStateException.class, () -> new KernelComms("no kernel"));
        assertTrue(
                unknown.getMessage().startsWith("Cannot talk to the notebook's kernel: "),
                unknown.getMessage());
    }
}
