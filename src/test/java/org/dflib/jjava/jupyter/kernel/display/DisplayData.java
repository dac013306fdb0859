package org.dflib.jjava.jupyter.kernel.display;

import java.util.HashMap;
import java.util.Map;

/** Stands in for the kernel's: what a page shows, by media type. */
public class DisplayData {

    public final Map<String, Object> bundle = new HashMap<>();
    public String id;

    public void putData(String type, Object data) {
        bundle.put(type, data);
    }

    public void setDisplayId(String given) {
        id = given;
    }
}
