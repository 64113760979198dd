package org.lifeboat.wizard.kit;

import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** What this computer's fonts can show. */
public final class Fonts {

    private static final double LARGE = 24;

    private Fonts() {}

    /**
     * Whether two different signs look different: where there is no font for them, both are the
     * same box.
     *
     * <p>On the window's thread.
     */
    public static boolean tellApart(String one, String other) {
        return !isSame(picture(one), picture(other));
    }

    private static WritableImage picture(String sign) {
        Text text = new Text(sign);
        text.setFont(Font.font(LARGE));
        return text.snapshot(new SnapshotParameters(), null);
    }

    private static boolean isSame(WritableImage one, WritableImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return false;
        }
        PixelReader ofOne = one.getPixelReader();
        PixelReader ofOther = other.getPixelReader();
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (ofOne.getArgb(x, y) != ofOther.getArgb(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }
}
