package org.dflib.jjava.jupyter.kernel.comm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;

/** Stands in for the kernel's channels; the browser's side of them is played by the tests. */
public class CommManager {

    /** The kernel has opened a channel. */
    public record Opened(String id, String target, Map<String, Object> metadata, JsonObject data) {}

    /** The kernel has said something on a channel. */
    public record Sent(String id, JsonObject data) {}

    public final List<Opened> opened = new ArrayList<>();
    public final List<Sent> sent = new ArrayList<>();

    /** What the kernel answers to. */
    public Message<?> context;

    private final Map<String, Comm> comms = new HashMap<>();
    private final Map<String, CommTarget> targets = new HashMap<>();

    public <T extends Comm> T openComm(String target, CommFactory<T> factory) {
        String id = "kernel's " + comms.size();
        Message<CommOpenCommand> message = new Message<>(new CommOpenCommand(new JsonObject()));
        T comm = factory.produce(this, id, target, message);
        comms.put(id, comm);
        JsonObject data = message.getContent().getData();
        opened.add(new Opened(id, target, message.getNonNullMetadata(), data));
        return comm;
    }

    public void registerTarget(String name, CommTarget target) {
        targets.put(name, target);
    }

    public Comm getCommByID(String id) {
        return comms.get(id);
    }

    public void setMessageContext(Message<?> message) {
        context = message;
    }

    /** The browser opens a channel. */
    public void open(String id, String target) {
        Message<CommOpenCommand> message = new Message<>(new CommOpenCommand(new JsonObject()));
        comms.put(id, targets.get(target).createComm(this, id, target, message));
    }

    /** The browser says something on a channel. */
    public Message<CommMsgCommand> say(String id, String json) {
        JsonObject data = JsonParser.parseString(json).getAsJsonObject();
        Message<CommMsgCommand> message = new Message<>(new CommMsgCommand(data));
        comms.get(id).onMessage(message);
        return message;
    }
}
