package org.lifeboat.wizard.kit;

import javafx.scene.AccessibleRole;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.IkonHandler;
import org.kordamp.ikonli.feather.Feather;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.ServiceLoader;

/**
 * A symbol from Ikonli's fonts whose size is a multiple of the text around it, so that it grows
 * with it. A decoration: what it says is said in words beside it.
 */
public final class Glyph extends Text {

    private static final String FAMILY = load();

    private final double scale;

    /**
     * @param scale the size, as a multiple of the text's
     */
    public Glyph(double scale, Ikon ikon) {
        this.scale = scale;
        getStyleClass().add("glyph");
        setAccessibleRole(AccessibleRole.NODE);
        show(ikon);
    }

    public void show(Ikon ikon) {
        setText(Character.toString(ikon.getCode()));
        setStyle(
                String.format(
                        Locale.ROOT,
                        "-fx-font-family: '%s'; -fx-font-size: %.1fem;",
                        FAMILY,
                        scale));
    }

    private static String load() {
        // Ikonli's core brings a font of its own; which of the two comes first differs between a
        // linked image and a module path.
        IkonHandler handler =
                ServiceLoader.load(IkonHandler.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(font -> font.supports(Feather.FILE.getDescription()))
                        .findFirst()
                        .orElseThrow();
        try (InputStream font = handler.getFontResourceAsStream()) {
            return Font.loadFont(font, TextSize.NORMAL).getFamily();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
