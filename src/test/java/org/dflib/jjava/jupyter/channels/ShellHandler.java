package org.dflib.jjava.jupyter.channels;

import org.dflib.jjava.jupyter.messages.Message;

public interface ShellHandler<T> {
    void handle(Object environment, Message<T> message);
}
