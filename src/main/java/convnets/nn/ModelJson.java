package convnets.nn;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/**
 * The part of a model's file that says how to build its net anew, and what to do with it: JSON.
 *
 * @param layers of the net; null if its facts do not say all of it
 * @param model what one must know to use it; null if only its weights were saved
 */
record ModelJson(LayerInfo layers, ModelInfo model) {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addMixIn(LayerInfo.class, NamedTypes.class)
                    .addMixIn(Shape.class, Sizes.class)
                    .build();

    static ModelJson read(String text) throws IOException {
        return JSON.readValue(text, ModelJson.class);
    }

    String write() throws IOException {
        return JSON.writeValueAsString(this);
    }

    /** The types of layers that a file may name. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @Type(value = ActivationInfo.class, name = "activation"),
        @Type(value = BlockInfo.class, name = "block"),
        @Type(value = ConvolutionInfo.class, name = "convolution"),
        @Type(value = DenseInfo.class, name = "dense"),
        @Type(value = InPlaceInfo.class, name = "inPlace"),
        @Type(value = NormInfo.class, name = "norm"),
        @Type(value = PadAndScale.Info.class, name = "padAndScale"),
        @Type(value = ParallelInfo.class, name = "parallel"),
        @Type(value = PoolingInfo.class, name = "pooling"),
        @Type(value = Rbf.Info.class, name = "rbf"),
        @Type(value = SparseConv.Info.class, name = "sparseConvolution"),
        @Type(value = Subsampling.Info.class, name = "subsampling")
    })
    private interface NamedTypes {}

    /** A shape is written as its sizes. */
    private abstract static class Sizes {

        @JsonCreator
        Sizes(long... sizes) {}

        @JsonValue
        abstract long[] getShape();
    }
}
