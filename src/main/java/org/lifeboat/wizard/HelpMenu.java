package org.lifeboat.wizard;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.lifeboat.local.Version;
import org.lifeboat.report.Messages;
import org.lifeboat.wizard.kit.Beside;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.kit.Ui;

import java.util.Locale;
import java.util.function.Supplier;

/** Help with the page that is shown, how the window looks, and what program this is. */
final class HelpMenu {

    private final MenuButton button = new MenuButton();
    private final Supplier<String> help;

    /**
     * @param help gives the page that is shown now in a few paragraphs
     */
    HelpMenu(Supplier<String> help, Menu languages) {
        this.help = help;
        button.setId("help");
        button.setGraphic(Ui.icon(Feather.HELP_CIRCLE));
        button.setAccessibleText(Messages.text("wizard.menu"));
        button.setTooltip(new Tooltip(Messages.text("wizard.menu")));
        button.setMnemonicParsing(false);
        button.setMinSize(MenuButton.USE_PREF_SIZE, MenuButton.USE_PREF_SIZE);
        button.getStyleClass().addAll("flat", "rail-menu");
        MenuItem about = item("wizard.menu.about", this::showAbout);
        about.setId("about");
        button.getItems()
                .setAll(
                        item(
                                "wizard.menu.help",
                                this::showHelp,
                                new KeyCodeCombination(KeyCode.F1)),
                        new SeparatorMenuItem(),
                        languages,
                        textSizes(),
                        colours(),
                        new SeparatorMenuItem(),
                        about);
    }

    /** The symbol alone, where there is little room. */
    void setCompact(boolean compact) {
        button.setText(compact ? "" : Messages.text("wizard.menu.short"));
    }

    MenuButton node() {
        return button;
    }

    /** Over the page, which stays as it is. */
    void showHelp() {
        show("help-text", Messages.text("wizard.menu.help"), help.get());
    }

    private void showAbout() {
        show(
                "about-text",
                Messages.text("wizard.about.title", Version.TEXT),
                Messages.text("wizard.about.text"));
    }

    private void show(String id, String title, String paragraphs) {
        VBox text = Ui.column(10, Ui.text(title, "section-title"));
        text.setId(id);
        for (String paragraph : paragraphs.split("\n+")) {
            text.getChildren().add(Ui.text(paragraph));
        }
        Beside.of(button, text);
    }

    private static Menu textSizes() {
        Menu sizes = new Menu(Messages.text("wizard.menu.size"));
        sizes.getItems()
                .setAll(
                        item("wizard.menu.size.larger", TextSize::larger, shortcut(KeyCode.PLUS)),
                        item(
                                "wizard.menu.size.smaller",
                                TextSize::smaller,
                                shortcut(KeyCode.MINUS)),
                        item("wizard.menu.size.normal", TextSize::reset, shortcut(KeyCode.DIGIT0)));
        return sizes;
    }

    private static Menu colours() {
        Menu colours = new Menu(Messages.text("wizard.menu.colours"));
        ToggleGroup group = new ToggleGroup();
        for (Colours.Choice choice : Colours.Choice.values()) {
            String name = choice.name().toLowerCase(Locale.ROOT);
            RadioMenuItem item = new RadioMenuItem(Messages.text("wizard.menu.colours." + name));
            item.setToggleGroup(group);
            item.setSelected(Colours.choiceProperty().get() == choice);
            item.setOnAction(event -> Colours.choiceProperty().set(choice));
            colours.getItems().add(item);
        }
        return colours;
    }

    private static KeyCombination shortcut(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Messages.text(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    /**
     * @param shown at its side only: the frame listens to the keys, wherever the focus is
     */
    private static MenuItem item(String key, Runnable action, KeyCombination shown) {
        MenuItem item = item(key, action);
        item.setText(item.getText() + "   " + shown.getDisplayText());
        return item;
    }
}
