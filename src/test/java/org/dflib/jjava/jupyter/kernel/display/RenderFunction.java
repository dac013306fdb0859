package org.dflib.jjava.jupyter.kernel.display;

public interface RenderFunction<T> {

    /** Where a value is drawn. */
    record RenderContext(DisplayData getOutputContainer) {}

    void render(T value, RenderContext context);
}
