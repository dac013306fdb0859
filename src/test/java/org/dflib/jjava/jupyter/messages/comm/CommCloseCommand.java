package org.dflib.jjava.jupyter.messages.comm;

public record CommCloseCommand() {}
