package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.local.Settings;
import org.lifeboat.report.Messages;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;
import org.lifeboat.wizard.kit.TextSize;
import org.lifeboat.wizard.steps.Step;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Works the program's real window as somebody at the keyboard does, and waits as they do. */
public abstract class WindowTest {

    private static final long PATIENCE_SECONDS = 60;

    protected final FxRobot robot = new FxRobot();
    @TempDir protected Path folder;
    private Optional<Application> running = Optional.empty();
    protected Stage stage;

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        Platform.setImplicitExit(false);
    }

    @AfterEach
    void closeWindow() throws TimeoutException, IOException {
        List<String> failures = onFx(WindowTest::crashes);
        close();
        Files.deleteIfExists(Settings.file());
        assertThat(failures).isEmpty();
    }

    /** As somebody closes the window, who may open it again. */
    protected final void close() throws TimeoutException {
        if (running.isPresent()) {
            FxToolkit.cleanupApplication(running.get());
        }
        running = Optional.empty();
        FxToolkit.cleanupStages();
        onFx(
                () -> {
                    TextSize.set(TextSize.NORMAL);
                    return null;
                });
    }

    private static List<String> crashes() {
        return dialogs().stream()
                .filter(pane -> Messages.text("wizard.crash").equals(pane.getHeaderText()))
                .map(DialogPane::getContentText)
                .toList();
    }

    /** Opens the wizard with arguments of the command line. */
    protected final void open(Object... arguments) {
        open(Cancellation::new, arguments);
    }

    /**
     * @param wishes gives each restore the wish to stop that it asks
     */
    final void open(Supplier<Cancellation> wishes, Object... arguments) {
        WatchedWizard.wishes = wishes;
        try {
            String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
            FxToolkit.registerStage(Stage::new);
            running = Optional.of(FxToolkit.setupApplication(WatchedWizard.class, texts));
            stage = FxToolkit.toolkitContext().getRegisteredStage();
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
        resize(960, 768);
    }

    /** Shows a wizard that a test made itself. */
    protected final void show(Callable<Parent> wizard) {
        try {
            FxToolkit.registerStage(Stage::new);
            stage = FxToolkit.toolkitContext().getRegisteredStage();
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
        onFx(
                () -> {
                    stage.setScene(new Scene(wizard.call()));
                    stage.show();
                    return null;
                });
        resize(960, 768);
    }

    protected final void resize(double width, double height) {
        onFx(
                () -> {
                    stage.setX(0);
                    stage.setY(0);
                    stage.setWidth(width);
                    stage.setHeight(height);
                    return null;
                });
        settle();
    }

    protected static <T> T onFx(Callable<T> work) {
        try {
            return Platform.isFxApplicationThread()
                    ? work.call()
                    : WaitForAsyncUtils.asyncFx(work).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Polls on the window's thread. */
    protected static void await(String what, Callable<Boolean> condition) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (TimeoutException late) {
            throw new AssertionError("never happened: " + what, late);
        }
    }

    /** Until what is waiting on the window's thread is done and laid out. */
    protected static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    protected final void awaitPage(Step step) {
        await("page " + step, () -> isOn(step));
        settle();
    }

    protected final boolean isOn(Step step) {
        return find("#page-" + step.name().toLowerCase(Locale.ROOT)).isPresent();
    }

    /** The first node that is shown. */
    protected final Optional<Node> find(String selector) {
        return onFx(
                () ->
                        stage.getScene().getRoot().lookupAll(selector).stream()
                                .filter(WindowTest::isShown)
                                .findFirst());
    }

    protected final <N extends Node> N node(String selector, Class<N> type) {
        await(selector, () -> find(selector).isPresent());
        return type.cast(find(selector).orElseThrow());
    }

    protected final void awaitShown(String selector) {
        await(selector + " is shown", () -> find(selector).isPresent());
    }

    protected final void awaitReady() {
        await("the primary button works", () -> !node("#primary", Button.class).isDisabled());
    }

    protected final void awaitFocus(String selector) {
        await(
                selector + " has the focus",
                () ->
                        stage.isFocused()
                                && stage.getScene().getFocusOwner() != null
                                && Objects.equals(
                                        "#" + stage.getScene().getFocusOwner().getId(), selector));
    }

    protected static boolean isShown(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** All that can be read below a node. */
    protected final String texts(String selector) {
        StringBuilder texts = new StringBuilder();
        onFx(
                () -> {
                    for (Node node : node(selector, Node.class).lookupAll("*")) {
                        if (!isShown(node)) {
                            continue;
                        }
                        if (node instanceof Labeled labeled && labeled.getText() != null) {
                            texts.append(labeled.getText()).append('\n');
                        } else if (node instanceof TextInputControl input) {
                            texts.append(input.getText()).append('\n');
                        }
                    }
                    return null;
                });
        return texts.toString();
    }

    protected final String focusOwner() {
        return onFx(
                () ->
                        Optional.ofNullable(stage.getScene().getFocusOwner())
                                .map(node -> node.getClass().getSimpleName() + "#" + node.getId())
                                .orElse("nothing"));
    }

    protected static List<DialogPane> dialogs() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(window -> window.getScene().getRoot())
                .filter(DialogPane.class::isInstance)
                .map(DialogPane.class::cast)
                .toList();
    }

    protected static DialogPane awaitDialog() {
        await("a question", () -> !dialogs().isEmpty());
        return onFx(() -> dialogs().getFirst());
    }

    protected final void press(KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    protected final void type(String text) {
        robot.write(text);
        settle();
    }

    /** Types into the field in place of what is there. */
    protected final void replaceText(String text) {
        press(KeyCode.SHORTCUT, KeyCode.A);
        type(text);
    }

    /** Tab after Tab until this has the focus. */
    protected final void tabTo(String selector) {
        for (int i = 0; i < 40; i++) {
            String wanted = selector.substring(1);
            if (focusOwner().endsWith("#" + wanted)) {
                return;
            }
            press(KeyCode.TAB);
        }
        throw new AssertionError(selector + " cannot be reached with Tab");
    }

    // The way to a page.

    protected final void openSample() {
        open(TestData.SAMPLE);
        awaitPage(Step.PASSPHRASE);
    }

    protected final void openBackup(Path backup, String passphrase) {
        openBackup(Cancellation::new, backup, passphrase);
    }

    final void openBackup(Supplier<Cancellation> wishes, Path backup, String passphrase) {
        open(wishes, backup);
        awaitPage(Step.PASSPHRASE);
        awaitFocus("#passphrase");
        robot.interact(() -> node("#passphrase", TextField.class).replaceText(0, 0, passphrase));
        continueTo(Step.HEADER);
    }

    protected final void enterPassphrase(String passphrase) {
        awaitFocus("#passphrase");
        type(passphrase);
        press(KeyCode.ENTER);
    }

    /** Goes on by the primary button, from wherever that is. */
    protected final void continueTo(Step step) {
        awaitReady();
        robot.interact(() -> node("#primary", Button.class).fire());
        awaitPage(step);
    }

    /** From the header's page. */
    protected final void goToDestination(Path destination) {
        continueTo(Step.VMS);
        continueTo(Step.DESTINATION);
        awaitFocus("#folder");
        robot.interact(
                () -> {
                    node("#folder", TextField.class).setText(destination.toString());
                    chooseWholeDisks();
                });
    }

    /** What most tests restore holds no files that could be copied out. */
    protected final void chooseWholeDisks() {
        robot.interact(() -> find("#whole-disks").ifPresent(disks -> ((ButtonBase) disks).fire()));
    }
}
