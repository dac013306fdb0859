package org.dflib.jjava.jupyter.messages.comm;

import com.google.gson.JsonObject;

public record CommMsgCommand(JsonObject getData) {}
