package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.restore.RestorePlan;
import org.lifeboat.restore.Verdict;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Restores;
import org.lifeboat.wizard.kit.Background;

import java.nio.file.Path;

class CopiesModelTest extends ModelTest {

    private final BackupFileModel file = new BackupFileModel(session, Background.DIRECT);
    private final CopiesModel model = file.copies();

    private Path copy(String name, String damagedPart) {
        return BackupBuilder.workAndVault().seal().flip(damagedPart).write(folder.resolve(name));
    }

    private final PassphraseModel passphrase = new PassphraseModel(session, Background.DIRECT);

    @Test
    void theBackupIsOpenedWithTheCopiesThatWereNamed() throws Exception {
        file.choose(copy("backup", "vm5/private.img.001"));
        assertThat(model.add(copy("copy", "vm6/private.img.000"))).isTrue();
        passphrase.check(BackupBuilder.PASSPHRASE.toCharArray(), () -> {});
        RestorePlan plan =
                RestorePlan.verify(session.backup(), Restores.inBackup(session.backup()));
        assertThat(Restores.run(plan).verdict()).isEqualTo(Verdict.OK);
        session.close();
    }

    @Test
    void aCopyThatIsNamedLaterHasTheBackupOpenedAnew() {
        file.choose(copy("backup", "vm5/private.img.001"));
        passphrase.check(BackupBuilder.PASSPHRASE.toCharArray(), () -> {});
        assertThat(session.backupProperty().get()).isPresent();
        model.add(copy("copy", "vm6/private.img.000"));
        assertThat(session.backupProperty().get()).isEmpty();
    }

    @Test
    void theBackupItselfOrACopyThatIsKnownIsNoFurtherCopy() {
        Path backup = copy("backup", "vm5/private.img.001");
        Path copy = copy("copy", "vm6/private.img.000");
        file.choose(backup);
        assertThat(model.add(backup)).isFalse();
        assertThat(model.add(copy)).isTrue();
        assertThat(model.add(copy)).isFalse();
        model.remove(copy);
        assertThat(model.copiesProperty().get()).isEmpty();
    }

    @Test
    void anotherBackupHasOtherCopies() {
        file.choose(copy("backup", "vm5/private.img.001"));
        model.add(copy("copy", "vm6/private.img.000"));
        file.choose(copy("another", "vm6/private.img.000"));
        assertThat(model.copiesProperty().get()).isEmpty();
    }
}
