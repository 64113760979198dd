package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import javafx.application.Application;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Border;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.language.Language;
import org.lifeboat.report.Messages;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.TestData;
import org.lifeboat.wizard.browser.DiskImages;
import org.lifeboat.wizard.kit.Glyph;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.steps.Step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What holds of every page, at every size of window and text. */
class EveryPageTest extends WindowTest {

    private static final String LONGER = "lifeboat.texts.longer";
    private static final String SCHEME = "lifeboat.scheme";

    private static final Map<Object, String> FOCUS =
            Map.ofEntries(
                    Map.entry(Step.BACKUP, "#primary"),
                    Map.entry(Step.PASSPHRASE, "#passphrase"),
                    Map.entry(Step.HEADER, "#primary"),
                    Map.entry(Step.VMS, "#vms"),
                    Map.entry(Step.DESTINATION, "#folder"),
                    Map.entry(Step.RESTORE, "#cancel"),
                    Map.entry(Step.RESULT, "#primary"),
                    Map.entry("a disk on the first page", "#open-as-disk"),
                    Map.entry("partitions", "#partition-2"),
                    Map.entry("another partition", "#leave-partition"),
                    Map.entry("files", "#files"),
                    Map.entry("found files", "#files"),
                    Map.entry("where to copy", "#copy-folder"),
                    Map.entry("copied", "#primary"));

    private final List<String> faults = new ArrayList<>();

    @AfterEach
    void usualTexts() {
        System.clearProperty(LONGER);
        System.clearProperty(SCHEME);
        Messages.speak(Language.ENGLISH);
    }

    /** Calls back on each page, with a restore that can be looked at while it works. */
    private void walk(Consumer<Object> look) {
        HeldRestore held = HeldRestore.at(folder.resolve("restored/slow/private.img.incomplete"));
        open(held, HeldRestore.writeBackup(folder.resolve("backup")));
        awaitPage(Step.PASSPHRASE);
        press(KeyCode.ALT, KeyCode.LEFT);
        awaitPage(Step.BACKUP);
        awaitReady();
        awaitFocus("#primary");
        look.accept(Step.BACKUP);
        continueTo(Step.PASSPHRASE);
        awaitFocus("#passphrase");
        enter("wrong");
        robot.interact(this::firePrimary);
        await("advice", () -> !texts("#passphrase-outcome").isEmpty());
        awaitFocus("#passphrase");
        look.accept(Step.PASSPHRASE);
        enter(BackupBuilder.PASSPHRASE.replace('Ü', 'ü') + " ");
        enter(BackupBuilder.PASSPHRASE + " ");
        continueTo(Step.HEADER);
        awaitFocus("#primary");
        look.accept(Step.HEADER);
        continueTo(Step.VMS);
        look.accept(Step.VMS);
        goToDestinationFromVms();
        awaitReady();
        look.accept(Step.DESTINATION);
        continueTo(Step.RESTORE);
        awaitFocus("#cancel");
        await("some work is done", () -> progress() > 0);
        look.accept(Step.RESTORE);
        robot.interact(() -> node("#cancel", ButtonBase.class).fire());
        awaitDialog();
        check("the question", onFx(() -> dialogs().getFirst().getScene()));
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        robot.push(KeyCode.SPACE);
        awaitPage(Step.RESULT);
        awaitFocus("#primary");
        robot.interact(
                () ->
                        node("#hmac-details", javafx.scene.control.TitledPane.class)
                                .setExpanded(true));
        settle();
        look.accept(Step.RESULT);
    }

    /** The same for the pages that are no steps, with a whole disk of two partitions. */
    private void walkDisk(Consumer<Object> look) {
        byte[] disk = DiskImages.partitioned(DiskImages.fixture("journal-4k"));
        open(DiskImages.write(folder.resolve("root.img"), disk));
        awaitFocus("#open-as-disk");
        look.accept("a disk on the first page");
        fire("#open-as-disk");
        awaitFocus("#partition-2");
        look.accept("partitions");
        fire("#partition-1");
        awaitFocus("#leave-partition");
        look.accept("another partition");
        fire("#leave-partition");
        awaitFocus("#partition-2");
        fire("#partition-2");
        awaitFocus("#files");
        press(KeyCode.SPACE);
        look.accept("files");
        robot.interact(() -> node("#disk-search", TextInputControl.class).setText("i"));
        fire("#search-start");
        awaitFocus("#files");
        look.accept("found files");
        press(KeyCode.BACK_SPACE);
        fire("#tick-all");
        awaitReady();
        fire("#primary");
        awaitFocus("#copy-folder");
        awaitReady();
        look.accept("where to copy");
        fire("#primary");
        awaitShown("#copied");
        awaitFocus("#primary");
        look.accept("copied");
    }

