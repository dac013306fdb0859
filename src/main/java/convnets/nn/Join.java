package convnets.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.function.BinaryOperator;

/** How a block with branches makes one output of theirs. */
public enum Join {
    /** The sum, value by value. */
    SUM(NDArray::add),
    /** A ReLU of the sum, as at the end of a residual block. */
    SUM_RELU(NDArray::add),
    /** The channels of the first branch, then those of the second, and so on. */
    CONCATENATION((a, b) -> NDArrays.concat(new NDList(a, b), 1)),
    /** Something else, which only the block's own function knows. */
    OTHER(null);

    private final BinaryOperator<NDArray> two;

    Join(BinaryOperator<NDArray> two) {
        this.two = two;
    }

    /**
     * Joins the branches' outputs.
     *
     * @param outputs one of each branch
     * @return their one output
     */
    NDList of(List<NDList> outputs) {
        NDArray all = outputs.stream().map(NDList::head).reduce(two).orElseThrow();
        return new NDList(this == SUM_RELU ? Activation.relu(all) : all);
    }
}
