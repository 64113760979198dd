package org.lifeboat.wizard.kit;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboat.wizard.WindowTest;
import org.testfx.api.FxToolkit;

import java.lang.reflect.Field;

class PassphraseFieldTest extends WindowTest {

    private PassphraseField field;

    @BeforeEach
    void show() throws Exception {
        stage = FxToolkit.registerStage(Stage::new);
        field =
                onFx(
                        () -> {
                            PassphraseField made = new PassphraseField();
                            made.setId("passphrase");
                            stage.setScene(new Scene(made, 400, 80));
                            stage.show();
                            stage.requestFocus();
                            made.requestFocus();
                            return made;
                        });
        awaitFocus("#passphrase");
    }

    private String content() {
        return onFx(() -> String.valueOf(field.characters()));
    }

    private String shown() {
        return onFx(field::getText);
    }

    @Test
    void whatIsTypedIsKeptAndDotsAreShown() {
        type("Secret 1");
        assertThat(content()).isEqualTo("Secret 1");
        assertThat(shown()).isEqualTo("\u2022".repeat(8));
        assertThat(field.contentLengthProperty().get()).isEqualTo(8);
    }

    @Test
    void charactersAreDeletedAndInsertedWhereTheCaretIs() {
        type("abcdef");
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        press(KeyCode.BACK_SPACE);
        type("XY");
        press(KeyCode.DELETE);
        press(KeyCode.HOME);
        type("1");
        press(KeyCode.DELETE);
        assertThat(content()).isEqualTo("1bcXYf");
        assertThat(shown()).hasSize(6);
        press(KeyCode.SHORTCUT, KeyCode.A);
        type("new");
        assertThat(content()).isEqualTo("new");
    }

    @Test
    void revealingShowsTheCharactersAndHidesThemAgain() {
        type("abc");
        press(KeyCode.LEFT);
        onFx(
                () -> {
                    field.revealedProperty().set(true);
                    return null;
                });
        assertThat(shown()).isEqualTo("abc");
        assertThat(onFx(field::getCaretPosition)).isEqualTo(2);
        type("X");
        assertThat(shown()).isEqualTo("abXc");
        onFx(
                () -> {
                    field.revealedProperty().set(false);
                    return null;
                });
        assertThat(shown()).isEqualTo("\u2022".repeat(4));
        assertThat(content()).isEqualTo("abXc");
    }

    @Test
    void wipingLeavesZerosEvenOfALongPassphrase() throws Exception {
        Field content = PassphraseField.class.getDeclaredField("content");
        content.setAccessible(true);
        char[] first = (char[]) content.get(field);
        onFx(
                () -> {
                    field.replaceText(0, 0, "long ".repeat(100));
                    return null;
                });
        char[] second = (char[]) content.get(field);
        assertThat(content()).isEqualTo("long ".repeat(100));
        onFx(
                () -> {
                    field.wipe();
                    return null;
                });
        assertThat(first).containsOnly('\0');
        assertThat(second).containsOnly('\0');
        assertThat(shown()).isEmpty();
        assertThat(content()).isEmpty();
    }

    @Test
    void deletedCharactersLeaveZeros() throws Exception {
        Field content = PassphraseField.class.getDeclaredField("content");
        content.setAccessible(true);
        type("abcdef");
        press(KeyCode.BACK_SPACE);
        press(KeyCode.BACK_SPACE);
        assertThat(String.valueOf((char[]) content.get(field)).substring(0, 8))
                .isEqualTo("abcd\0\0\0\0");
    }

    @Test
    void nothingCanBeCopiedOrCutOut() {
        onFx(
                () -> {
                    ClipboardContent before = new ClipboardContent();
                    before.putString("before");
                    Clipboard.getSystemClipboard().setContent(before);
                    field.replaceText(0, 0, "secret");
                    field.revealedProperty().set(true);
                    field.selectAll();
                    field.copy();
                    field.cut();
                    return null;
                });
        press(KeyCode.SHORTCUT, KeyCode.C);
        press(KeyCode.SHORTCUT, KeyCode.X);
        assertThat(onFx(() -> Clipboard.getSystemClipboard().getString())).isEqualTo("before");
        assertThat(content()).isEqualTo("secret");
    }

    @Test
    void pastingWorksAndLeavesLineEndsOut() {
        onFx(
                () -> {
                    ClipboardContent before = new ClipboardContent();
                    before.putString("pasted\n");
                    Clipboard.getSystemClipboard().setContent(before);
                    return null;
                });
        type("1");
        press(KeyCode.SHORTCUT, KeyCode.V);
        assertThat(content()).isEqualTo("1pasted");
    }

    @Test
    void undoingCannotPartTheDotsFromTheCharacters() {
        type("abc");
        press(KeyCode.BACK_SPACE);
        press(KeyCode.SHORTCUT, KeyCode.Z);
        press(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        press(KeyCode.SHORTCUT, KeyCode.Y);
        assertThat(content()).hasSize(shown().length()).isEqualTo("ab");
    }

    @Test
    void screenReadersGetNoCharacters() {
        type("abc");
        Object text =
                onFx(
                        () ->
                                String.valueOf(
                                        field.queryAccessibleAttribute(AccessibleAttribute.TEXT)));
        assertThat((String) text).doesNotContain("abc");
    }
}