    private void fire(String selector) {
        robot.interact(() -> node(selector, ButtonBase.class).fire());
        settle();
    }

    private void enter(String passphrase) {
        robot.interact(
                () -> {
                    TextInputControl field = node("#passphrase", TextInputControl.class);
                    field.replaceText(0, field.getLength(), passphrase);
                });
    }

    private void firePrimary() {
        node("#primary", ButtonBase.class).fire();
    }

    private void goToDestinationFromVms() {
        continueTo(Step.DESTINATION);
        awaitFocus("#folder");
        robot.interact(
                () ->
                        node("#folder", TextInputControl.class)
                                .replaceText(
                                        0,
                                        node("#folder", TextInputControl.class).getLength(),
                                        folder.resolve("restored").toString()));
        assertThat(node("#only-files", RadioButton.class).isSelected()).isTrue();
    }

    private double progress() {
        return node("#whole", ProgressIndicator.class).getProgress();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsCutOffAtAnySize(boolean longerTexts) {
        System.setProperty(LONGER, String.valueOf(longerTexts));
        walk(page -> checkAtAnySize(page, longerTexts));
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsCutOffInADiskAtAnySize(boolean longerTexts) {
        System.setProperty(LONGER, String.valueOf(longerTexts));
        walkDisk(page -> checkAtAnySize(page, longerTexts));
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void nothingIsCutOffInAnyLanguage(Language language) {
        assumeTrue(onFx(() -> LanguageMenu.canShow(language)), "a font for it is here");
        Messages.speak(language);
        walk(page -> checkAt(1000, 700, language + ", " + page));
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void nothingIsCutOffInADiskInAnyLanguage(Language language) {
        assumeTrue(onFx(() -> LanguageMenu.canShow(language)), "a font for it is here");
        Messages.speak(language);
        walkDisk(page -> checkAt(1000, 700, language + ", " + page));
        assertThat(faults).isEmpty();
    }

    private void checkAt(double width, double height, String page) {
        for (double text : new double[] {TextSize.NORMAL, 2 * TextSize.NORMAL}) {
            robot.interact(() -> TextSize.set(text));
            resize(width, height);
            settle();
            check(page + " with text of " + text, stage.getScene());
            checkMnemonics(page);
        }
        robot.interact(() -> TextSize.set(TextSize.NORMAL));
        resize(960, 768);
    }

    /** Each letter presses one thing of a page. */
    private void checkMnemonics(String page) {
        Map<String, String> pressed = new HashMap<>();
        onFx(
                () -> {
                    stage.getScene().getRoot().lookupAll("*").stream()
                            .filter(WindowTest::isShown)
                            .filter(node -> node instanceof Labeled)
                            .map(node -> (Labeled) node)
                            .filter(Labeled::isMnemonicParsing)
                            .forEach(labeled -> checkMnemonic(page, labeled.getText(), pressed));
                    return null;
                });
    }

    private void checkMnemonic(String page, String text, Map<String, String> pressed) {
        int at = text == null ? -1 : text.indexOf('_');
        if (at < 0 || at + 1 == text.length()) {
            return;
        }
        String letter = text.substring(at + 1, at + 2).toLowerCase(Locale.ROOT);
        String other = pressed.put(letter, text);
        if (other != null && !other.equals(text)) {
            faults.add(page + ": “" + text + "” and “" + other + "”");
        }
    }

    private void checkAtAnySize(Object page, boolean longerTexts) {
        for (double text : new double[] {TextSize.NORMAL, 2 * TextSize.NORMAL}) {
            for (double[] size : new double[][] {{1000, 700}, {640, 480}}) {
                if (longerTexts && text > TextSize.NORMAL && size[0] < 1000) {
                    continue;
                }
                robot.interact(() -> TextSize.set(text));
                resize(size[0], size[1]);
                settle();
                check(
                        "%s at %.0f x %.0f with text of %.0f"
                                .formatted(page, size[0], size[1], text),
                        stage.getScene());
            }
        }
        robot.interact(() -> TextSize.set(TextSize.NORMAL));
        resize(960, 768);
    }

    private void check(String where, Scene scene) {
        onFx(
                () -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    for (Node node : scene.getRoot().lookupAll("*")) {
                        if (node instanceof Labeled labeled && isShown(node)) {
                            checkIsWhole(where, labeled);
                            checkIsInside(where, labeled);
                        }
                    }
                    return null;
                });
    }

    private void checkIsWhole(String where, Labeled labeled) {
        // Cells of the table hold HMACs, which are given whole when they are copied.
        if (isBlank(labeled) || labeled instanceof TableCell || isIn(labeled, "column-header")) {
            return;
        }
        String full = labeled.getText();
        if (labeled.isMnemonicParsing()) {
            full = full.replaceFirst("_", "");
        }
        String wanted = full;
        labeled.getChildrenUnmodifiable().stream()
                .filter(child -> child instanceof Text && !(child instanceof Glyph))
                .map(child -> ((Text) child).getText())
                .filter(shown -> !shown.equals(wanted))
                .forEach(shown -> faults.add(where + ": “" + wanted + "” is “" + shown + "”"));
    }

    private static boolean isBlank(Labeled labeled) {
        return labeled.getText() == null || labeled.getText().isEmpty();
    }

    private static boolean isIn(Node node, String style) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.getStyleClass().contains(style)) {
                return true;
            }
        }
        return false;
    }

