package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.TestData;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Later;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

class BackupFileModelTest extends ModelTest {

    private final BackupFileModel model = new BackupFileModel(session, Background.DIRECT);

    @Test
    void aBackupIsToldWithItsSizeAndParts() throws IOException {
        model.choose(TestData.SAMPLE);
        assertThat(model.obstacleProperty().get()).isEmpty();
        assertThat(model.lookProperty().get().orElseThrow())
                .satisfies(
                        look -> {
                            assertThat(look.size()).isEqualTo(Files.size(TestData.SAMPLE));
                            assertThat(look.parts()).isGreaterThan(10);
                            assertThat(look.problems()).isEmpty();
                        });
        assertThat(model.lookingProperty().get()).isFalse();
    }

    @Test
    void anythingElseIsCalledByWhatItIs() throws IOException {
        model.choose(Files.write(folder.resolve("a.zip"), new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0}));
        assertThat(model.lookProperty().get()).isEmpty();
        assertThat(model.obstacleProperty().get().orElseThrow()).contains("a ZIP archive");
    }

    @Test
    void aFileThatIsNotThereOrAFolderIsSaidInAPlainSentence() {
        model.choose(folder.resolve("nothing"));
        assertThat(model.obstacleProperty().get().orElseThrow()).contains("cannot be read");
        model.choose(folder);
        assertThat(model.obstacleProperty().get().orElseThrow()).contains("is a folder");
        assertThat(model.lookProperty().get()).isEmpty();
    }

    @Test
    void aCutOffBackupIsOneButWithAWarning() throws IOException {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        int inAChunk = backup.dataOffset("vm5/private.img.002") + 100;
        Path cut = folder.resolve("cut");
        Files.write(cut, Arrays.copyOf(backup.bytes(), inAChunk));
        model.choose(cut);
        assertThat(model.lookProperty().get().orElseThrow().problems()).isNotEmpty();
    }

    @Test
    void anotherFileForgetsWhatWasKnownOfTheOneBefore() throws IOException {
        model.choose(TestData.SAMPLE);
        model.choose(Files.createFile(folder.resolve("empty")));
        assertThat(model.lookProperty().get()).isEmpty();
        model.choose(TestData.SAMPLE);
        assertThat(model.lookProperty().get()).isPresent();
        assertThat(model.obstacleProperty().get()).isEmpty();
    }

    @Test
    void whereABackupBeginsWithNothingItsOtherCopyTellsWhatItIs() throws IOException {
        BackupBuilder backup = BackupBuilder.workAndVault().seal();
        Path whole = written(backup);
        byte[] bytes = backup.bytes();
        Arrays.fill(bytes, (byte) 0);
        Path damaged = Files.write(folder.resolve("damaged"), bytes);
        model.choose(damaged);
        assertThat(model.lookProperty().get()).isEmpty();
        assertThat(model.obstacleProperty().get()).isPresent();
        model.copies().add(whole);
        assertThat(model.lookProperty().get()).isPresent();
        assertThat(model.obstacleProperty().get()).isEmpty();
        open(damaged, BackupBuilder.PASSPHRASE);
        assertThat(session.backupProperty().get()).isPresent();
        model.copies().remove(whole);
        assertThat(model.lookProperty().get()).isEmpty();
        assertThat(model.obstacleProperty().get()).isPresent();
    }

    @Test
    void anotherFileClosesTheOpenBackup() {
        open(BackupBuilder.workAndVault().seal());
        assertThat(session.backupProperty().get()).isPresent();
        model.choose(TestData.SAMPLE);
        assertThat(session.backupProperty().get()).isEmpty();
    }

    @Test
    void theSameFileAgainKeepsTheOpenBackup() {
        Path file = written(BackupBuilder.workAndVault().seal());
        model.choose(file);
        open(file, BackupBuilder.PASSPHRASE);
        model.choose(file);
        assertThat(session.backupProperty().get()).isPresent();
    }

    @Test
    void aLateAnswerAboutAFileThatIsNoLongerChosenIsIgnored() throws IOException {
        Later later = new Later();
        BackupFileModel slow = new BackupFileModel(session, later);
        slow.choose(TestData.SAMPLE);
        slow.choose(Files.createFile(folder.resolve("empty")));
        later.finishLast();
        later.finishFirst();
        assertThat(slow.lookProperty().get()).isEmpty();
        assertThat(slow.obstacleProperty().get()).isPresent();
    }

    @Test
    void onlyTheSampleItselfIsTheSample() {
        Session withSample =
                new Session(
                        Optional.of(
                                new Session.Sample(TestData.SAMPLE, TestData.SAMPLE_PASSPHRASE)));
        BackupFileModel sampled = new BackupFileModel(withSample, Background.DIRECT);
        assertThat(withSample.isSample()).isFalse();
        sampled.choose(TestData.SAMPLE);
        assertThat(withSample.isSample()).isTrue();
        sampled.choose(written(BackupBuilder.workAndVault().seal()));
        assertThat(withSample.isSample()).isFalse();
    }
}
