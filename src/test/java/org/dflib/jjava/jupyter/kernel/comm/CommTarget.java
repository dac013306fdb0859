package org.dflib.jjava.jupyter.kernel.comm;

import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;

public interface CommTarget {
    Comm createComm(
            CommManager manager, String id, String target, Message<CommOpenCommand> message);
}
