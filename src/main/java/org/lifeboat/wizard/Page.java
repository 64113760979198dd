package org.lifeboat.wizard;

import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

import org.lifeboat.report.Messages;

import java.util.Optional;

/** One page of the wizard: what it shows, and when and how it goes on. */
abstract class Page {

    private final Step step;
    private final ReadOnlyStringWrapper primaryText =
            new ReadOnlyStringWrapper(Messages.text("wizard.continue"));
    private Runnable focusPrimary = () -> {};
    private final BooleanProperty backAllowed = new SimpleBooleanProperty(true);

    Page(Step step) {
        this.step = step;
    }

    final Step step() {
        return step;
    }

    /** Its headline. */
    String title() {
        return step.title();
    }

    /** One or two sentences below the headline. */
    String introduction() {
        return step.introduction();
    }

    /** How to leave a page that is no step of its own; else Back leads to the step before. */
    Optional<Runnable> wayBack() {
        return Optional.empty();
    }

    /** Made once; the page keeps it up to date. */
    abstract Node content();

    /** Whether the primary button works. */
    abstract ObservableBooleanValue readyProperty();

    /** What the primary button does. */
    abstract void primary();

    /** Called each time the page comes into view; may take the keyboard focus. */
    void entered() {}

    /** Called each time the page goes out of view. */
    void left() {}

    /**
     * What is happening right now, for those who want to know; below it stands the guide's own
     * command.
     */
    String details() {
        return "";
    }

    final ReadOnlyStringProperty primaryTextProperty() {
        return primaryText.getReadOnlyProperty();
    }

    final void setPrimaryText(String text) {
        primaryText.set(text);
    }

    /** Whether one may go back from here now. */
    final BooleanProperty backAllowedProperty() {
        return backAllowed;
    }

    /** Given by the frame. */
    final void setFocusPrimary(Runnable focus) {
        focusPrimary = focus;
    }

    /** Makes Enter go on, where nothing on the page waits for the keyboard. */
    final void focusPrimary() {
        Platform.runLater(focusPrimary);
    }
}
