package org.lifeboat.wizard.kit;

import javafx.beans.property.StringProperty;
import javafx.scene.control.TextField;

import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.report.Messages;

/** A field for what is searched, with its symbol at the left and a cross that clears it. */
public final class SearchField {

    private final CustomTextField field = (CustomTextField) TextFields.createClearableTextField();

    /**
     * @param key of the words that say what is searched
     */
    public SearchField(String id, String key) {
        field.setId(id);
        field.setPromptText(Messages.text(key));
        field.setAccessibleText(Messages.text(key));
        field.setLeft(Ui.icon(Feather.SEARCH, "search-icon"));
    }

    public TextField node() {
        return field;
    }

    public StringProperty textProperty() {
        return field.textProperty();
    }
}
