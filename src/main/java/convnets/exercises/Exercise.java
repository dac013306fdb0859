package convnets.exercises;

/**
 * A task that the course can check.
 *
 * @param number of the chapter and of the exercise in it, such as 1.2
 * @param title in a few words
 */
public record Exercise(String number, String title) {

    /**
     * The chapter that it belongs to.
     *
     * @return 3 to 8
     */
    public int chapter() {
        return Integer.parseInt(number.substring(0, number.indexOf('.')));
    }

    /** Its number and title, as in the notebook's heading. */
    @Override
    public String toString() {
        return number + " " + title;
    }
}
