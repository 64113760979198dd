package org.lifeboat.wizard.kit;

import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

import org.kordamp.ikonli.Ikon;
import org.lifeboat.report.Messages;

import java.util.Arrays;

/** Small pieces that pages are made of. */
public final class Ui {

    /** Pixels that keep a scroll bar away where something is rounded. */
    private static final double SPARE = 3;

    private Ui() {}

    /** Text that wraps and never gets cut off. */
    public static Label text(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    public static Label message(String key, Object... facts) {
        return text(Messages.text(key, facts));
    }

    /** The headline of a part of a page. */
    public static Label title(String key) {
        return text(Messages.text(key), "section-title");
    }

    /** One of several sentences that stand below each other. */
    public static Label point(String sentence, String... styles) {
        return text("•  " + sentence, styles);
    }

    /** A sentence for as long as work goes on. */
    public static HBox busy(String key) {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setAccessibleText(Messages.text(key));
        return row(10, turning, message(key));
    }

    /** A name and below it a value that can be marked and copied. */
    public static VBox copyableField(String key, String value) {
        String name = Messages.text(key);
        return column(2, text(name, "field-name"), copyableLines(value, name));
    }

    /** A label that names the field and whose mnemonic leads there. */
    public static Label labelFor(Node field, String key) {
        Label label = message(key);
        label.setMnemonicParsing(true);
        label.setLabelFor(field);
        field.setAccessibleText(label.getText().replace("_", ""));
        return label;
    }

    /** A symbol a little larger than text. */
    public static Glyph icon(Ikon ikon, String... styles) {
        return icon(1.2, ikon, styles);
    }

    /**
     * @param scale the size, as a multiple of the text's
     */
    public static Glyph icon(double scale, Ikon ikon, String... styles) {
        Glyph icon = new Glyph(scale, ikon);
        icon.getStyleClass().addAll(styles);
        return icon;
    }

    public static Button button(String key, Runnable action, String... styles) {
        Button button = new Button(Messages.text(key));
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        button.getStyleClass().addAll(styles);
        return button;
    }

    /** A value that can be marked and copied. */
    public static TextField copyable(String value, String accessibleName) {
        TextField field = new TextField(value);
        field.setEditable(false);
        field.setAccessibleText(accessibleName);
        field.getStyleClass().addAll("copyable", "monospaced");
        return field;
    }

    /** Lines that can be marked and copied, all of them in sight. */
    public static TextArea copyableLines(String value, String accessibleName) {
        TextArea area = copyableArea(value, accessibleName);
        fitHeight(area);
        return area;
    }

    /** Lines that can be marked and copied, with a scroll bar if they are many. */
    public static TextArea copyableArea(String value, String accessibleName) {
        TextArea area = new TextArea(value);
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(accessibleName);
        area.getStyleClass().addAll("copyable", "monospaced");
        return area;
    }

    /** As high as its text, however the width and the size of the letters break it into lines. */
    private static void fitHeight(TextArea area) {
        Text measured = new Text();
        measured.textProperty().bind(area.textProperty());
        measured.fontProperty().bind(area.fontProperty());
        DoubleBinding height =
                Bindings.createDoubleBinding(
                        () -> {
                            Insets inside = insideOf(area);
                            double sides = inside.getLeft() + inside.getRight();
                            // 0 is no wrapping at all, until there is a width.
                            measured.setWrappingWidth(Math.max(0, area.getWidth() - sides));
                            return Math.ceil(measured.getLayoutBounds().getHeight())
                                    + inside.getTop()
                                    + inside.getBottom();
                        },
                        area.widthProperty(),
                        area.fontProperty(),
                        area.textProperty());
        area.prefHeightProperty().bind(height);
        area.setMinHeight(Region.USE_PREF_SIZE);
        // The width is given while a layout goes on, and that takes no notice of a new height.
        area.widthProperty()
                .addListener(
                        width ->
                                Platform.runLater(
                                        () -> {
                                            height.invalidate();
                                            area.requestLayout();
                                        }));
    }

    /** Between the area's edge and its text, once it has its looks. */
    private static Insets insideOf(TextArea area) {
        Insets own = area.getInsets();
        Insets content =
                area.lookup(".content") instanceof Region region
                        ? region.getInsets()
                        : Insets.EMPTY;
        return new Insets(
                own.getTop() + content.getTop() + SPARE,
                own.getRight() + content.getRight() + SPARE,
                own.getBottom() + content.getBottom() + SPARE,
                own.getLeft() + content.getLeft() + SPARE);
    }

    public static VBox column(double gap, Node... children) {
        VBox column = new VBox(gap, children);
        column.setFillWidth(true);
        return column;
    }

    public static HBox row(double gap, Node... children) {
        HBox row = new HBox(gap, children);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Takes all the room that is left in its row. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    public static <N extends Node> N grow(N node) {
        HBox.setHgrow(node, Priority.ALWAYS);
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }

    /** An icon, a sentence and what belongs to it, in a frame of its own. */
    public static VBox card(String kind, Ikon ikon, String headline, Node... more) {
        Label title = text(headline, "card-title");
        HBox head = row(10, icon(1.5, ikon, "card-icon"), title);
        HBox.setHgrow(title, Priority.ALWAYS);
        VBox card = column(8, head);
        card.getChildren().addAll(Arrays.asList(more));
        card.getStyleClass().addAll("card", kind);
        return card;
    }

    /** As {@link #show}, for as long as the condition holds. */
    public static void showWhile(Node node, ObservableBooleanValue condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    /** Takes a node out of the layout while it is not shown. */
    public static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
