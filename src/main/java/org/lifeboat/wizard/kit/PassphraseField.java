package org.lifeboat.wizard.kit;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexRange;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.lifeboat.report.Messages;

import java.util.Arrays;

/**
 * A field whose content is kept in an array that can be wiped; the text that JavaFX holds is dots,
 * except while the passphrase is shown. Nothing can be copied out of it or undone.
 */
public final class PassphraseField extends TextField {

    private static final char DOT = '\u2022';
    private static final int INITIAL = 256;

    private final BooleanProperty revealed = new SimpleBooleanProperty();
    private final ReadOnlyIntegerWrapper contentLength = new ReadOnlyIntegerWrapper();
    private char[] content = new char[INITIAL];

    public PassphraseField() {
        setAccessibleRole(AccessibleRole.PASSWORD_FIELD);
        MenuItem paste = new MenuItem(Messages.text("wizard.paste"));
        paste.setOnAction(event -> paste());
        setContextMenu(new ContextMenu(paste));
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    // It would bring dots back that no character stands behind.
                    if (event.isShortcutDown()
                            && (event.getCode() == KeyCode.Z || event.getCode() == KeyCode.Y)) {
                        event.consume();
                    }
                });
        revealed.addListener(
                (property, before, now) -> {
                    IndexRange selection = getSelection();
                    super.replaceText(
                            0,
                            getLength(),
                            now ? String.valueOf(content, 0, contentLength.get()) : dots());
                    selectRange(selection.getStart(), selection.getEnd());
                });
    }

    public BooleanProperty revealedProperty() {
        return revealed;
    }

    public ReadOnlyIntegerProperty contentLengthProperty() {
        return contentLength.getReadOnlyProperty();
    }

    /** A copy, for the caller to wipe. */
    public char[] characters() {
        return Arrays.copyOf(content, contentLength.get());
    }

    public void wipe() {
        Arrays.fill(content, '\0');
        contentLength.set(0);
        super.replaceText(0, getLength(), "");
    }

    @Override
    public void replaceText(int start, int end, String text) {
        String clean = text.replaceAll("[\\r\\n\\t]", "");
        int tail = contentLength.get() - end;
        int length = start + clean.length() + tail;
        char[] target = length > content.length ? new char[length * 2] : content;
        System.arraycopy(content, end, target, start + clean.length(), tail);
        if (target != content) {
            System.arraycopy(content, 0, target, 0, start);
            Arrays.fill(content, '\0');
        }
        clean.getChars(0, clean.length(), target, start);
        content = target;
        if (length < contentLength.get()) {
            Arrays.fill(content, length, contentLength.get(), '\0');
        }
        super.replaceText(
                start, end, revealed.get() ? clean : String.valueOf(DOT).repeat(clean.length()));
        contentLength.set(length);
    }

    @Override
    public void replaceSelection(String replacement) {
        IndexRange selection = getSelection();
        replaceText(selection.getStart(), selection.getEnd(), replacement);
    }

    @Override
    public void cut() {}

    @Override
    public void copy() {}

    private String dots() {
        return String.valueOf(DOT).repeat(contentLength.get());
    }
}