    private void checkIsInside(String where, Labeled labeled) {
        if (isBlank(labeled) || isIn(labeled, "table-view") || isIn(labeled, "list-view")) {
            return;
        }
        Bounds bounds = labeled.localToScene(labeled.getLayoutBounds());
        Bounds room = labeled.getScene().getRoot().getLayoutBounds();
        boolean scrolls = false;
        for (Node n = labeled.getParent(); n != null; n = n.getParent()) {
            if (n instanceof ScrollPane pane) {
                scrolls = true;
                Bounds viewport =
                        pane.lookup(".viewport")
                                .localToScene(pane.lookup(".viewport").getLayoutBounds());
                if (bounds.getMinX() < viewport.getMinX() - 1
                        || bounds.getMaxX() > viewport.getMaxX() + 1) {
                    faults.add(
                            where
                                    + ": “"
                                    + labeled.getText()
                                    + "” sticks out of its pane: "
                                    + bounds.getMaxX()
                                    + " of "
                                    + viewport.getMaxX());
                }
                break;
            }
        }
        if (!scrolls
                && (bounds.getMinX() < -1
                        || bounds.getMaxX() > room.getWidth() + 1
                        || bounds.getMinY() < -1
                        || bounds.getMaxY() > room.getHeight() + 1)) {
            faults.add(
                    where
                            + ": “"
                            + labeled.getText()
                            + "” is outside the window: "
                            + bounds
                            + " of "
                            + room);
        }
    }

    @Test
    void everyControlHasANameAndTheFocusIsWhereOneGoesOn() {
        walk(this::checkNamesAndFocus);
        assertThat(faults).isEmpty();
    }

    @Test
    void everyControlOfADiskHasANameAndTheFocusIsWhereOneGoesOn() {
        walkDisk(this::checkNamesAndFocus);
        assertThat(faults).isEmpty();
    }

    private void checkNamesAndFocus(Object page) {
        awaitFocus(FOCUS.get(page));
        onFx(
                () -> {
                    stage.getScene().getRoot().lookupAll("*").stream()
                            .filter(WindowTest::isShown)
                            .filter(EveryPageTest::needsName)
                            .filter(node -> !hasName(node))
                            .forEach(node -> faults.add(page + ": " + node + " has no name"));
                    return null;
                });
    }

    @Test
    void noTwoControlsOfAPageHaveTheSameMnemonic() {
        walk(this::checkMnemonics);
        walkDisk(this::checkMnemonics);
        assertThat(faults).isEmpty();
    }

    private void checkMnemonics(Object page) {
        Map<Character, String> taken = new HashMap<>();
        onFx(
                () -> {
                    for (Node node : stage.getScene().getRoot().lookupAll("*")) {
                        if (node instanceof Labeled labeled
                                && isShown(node)
                                && labeled.isMnemonicParsing()
                                && !isBlank(labeled)) {
                            checkMnemonic(page, labeled.getText(), taken);
                        }
                    }
                    return null;
                });
    }

    private void checkMnemonic(Object page, String text, Map<Character, String> taken) {
        int mark = text.indexOf('_');
        if (mark >= 0 && mark + 1 < text.length()) {
            char letter = Character.toUpperCase(text.charAt(mark + 1));
            String other = taken.putIfAbsent(letter, text);
            if (other != null) {
                faults.add(page + ": “" + text + "” and “" + other + "” share a letter");
            }
        }
    }

