package convnets.nn;

/** The kinds of layers, so that one can ask for all layers of a kind: {@code only(DENSE)}. */
public enum LayerKind {
    /** A window that slides, with weights: of one, two or three dimensions. */
    CONVOLUTION,
    /** The same run backward: each input value puts a kernel into a larger output. */
    TRANSPOSED_CONVOLUTION,
    /** Every output reads every input. */
    DENSE,
    /** The average or the largest of each window, or of a whole map. */
    POOLING,
    /** A function of each value alone, such as ReLU. */
    ACTIVATION,
    /** Drops values at random while training. */
    DROPOUT,
    /** Makes a channel's mean 0 and its variance 1 over a batch. */
    BATCH_NORM,
    /** Makes an example's mean 0 and its variance 1. */
    LAYER_NORM,
    /** Lays an example's values out in one row. */
    FLATTEN,
    /** Passes its input on. */
    IDENTITY,
    /** A table with a row of weights for each word. */
    EMBEDDING,
    /** Reads a series step by step: RNN, LSTM, GRU. */
    RECURRENT,
    /** Layers one after the other. */
    SEQUENTIAL,
    /** Branches that read the same input, and what joins their outputs. */
    PARALLEL,
    /** A function without weights that is no activation function. */
    LAMBDA,
    /** A block that only its own class knows. */
    OTHER
}
