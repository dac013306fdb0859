package convnets.plot;

import convnets.plot.ChartLayout.Panel;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds a place for the name of each bubble where it covers neither a name nor a bubble. */
final class Labels {

    /** Where a name may stand, in the order in which it is tried; Plotly has the same places. */
    enum Place {
        RIGHT("middle right", 1, 0),
        TOP("top center", 0, -1),
        BOTTOM("bottom center", 0, 1),
        LEFT("middle left", -1, 0),
        TOP_RIGHT("top right", 1, -1),
        BOTTOM_RIGHT("bottom right", 1, 1),
        TOP_LEFT("top left", -1, -1),
        BOTTOM_LEFT("bottom left", -1, 1);

        final String plotly;
        private final int right;
        private final int down;

        Place(String plotly, int right, int down) {
            this.plotly = plotly;
            this.right = right;
            this.down = down;
        }

        /** The name's box beside a bubble. */
        Rectangle2D box(double x, double y, double radius, String name) {
            double width = Canvas.width(name, 12);
            double away = radius + 4;
            double aside = down == 0 ? away : 4;
            double left = right == 0 ? x - width / 2 : right > 0 ? x + aside : x - width - aside;
            double middle = y + down * (away + 5);
            return new Rectangle2D.Double(left, middle - 7, width, 14);
        }
    }

    private final List<Rectangle2D> taken = new ArrayList<>();
    private final Panel panel;

    Labels(Panel panel) {
        this.panel = panel;
        for (Series series : panel.series()) {
            double[] diameters = series.diameters();
            for (int i = 0; i < diameters.length; i++) {
                double inner = 0.7 * diameters[i]; // words may touch a bubble's edge
                double x = panel.x(series.x()[i]);
                double y = panel.y(series.y()[i]);
                taken.add(new Rectangle2D.Double(x - inner / 2, y - inner / 2, inner, inner));
                if (series.errors.length > 0) {
                    double high = panel.y(series.y()[i] + series.errors[i]);
                    taken.add(new Rectangle2D.Double(x - 3, high, 6, 2 * (y - high)));
                }
            }
        }
    }

    /** The place for the next name; the one that covers least if none is free. */
    Place next(double x, double y, double radius, String name) {
        Place best = Place.RIGHT;
        double least = Double.POSITIVE_INFINITY;
        for (Place place : Place.values()) {
            double covered = covered(place.box(x, y, radius, name));
            if (covered < least) {
                least = covered;
                best = place;
            }
        }
        taken.add(best.box(x, y, radius, name));
        return best;
    }

    private double covered(Rectangle2D box) {
        double sum = 0;
        for (Rectangle2D other : taken) {
            sum += area(box.createIntersection(other));
        }
        double inside = area(box.createIntersection(panel.area()));
        return sum + 3 * (box.getWidth() * box.getHeight() - inside);
    }

    /** Of a box that lies nowhere, as that of a gap, none. */
    private static double area(Rectangle2D box) {
        boolean lies = box.getWidth() > 0 && box.getHeight() > 0;
        return lies ? box.getWidth() * box.getHeight() : 0;
    }
}
