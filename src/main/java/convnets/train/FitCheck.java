package convnets.train;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import convnets.CourseException;
import convnets.Text;
import convnets.data.ImageData;
import convnets.data.Images;
import convnets.engine.HostArrays;
import convnets.nn.LayerInfos;
import convnets.nn.Nets;
import convnets.nn.Refusal;

/** Whether a net fits the pictures: asked before the first batch, and the same on every engine. */
final class FitCheck {

    /** An array of the engine has no more numbers. */
    private static final long LARGEST_ARRAY = Integer.MAX_VALUE;

    /** So many pictures tell a net that mixes them. */
    private static final int TWO = 2;

    /** So many pictures tell a net that ends in a softmax. */
    private static final int SOME = 4;

    private FitCheck() {}

    static void require(Block net, ImageData data, int batchSize) {
        Images train = data.train();
        Images test = data.test();
        requireLogits(net, train, Math.min(batchSize, train.size()));
        if (net.getParameters().values().stream().noneMatch(Parameter::requiresGradient)) {
            throw new CourseException(
                    "This net has no weights that a training could change: give it a layer with"
                            + " some, such as dense(%d).",
                    train.names().size());
        }
        if (!train.shape(1).equals(test.shape(1))) {
            throw new CourseException(
                    "The training pictures are of shape %s and the test pictures of shape %s:"
                            + " resize one of them.",
                    train.shape(1).slice(1), test.shape(1).slice(1));
        }
        if (!train.names().equals(test.names())) {
            throw new CourseException(
                    "The training pictures have the classes %s and the test pictures %s: they must"
                            + " be the same, in the same order.",
                    train.names(), test.names());
        }
        long most = LARGEST_ARRAY / train.shape(1).size();
        if (Math.min(batchSize, train.size()) > most) {
            throw new CourseException(
                    "A batch of %,d such pictures has more numbers than one array can hold: take a"
                            + " batch size of %,d or less.",
                    batchSize, most);
        }
    }

    /** For a net that has its weights, and is asked about so many pictures at once. */
    static void require(Block net, Images images, int batch) {
        requireLogits(net, images, batch);
        try (NDManager manager = HostArrays.newManager(Nets.device(net))) {
            Nets.forward(net, manager.zeros(images.shape(1)));
        }
    }

    /** Whether it makes a row of logits of each picture, also of so many at once. */
    static Shape requireRow(Block net, Images images, int batch) {
        LayerInfos.of(net).checkBatch(batch);
        Shape output = Nets.outputShape(net, images.shape(1).getShape());
        if (output.dimension() != 2) {
            throw new CourseException(
                    "This net makes an output of shape %s of each picture, not a row of logits:"
                            + " a flatten() is missing, before its first dense layer or at its end.",
                    output.slice(1));
        }
        long rows = Nets.outputShape(net, images.shape(TWO).getShape()).get(0);
        if (rows != TWO) {
            throw new CourseException(
                    "This net makes %s of logits of a batch of %d pictures: one of its layers"
                            + " mixes the pictures, such as a reshape whose first size is not -1.",
                    Text.count(rows, "row"), TWO);
        }
        return output;
    }

    /** Whether each of its rows has a logit for each class. */
    static void requireLogits(Block net, Images images, int batch) {
        int classes = images.names().size();
        Shape output = requireRow(net, images, batch);
        if (output.get(1) != classes) {
            throw new CourseException(
                    "This net has %s and the pictures have %s: give its last layer %s.",
                    Text.count(output.get(1), "output"),
                    Text.count(classes, "class", "classes"),
                    Text.count(classes, "output"));
        }
    }

    /** What it puts out while it is trained: some layers do something else then. */
    static void requireLogits(NDArray output, long batch, Images images) {
        requireLogits(
                output,
                batch,
                images,
                "While it is trained, this net puts out %s, and otherwise %s: a layer of its own"
                        + " class does something else in training than in use.");
    }

    private static void requireLogits(NDArray output, long batch, Images images, String sentence) {
        Shape logits = new Shape(batch, images.names().size());
        if (!output.getShape().equals(logits)) {
            throw new CourseException(sentence, output.getShape(), logits);
        }
        if (output.getDataType() != DataType.FLOAT32) {
            throw new CourseException(
                    "This net puts out numbers of type %s: the last thing that it does must give"
                            + " them as %s.",
                    output.getDataType(), DataType.FLOAT32);
        }
    }

    /**
     * Whether what the net puts out are probabilities. The loss takes logits and has a softmax of
     * its own; behind a second one its gradients are small.
     */
    static boolean endsInSoftmax(Block net, Images images) {
        try (NDManager manager = HostArrays.newManager(Nets.device(net))) {
            NDArray some = images.pixels(manager, images.indices(0, SOME));
            NDArray outputs = Nets.forward(net, some);
            requireLogits(
                    outputs,
                    some.getShape().get(0),
                    images,
                    "This net puts out %s, and by its layers' getOutputShapes(…) it would be %s: a"
                            + " layer says there another shape than its forward makes, such as a"
                            + " batchFlattenBlock(…) of another size, or a class of your own.");
            try { // the engine computes, and complains, when the first number is read
                boolean positive = outputs.min().getFloat() >= 0;
                float furthest = outputs.sum(new int[] {1}).sub(1).abs().max().getFloat();
                return positive && furthest < 1e-3f;
            } catch (EngineException e) {
                throw Refusal.of(e, net, Nets.layers(net), some, false);
            }
        }
    }
}
