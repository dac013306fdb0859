package convnets.train;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import convnets.nn.NetIdentity;
import convnets.nn.Nets;

/**
 * Which net was trained.
 *
 * @param layers for the reader
 * @param identity its layers with all their settings, and the shapes of its parameters
 */
public record NetDescription(String layers, NetIdentity identity) {

    static NetDescription of(Block net, Shape picture) {
        return new NetDescription(Nets.outline(net), NetIdentity.of(net, picture));
    }

    /** The layers, and a number that is another one if anything else in the net differs. */
    @Override
    public String toString() {
        return layers + " (net " + identity.hash() + ")";
    }
}
