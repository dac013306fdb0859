package convnets.nn;

import java.util.List;

/**
 * The ten digits in 7×12 pixels: the fixed targets of LeNet-5's output units. The idea is the
 * paper's (its figure 3 shows all of ASCII); the drawings are this course's own.
 */
public final class DigitBitmaps {

    /** Digits. */
    public static final int COUNT = 10;

    /** Columns of a bitmap. */
    public static final int WIDTH = 7;

    /** Rows of a bitmap. */
    public static final int HEIGHT = 12;

    /** Pixels of a bitmap: as many as layer F6 has units. */
    public static final int PIXELS = WIDTH * HEIGHT;

    /** Row by row, the ten digits side by side; the spaces between them are not part of them. */
    private static final List<String> DRAWING =
            List.of(
                    "..###.. ...#... .#####. .#####. .....#. ####### ...###. ####### .#####. .####..",
                    ".#...#. ..##... #.....# #.....# ....##. #...... ..#.... ......# #.....# #....#.",
                    "#.....# .#.#... ......# ......# ...#.#. #...... .#..... .....#. #.....# #.....#",
                    "#.....# ...#... ......# ......# ..#..#. #...... #...... .....#. #.....# #.....#",
                    "#.....# ...#... .....#. .....#. .#...#. #.###.. #...... ....#.. .#...#. #.....#",
                    "#.....# ...#... ....#.. ..###.. #....#. ##...#. #.###.. ....#.. ..###.. .#...##",
                    "#.....# ...#... ...#... .....#. #....#. ......# ##...#. ..####. .#...#. ..###.#",
                    "#.....# ...#... ..#.... ......# ####### ......# #.....# ...#... #.....# ......#",
                    "#.....# ...#... .#..... ......# .....#. ......# #.....# ..#.... #.....# ......#",
                    "#.....# ...#... #...... ......# .....#. ......# #.....# ..#.... #.....# .....#.",
                    ".#...#. ...#... #...... #.....# .....#. #.....# .#....# .#..... #.....# ....#..",
                    "..###.. .#####. ####### .#####. .....#. .#####. ..####. .#..... .#####. .###...");

    private DigitBitmaps() {}

    /**
     * All bitmaps as numbers.
     *
     * @return digit after digit, row after row: 1 for ink and −1 for paper, 10·84 values
     */
    public static float[] targets() {
        float[] values = new float[COUNT * PIXELS];
        for (int i = 0; i < values.length; i++) {
            int digit = i / PIXELS;
            int row = i % PIXELS / WIDTH;
            int column = i % WIDTH;
            boolean ink = DRAWING.get(row).charAt(digit * (WIDTH + 1) + column) == '#';
            values[i] = ink ? 1 : -1;
        }
        return values;
    }
}
