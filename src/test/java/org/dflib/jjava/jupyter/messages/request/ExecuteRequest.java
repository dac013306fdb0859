package org.dflib.jjava.jupyter.messages.request;

import java.util.Map;

/** Stands in for the kernel's: a cell that is to be run. */
public record ExecuteRequest(
        String getCode,
        boolean silent,
        boolean storeHistory,
        Map<String, String> userExpressions,
        boolean allowStdin,
        boolean shouldStopOnError) {

    public static final String MESSAGE_TYPE = "execute_request";
}
