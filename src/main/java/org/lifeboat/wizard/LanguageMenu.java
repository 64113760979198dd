package org.lifeboat.wizard;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Menu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

import org.lifeboat.language.Language;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Fonts;

import java.util.function.Consumer;

/** Each language under its own name, where this computer has a font for it. */
final class LanguageMenu {

    private LanguageMenu() {}

    /**
     * @param speak changes the language
     * @param isBusy while what is at work must not lose its page
     */
    static Menu of(Consumer<Language> speak, ObservableBooleanValue isBusy) {
        Menu menu = new Menu(Messages.text("wizard.menu.language"));
        menu.setId("languages");
        // Whether there is a font takes a moment to find out, and nobody asks before this opens.
        menu.getItems().add(item(Messages.language(), speak, isBusy));
        menu.setOnShowing(event -> fill(menu, speak, isBusy));
        return menu;
    }

    private static void fill(Menu menu, Consumer<Language> speak, ObservableBooleanValue isBusy) {
        ToggleGroup group = new ToggleGroup();
        menu.getItems().clear();
        for (Language language : Language.values()) {
            RadioMenuItem item = item(language, speak, isBusy);
            item.setToggleGroup(group);
            menu.getItems().add(item);
        }
    }

    private static RadioMenuItem item(
            Language language, Consumer<Language> speak, ObservableBooleanValue isBusy) {
        RadioMenuItem item = new RadioMenuItem(language.ownName());
        item.setId("language-" + language.tag());
        item.setSelected(language == Messages.language());
        item.setOnAction(event -> speak.accept(language));
        if (canShow(language)) {
            item.disableProperty().bind(isBusy);
        } else {
            item.setText(Messages.text("wizard.menu.language.no.font", language.englishName()));
            item.setDisable(true);
        }
        return item;
    }

    static boolean canShow(Language language) {
        return !language.needsItsFont()
                || Fonts.tellApart(
                        language.ownName().substring(0, 1), language.ownName().substring(1, 2));
    }
}
