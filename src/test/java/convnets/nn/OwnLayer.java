package convnets.nn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** A layer as a reader writes it: it hands on its input, and a test changes what it is about. */
public class OwnLayer extends AbstractBlock {

    /** Adds a parameter; without a shape it is left to {@link #prepare}. */
    protected final Parameter parameter(String name, Parameter.Type type, Shape shape) {
        return addParameter(
                Parameter.builder().setName(name).setType(type).optShape(shape).build());
    }

    /** What it makes of its input. */
    protected NDList outputs(ParameterStore store, NDList inputs, boolean training) {
        return inputs;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        return inputs;
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> more) {
        return outputs(store, inputs, training);
    }
}
