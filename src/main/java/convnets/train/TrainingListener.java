package convnets.train;

/** Somebody who watches a training, to draw it or to print it. */
public interface TrainingListener {

    /** Nobody watches. */
    TrainingListener SILENT =
            new TrainingListener() {
                @Override
                public void progress(Progress progress) {}

                @Override
                public void hint(String sentence) {}
            };

    /** Prints a line for each epoch: what a plain Java program wants. */
    TrainingListener PRINTING =
            new TrainingListener() {
                @Override
                public void progress(Progress progress) {}

                @Override
                public void epoch(Epoch e) {
                    System.out.println(e);
                }

                @Override
                public void end(History history) {
                    if (!history.note().isEmpty()) {
                        System.out.println(history.note());
                    }
                }
            };

    /**
     * Called before the training with what the reader may not have meant. Printed unless
     * overridden.
     *
     * @param sentence to be read
     */
    default void hint(String sentence) {
        System.out.println(sentence);
    }

    /** Called once, when the net has its first weights and before it learns. */
    default void begin() {}

    /**
     * Called a few times a second, more rarely if it takes long: it never costs more than an
     * eightieth of the training time.
     *
     * @param progress where the training stands
     */
    void progress(Progress progress);

    /**
     * Called after each epoch.
     *
     * @param epoch what it gave
     */
    default void epoch(Epoch epoch) {}

    /**
     * Called once, at the end.
     *
     * @param history what happened
     */
    default void end(History history) {}
}
