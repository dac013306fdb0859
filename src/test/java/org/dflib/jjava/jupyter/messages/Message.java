package org.dflib.jjava.jupyter.messages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stands in for the kernel's messages; what is read from one is named as there. */
public record Message<T>(
        List<byte[]> getIdentities,
        Header getHeader,
        T getContent,
        Map<String, Object> getNonNullMetadata) {

    /** When a message was sent. */
    public record Header(Timestamp getTimestamp) {}

    /** As ISO 8601 has it. */
    public record Timestamp(String getDateString) {}

    public Message(List<byte[]> identities, Header header, T content) {
        this(identities, header, content, new HashMap<>());
    }

    /** A message of which nobody asks when it was sent. */
    public Message(T content) {
        this(List.of(), null, content);
    }
}
