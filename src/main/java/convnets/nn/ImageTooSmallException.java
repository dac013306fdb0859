package convnets.nn;

import convnets.CourseException;

/** A window that does not fit into what reaches its layer: a larger image would help. */
final class ImageTooSmallException extends CourseException {

    ImageTooSmallException(String layer, String pixels, long needed) {
        super(
                "The image is too small when it reaches the layer \"%s\": %s pixels, and the window"
                        + " needs at least %d.",
                layer, pixels, needed);
    }
}
