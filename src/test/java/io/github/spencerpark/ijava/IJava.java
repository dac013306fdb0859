package io.github.spencerpark.ijava;

/** Stands in for the kernel IJava, which is found by this name. */
public final class IJava {

    /** The one that runs; null outside a notebook. */
    public static Object running;

    private IJava() {}

    public static Object getKernelInstance() {
        return running;
    }
}
