package org.lifeboat.wizard;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lifeboat.language.Language;
import org.lifeboat.language.Texts;
import org.lifeboat.local.Settings;
import org.lifeboat.report.Messages;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.wizard.steps.Step;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class LanguageChangeTest extends WindowTest {

    private static final Path REMEMBERED = Settings.file();

    @AfterEach
    void speakEnglish() throws IOException {
        Messages.speak(Language.ENGLISH);
        Files.deleteIfExists(REMEMBERED);
    }

    private MenuItem item(Language language) {
        return onFx(
                () -> {
                    Menu menu =
                            (Menu)
                                    node("#help", MenuButton.class).getItems().stream()
                                            .filter(one -> "languages".equals(one.getId()))
                                            .findFirst()
                                            .orElseThrow();
                    menu.getOnShowing().handle(null);
                    return menu.getItems().stream()
                            .filter(one -> ("language-" + language.tag()).equals(one.getId()))
                            .findFirst()
                            .orElseThrow();
                });
    }

    private void choose(Language language) {
        MenuItem item = item(language);
        robot.interact(item::fire);
        settle();
    }

    private String title() {
        return onFx(() -> node(".page-title", javafx.scene.control.Label.class).getText());
    }

    @Test
    void thePageSpeaksTheLanguageAtOnceAndItIsRemembered() {
        open();
        choose(Language.GERMAN);
        assertThat(title()).isEqualTo(Texts.of(Language.GERMAN).text("wizard.step.1.title"));
        await("it is written", () -> Settings.get("language").equals(Optional.of("de")));
        choose(Language.ENGLISH);
        assertThat(title()).isEqualTo(Texts.of(Language.ENGLISH).text("wizard.step.1.title"));
    }

    @Test
    void whatWasDoneUntilThenStays() {
        open(BackupBuilder.workAndVault().seal().write(folder.resolve("backup")));
        awaitPage(Step.PASSPHRASE);
        robot.interact(
                () ->
                        node("#passphrase", TextInputControl.class)
                                .replaceText(0, 0, BackupBuilder.PASSPHRASE));
        continueTo(Step.HEADER);
        continueTo(Step.VMS);
        robot.interact(() -> node("#none", ButtonBase.class).fire());
        choose(Language.FRENCH);
        awaitPage(Step.VMS);
        assertThat(title()).isEqualTo(Texts.of(Language.FRENCH).text("wizard.step.4.title"));
        assertThat(texts("#total")).contains(Texts.of(Language.FRENCH).text("wizard.vms.total", 0));
        robot.interact(() -> node("#all", ButtonBase.class).fire());
        continueTo(Step.DESTINATION);
        assertThat(title()).isEqualTo(Texts.of(Language.FRENCH).text("wizard.step.5.title"));
    }
}
