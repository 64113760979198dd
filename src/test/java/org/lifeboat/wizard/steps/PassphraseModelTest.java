package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.crypto.PassphraseVariant.Kind;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Later;

import java.nio.file.Path;
import java.util.Optional;

class PassphraseModelTest extends ModelTest {

    private final PassphraseModel model = new PassphraseModel(session, Background.DIRECT);
    private boolean opened;

    private void check(String typed) {
        opened = false;
        model.check(typed.toCharArray(), () -> opened = true);
    }

    private void chooseBackupWith(String passphrase) {
        Path file = written(BackupBuilder.workAndVault().passphrase(passphrase).seal());
        session.fileProperty().set(Optional.of(file));
    }

    @Test
    void theRightPassphraseOpensTheBackup() {
        chooseBackupWith("right");
        check("right");
        assertThat(opened).isTrue();
        assertThat(session.variant()).isEmpty();
        assertThat(session.backup().vms()).hasSize(2);
        assertThat(model.refusalProperty().get()).isEmpty();
        assertThat(model.checkingProperty().get()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "correct horse,correct horse ,WITHOUT_BLANKS_AT_THE_ENDS,",
                "correct horse,'\tcorrect horse',WITHOUT_BLANKS_AT_THE_ENDS,",
                "Correct Horse,cORRECT hORSE,CAPS_LOCK,",
                "ÄRGER im Über,ärger IM üBER,CAPS_LOCK,",
                "caf\u00e9,cafe\u0301,COMPOSED_ACCENTS,",
                "cafe\u0301,caf\u00e9,SEPARATE_ACCENTS,",
                "qzy-Z,qyz/Y,KEYBOARD_LAYOUT,US GERMAN",
                "azerty&,qwerty1,KEYBOARD_LAYOUT,US FRENCH",
                "qwerty1,azerty&,KEYBOARD_LAYOUT,FRENCH US"
            })
    void whatWasMeantOpensTooAndIsSaid(String right, String typed, String kind, String layouts) {
        chooseBackupWith(right);
        check(typed);
        assertThat(opened).as("%s for %s", typed, right).isTrue();
        assertThat(session.variant()).contains(Kind.valueOf(kind));
        if (layouts != null) {
            assertThat(session.layouts()).containsExactly(layouts.split(" "));
        }
    }

    @Test
    void aWrongPassphraseGetsAdviceWithoutBlame() {
        chooseBackupWith("right");
        check("wrong");
        assertThat(opened).isFalse();
        PassphraseModel.Refusal refusal = model.refusalProperty().get().orElseThrow();
        assertThat(refusal.adviceHelps()).isTrue();
        assertThat(refusal.sentence())
                .doesNotContainIgnoringCase("wrong")
                .doesNotContain("your")
                .contains("Nothing is lost");
        assertThat(session.backupProperty().get()).isEmpty();
    }

    @Test
    void theRightPassphraseOfADamagedHeaderIsNotCalledWrong() {
        BackupBuilder backup = BackupBuilder.workAndVault().format4().seal();
        backup.edit(
                "backup-header",
                part -> part.withHmac(part.hmac().orElseThrow().substring(0, 120)));
        session.fileProperty().set(Optional.of(written(backup)));
        check(BackupBuilder.PASSPHRASE);
        PassphraseModel.Refusal refusal = model.refusalProperty().get().orElseThrow();
        assertThat(refusal.sentence()).contains("The passphrase is right").contains("damaged");
        assertThat(refusal.adviceHelps()).isFalse();
    }

    @Test
    void adviceOnTypingIsNotGivenWhereTypingDoesNotHelp() {
        BackupBuilder backup = BackupBuilder.workAndVault().option("version", "9").seal();
        session.fileProperty().set(Optional.of(written(backup)));
        check(BackupBuilder.PASSPHRASE);
        assertThat(model.refusalProperty().get().orElseThrow().adviceHelps()).isFalse();
        session.fileProperty().set(Optional.of(folder.resolve("gone")));
        check(BackupBuilder.PASSPHRASE);
        assertThat(model.refusalProperty().get().orElseThrow())
                .satisfies(
                        refusal -> {
                            assertThat(refusal.adviceHelps()).isFalse();
                            assertThat(refusal.sentence()).contains("cannot be read");
                        });
    }

    @Test
    void whatWasTypedIsWiped() {
        chooseBackupWith("right");
        for (String typed : new String[] {"right", "wrong"}) {
            char[] characters = typed.toCharArray();
            model.check(characters, () -> {});
            assertThat(characters).containsOnly('\0');
        }
    }

    @Test
    void anAnswerAfterTheUserWentBackOpensNothing() {
        chooseBackupWith("right");
        Later later = new Later();
        PassphraseModel slow = new PassphraseModel(session, later);
        slow.check("right".toCharArray(), () -> opened = true);
        assertThat(slow.checkingProperty().get()).isTrue();
        slow.abandon();
        later.finishFirst();
        assertThat(opened).isFalse();
        assertThat(session.backupProperty().get()).isEmpty();
        assertThat(slow.checkingProperty().get()).isFalse();
    }

    @Test
    void aSecondCheckWhileOneRunsIsNotBegun() {
        chooseBackupWith("right");
        Later later = new Later();
        PassphraseModel slow = new PassphraseModel(session, later);
        slow.check("right".toCharArray(), () -> {});
        char[] second = "right".toCharArray();
        slow.check(second, () -> {});
        assertThat(later.count()).isEqualTo(1);
        assertThat(second).containsOnly('\0');
    }
}
