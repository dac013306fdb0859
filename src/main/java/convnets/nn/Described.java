package convnets.nn;

/** A block that says what it is. The course's own layers do; a layer of your own can do so too. */
public interface Described {

    /**
     * Says what the layer is, and with it what it costs.
     *
     * @return the facts
     */
    LayerInfo info();
}
