package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.report.Messages;
import org.lifeboat.restore.Wanted;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.TarHeaderBlock;
import org.lifeboat.wizard.kit.Background;
import org.lifeboat.wizard.kit.Folders;
import org.lifeboat.wizard.kit.Later;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

class DestinationModelTest extends ModelTest {

    private final DestinationModel model = new DestinationModel(session, Background.DIRECT);

    private DestinationModel.View view() {
        return model.viewProperty().get().orElseThrow();
    }

    @Test
    void aFolderWithRoomFitsAndSaysWhatWillAppear() {
        choose(BackupBuilder.workAndVault().seal());
        model.measure(folder.resolve("new/restored").toString());
        assertThat(view().fits()).isTrue();
        assertThat(view().suitability().taken()).isBetween(160_000L, 10_000_000L);
        assertThat(view().names()).containsExactlyInAnyOrder("work", "vault");
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(model.measuringProperty().get()).isFalse();
    }

    @Test
    void aNameThatIsTakenIsShownWithItsNumber() throws IOException {
        choose(BackupBuilder.workAndVault().seal());
        Files.createDirectories(folder.resolve("restored/work"));
        model.measure(folder.resolve("restored").toString());
        assertThat(view().names()).containsExactlyInAnyOrder("work (2)", "vault");
    }

    @Test
    void tooLittleRoomIsSaidWithBothSizes() {
        BackupBuilder backup = new BackupBuilder();
        HostileTar tar = new HostileTar();
        tar.header(new TarHeaderBlock("vm5/private.img", '0', 1_000_000_000_000_000L));
        backup.vm("huge").tar("private.img", tar.finished());
        choose(backup.seal());
        model.measure(folder.toString());
        assertThat(view().fits()).isFalse();
        assertThat(Messages.text(view().suitability().obstacle().orElseThrow()))
                .contains("There is not enough space", "1.0 PB are needed", "are free");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        choose(BackupBuilder.workAndVault().seal());
        model.measure(Files.createFile(folder.resolve("file")).toString());
        assertThat(view().fits()).isFalse();
        assertThat(Messages.text(view().suitability().obstacle().orElseThrow()))
                .contains("is not a folder");
    }

    @Test
    void whatCannotBeAPathIsSaidAndCanBeMended() {
        choose(BackupBuilder.workAndVault().seal());
        model.measure("no\0path");
        assertThat(model.viewProperty().get()).isEmpty();
        assertThat(model.obstacleProperty().get().orElseThrow()).contains("is not a folder");
        model.look(folder.toString());
        assertThat(view().fits()).isTrue();
        assertThat(model.obstacleProperty().get()).isEmpty();
    }

    @Test
    void nothingIsSaidOfAnEmptyField() {
        choose(BackupBuilder.workAndVault().seal());
        model.measure("  ");
        assertThat(model.viewProperty().get()).isEmpty();
        assertThat(model.obstacleProperty().get()).isEmpty();
    }

    @Test
    void theLastFolderThatWasTypedCountsWhicheverAnswerComesFirst() throws IOException {
        choose(BackupBuilder.workAndVault().seal());
        Later later = new Later();
        DestinationModel slow = new DestinationModel(session, later);
        slow.measure(folder.toString());
        later.finishFirst();
        slow.look(Files.createFile(folder.resolve("file")).toString());
        slow.look(folder.resolve("new").toString());
        later.finishLast();
        later.finishLast();
        later.finishLast();
        assertThat(slow.viewProperty().get().orElseThrow().suitability().folder())
                .isEqualTo(folder.resolve("new"));
    }

    @Test
    void otherTicksAreMeasuredAnew() {
        VmsModel vms = choose(BackupBuilder.workAndVault().seal());
        model.measure(folder.toString());
        long both = view().suitability().taken();
        vms.all().getFirst().tickedProperty().set(false);
        model.measure(folder.toString());
        assertThat(view().suitability().taken()).isLessThan(both);
        assertThat(view().names()).hasSize(1);
    }

    @Test
    void filesBesideTheirDisksNeedMoreRoom() {
        choose(BackupBuilder.workAndVault().seal());
        model.measure(folder.toString());
        long disks = view().suitability().taken();
        model.want(Wanted.FILES, folder.toString());
        assertThat(view().suitability().taken()).isGreaterThan(disks + 160_000);
        model.want(Wanted.DISKS, folder.toString());
        assertThat(view().suitability().taken()).isEqualTo(disks);
    }

    @Test
    void filesAreOfferedOnlyWhereADiskHasAHome() {
        choose(BackupBuilder.workAndVault().seal());
        assertThat(model.offersFiles()).isTrue();
        BackupBuilder other = new BackupBuilder();
        other.vm("work").file("root.img", new byte[10]);
        choose(other.seal());
        assertThat(model.offersFiles()).isFalse();
    }

    @Test
    void takingAFolderOrNoneIsKeptForTheRestore() {
        choose(BackupBuilder.workAndVault().seal());
        model.measure(folder.toString());
        model.take(" " + folder + " ");
        assertThat(session.destinationProperty().get()).contains(folder);
        assertThat(session.needProperty().get()).isPresent();
        model.takeNone();
        assertThat(session.destinationProperty().get()).isEmpty();
        assertThat(List.of(folder.toFile().list())).doesNotContain("work");
    }

    @Test
    void aFolderThatIsTypedWhileTheNeedIsFoundOutIsTheOneThatIsLookedAt() {
        choose(BackupBuilder.workAndVault().seal());
        Later later = new Later();
        DestinationModel slow = new DestinationModel(session, later);
        slow.measure(folder.toString());
        slow.look(folder.resolve("other").toString());
        while (later.count() > 0) {
            later.finishFirst();
        }
        assertThat(slow.viewProperty().get().orElseThrow().suitability().folder())
                .isEqualTo(folder.resolve("other"));
    }

    @Test
    void anEmptyFieldFitsNowhereHoweverItWasBeforeTheNeedWasKnown() {
        choose(BackupBuilder.workAndVault().seal());
        Later later = new Later();
        DestinationModel slow = new DestinationModel(session, later);
        slow.measure(folder.toString());
        slow.look("");
        while (later.count() > 0) {
            later.finishFirst();
        }
        assertThat(slow.viewProperty().get()).isEmpty();
    }

    @Test
    void anAnswerAboutAFolderThatWasClearedMeanwhileSaysNothing() {
        choose(BackupBuilder.workAndVault().seal());
        Later later = new Later();
        DestinationModel slow = new DestinationModel(session, later);
        slow.measure(folder.toString());
        later.finishFirst();
        slow.look("");
        while (later.count() > 0) {
            later.finishFirst();
        }
        assertThat(slow.viewProperty().get()).isEmpty();
    }

    @Test
    void aNameWithoutAFolderTellsWhereItLeads() {
        assertThat(DestinationModel.leadsTo("saved"))
                .contains(Folders.home().resolve("saved").toString());
        assertThat(DestinationModel.leadsTo(folder.toString())).isEmpty();
        assertThat(DestinationModel.leadsTo(" ")).isEmpty();
    }
}
