package org.dflib.jjava.jupyter.kernel.comm;

import com.google.gson.JsonObject;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;

public abstract class Comm {

    private final CommManager manager;
    private final String id;

    protected Comm(CommManager manager, String id, String target) {
        this.manager = manager;
        this.id = id;
    }

    public String getID() {
        return id;
    }

    public void send(JsonObject data) {
        manager.sent.add(new CommManager.Sent(id, data));
    }

    protected abstract void onMessage(Message<CommMsgCommand> message);

    protected abstract void onClose(Message<CommCloseCommand> message, boolean sending);
}