    private static boolean needsName(Node node) {
        return node.getStyleClass().contains("chunk-map")
                || node instanceof Control
                        && (node instanceof ButtonBase
                                || node instanceof TextInputControl
                                || node instanceof ListView
                                || node instanceof TableView
                                || node instanceof ProgressIndicator);
    }

    private static boolean hasName(Node node) {
        if (node.getAccessibleText() != null && !node.getAccessibleText().isBlank()) {
            return true;
        }
        if (node instanceof ButtonBase button && !(node instanceof CheckBox) && !isBlank(button)) {
            return true;
        }
        return node.getScene().getRoot().lookupAll(".label").stream()
                .anyMatch(label -> label instanceof Label named && named.getLabelFor() == node);
    }

    @Test
    void whatHasTheFocusIsInViewInALowWindow() {
        open(TestData.SAMPLE);
        robot.interact(() -> TextSize.set(2 * TextSize.NORMAL));
        resize(640, 480);
        awaitPage(Step.PASSPHRASE);
        awaitFocus("#passphrase");
        await("the field is in view", () -> isInView(node("#passphrase", Node.class)));
        tabTo("#reveal");
        await("the button is in view", () -> isInView(node("#reveal", Node.class)));
    }

    private static boolean isInView(Node node) {
        Bounds bounds = node.localToScene(node.getLayoutBounds());
        Node viewport = node.getScene().getRoot().lookup(".page-scroll > .viewport");
        Bounds view = viewport.localToScene(viewport.getLayoutBounds());
        return view.getMinY() <= bounds.getMinY() && bounds.getMaxY() <= view.getMaxY() + 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void coloursFollowTheScheme(String scheme) {
        System.setProperty(SCHEME, scheme);
        open();
        awaitFocus("#choose-file");
        boolean dark = scheme.equals("dark");
        assertThat(Application.getUserAgentStylesheet()).containsIgnoringCase(scheme);
        Region root = node("#wizard", Region.class);
        Label title = node(".page-title", Label.class);
        Color ground = (Color) root.getBackground().getFills().getFirst().getFill();
        Color ink = (Color) title.getTextFill();
        assertThat(ground.getBrightness() < 0.3).isEqualTo(dark);
        assertThat(ink.getBrightness() > 0.7).isEqualTo(dark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void theFocusCanBeSeenOnEverything(String scheme) {
        System.setProperty(SCHEME, scheme);
        walk(this::checkFocusRings);
        assertThat(faults).isEmpty();
    }

    private void checkFocusRings(Object page) {
        List<Node> controls =
                onFx(
                        () ->
                                stage.getScene().getRoot().lookupAll("*").stream()
                                        .filter(EveryPageTest::hasRing)
                                        .filter(WindowTest::isShown)
                                        .filter(node -> node.isFocusTraversable())
                                        .filter(node -> !node.isDisabled())
                                        .toList());
        Color ground =
                (Color)
                        node("#wizard", Region.class)
                                .getBackground()
                                .getFills()
                                .getFirst()
                                .getFill();
        for (Node control : controls) {
            onFx(
                    () -> {
                        Node before = stage.getScene().getFocusOwner();
                        control.requestFocus();
                        control.applyCss();
                        checkRing(page + ": " + control, ringed(control).getBorder(), ground);
                        if (before != null) {
                            before.requestFocus();
                        }
                        return null;
                    });
        }
    }

    private static boolean hasRing(Node node) {
        return node instanceof ButtonBase
                || node instanceof TextInputControl
                || node instanceof ListView
                || node instanceof TableView
                || node instanceof TitledPane;
    }

    /** Of a control that is a mark and a text, the mark. */
    private static Region ringed(Node control) {
        String part =
                switch (control) {
                    case CheckBox _ -> ".box";
                    case RadioButton _ -> ".radio";
                    case TitledPane _ -> ".title";
                    default -> "";
                };
        return (Region) (part.isEmpty() ? control : control.lookup(part));
    }

    private void checkRing(String where, Border border, Color ground) {
        boolean seen =
                border != null
                        && border.getStrokes().stream()
                                .anyMatch(
                                        stroke ->
                                                stroke.getWidths().getTop() >= 2
                                                        && stroke.getTopStroke()
                                                                instanceof Color ring
                                                        && contrast(ring, ground) >= 3);
        if (!seen) {
            faults.add(where + ": the focus cannot be seen");
        }
    }

    /** As the accessibility guidelines for the web (WCAG) define it. */
    private static double contrast(Color one, Color other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return one.getOpacity() * (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
