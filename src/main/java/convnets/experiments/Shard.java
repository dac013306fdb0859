package convnets.experiments;

import convnets.CourseException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of several shares of a list that are as large as each other and have no element in common.
 *
 * @param number which one, from 1
 * @param count how many there are
 */
record Shard(int number, int count) {

    static final Shard ALL = new Shard(1, 1);

    Shard {
        if (count < 1) {
            throw new CourseException("There are 1 or more shares, not %d.", count);
        }
        if (number < 1 || number > count) {
            throw new CourseException(
                    "There is no share %d of %d: the shares are 1/%d to %d/%d.",
                    number, count, count, count, count);
        }
    }

    /**
     * Every count-th: neighbors, which take about as long as each other, go to different shares.
     */
    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size())
                .filter(i -> i % count == number - 1)
                .mapToObj(all::get)
                .toList();
    }

    /** As the name of a folder. */
    @Override
    public String toString() {
        return number + "-of-" + count;
    }
}
