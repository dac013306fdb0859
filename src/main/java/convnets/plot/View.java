package convnets.plot;

/** Something that a notebook shows as a picture. */
public interface View {

    /**
     * Draws it.
     *
     * @return the picture with its description
     */
    Drawing drawing();
}
