package org.lifeboat.wizard.kit;

import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

import org.lifeboat.report.Messages;

import java.util.Optional;

/** One page of the wizard: what it shows, and when and how it goes on. */
public abstract class Page {

    private final ReadOnlyStringWrapper primaryText =
            new ReadOnlyStringWrapper(Messages.text("wizard.continue"));
    private Runnable focusPrimary = () -> {};
    private final BooleanProperty backAllowed = new SimpleBooleanProperty(true);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(true);
    private final VBox content;

    /**
     * @param gap between what stands in its column, in pixels
     */
    protected Page(double gap) {
        content = Ui.column(gap);
        content.getStyleClass().add("page-content");
    }

    /** Its headline. */
    public abstract String title();

    /** One or two sentences below the headline. */
    public abstract String introduction();

    /** What one may want to know on it, in a few paragraphs that a line break parts. */
    public String help() {
        return introduction();
    }

    /** Where Back leads from a page that is beside the steps or was reached from a later one. */
    public Optional<Runnable> wayBack() {
        return Optional.empty();
    }

    /** What stands beside the primary button, for what fewer people want next. */
    public Optional<Button> secondary() {
        return Optional.empty();
    }

    /** The column of what it shows; the page keeps it up to date. */
    public final VBox content() {
        return content;
    }

    /** Whether the primary button works. */
    public final ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    protected final void setReady(boolean now) {
        ready.set(now);
    }

    /** From now on the primary button works while the condition holds. */
    protected final void readyWhile(ObservableValue<Boolean> condition) {
        ready.bind(condition);
    }

    /** What the primary button does. */
    public abstract void primary();

    /** Called each time the page comes into view; may take the keyboard focus. */
    public void entered() {}

    /** Called each time the page goes out of view. */
    public void left() {}

    /**
     * What is happening right now, for those who want to know; below it stands the guide's own
     * command.
     */
    public String details() {
        return "";
    }

    public final ReadOnlyStringProperty primaryTextProperty() {
        return primaryText.getReadOnlyProperty();
    }

    public final void setPrimaryText(String text) {
        primaryText.set(text);
    }

    /** Whether one may go back from here now. */
    public final BooleanProperty backAllowedProperty() {
        return backAllowed;
    }

    /** Given by the frame. */
    public final void setFocusPrimary(Runnable focus) {
        focusPrimary = focus;
    }

    /** Makes Enter go on, where nothing on the page waits for the keyboard. */
    public final void focusPrimary() {
        Platform.runLater(focusPrimary);
    }
}
