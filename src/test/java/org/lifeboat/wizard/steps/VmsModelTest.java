package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lifeboat.catalog.Vm;
import org.lifeboat.restore.DiskChoice;
import org.lifeboat.restore.RestoreReport;
import org.lifeboat.restore.VmContents;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.VmBuilder;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class VmsModelTest extends ModelTest {

    private VmsModel model;

    private static BackupBuilder backup() {
        BackupBuilder backup = new BackupBuilder();
        backup.vm("work").file("private.img", BackupBuilder.random(1, 5_000));
        backup.vm("fedora").file("root.img", BackupBuilder.random(2, 5_000));
        backup.vm("vault").file("private.img", BackupBuilder.random(3, 5_000));
        return backup.rawCatalog(
                        """
                        <QubesVmCollection>
                          <QubesTemplateVm name="fedora" label="black" installed_by_rpm="True"
                            backup_content="True" backup_path="vm6"/>
                          <QubesAppVm name="work" label="green" backup_content="True"
                            backup_path="vm5"/>
                          <QubesAppVm name="vault" label="red" backup_content="True"
                            backup_path="vm7"/>
                          <QubesAppVm name="lost" label="red" backup_content="True"
                            backup_path="vm8"/>
                          <QubesAppVm name="elsewhere" label="red" backup_content="False"/>
                        </QubesVmCollection>
                        """)
                .seal();
    }

    @BeforeEach
    void choose() {
        model = choose(backup());
    }

    private List<String> chosen() {
        return session.chosenProperty().get().stream().map(vm -> vm.vm().name()).toList();
    }

    private List<String> shown() {
        return model.shown().stream().map(choice -> choice.vm().name()).toList();
    }

    @Test
    void allAreTickedButWhatQubesBringsItself() {
        assertThat(shown()).containsExactly("vault", "work", "fedora");
        assertThat(chosen()).containsExactlyInAnyOrder("work", "vault");
        assertThat(model.tickedCount()).isEqualTo(2);
        assertThat(model.tickedBytes())
                .isEqualTo(
                        session.chosenProperty().get().stream()
                                .mapToLong(VmContents::storedBytes)
                                .sum())
                .isPositive();
    }

    @Test
    void thoseThatAreNotInTheBackupAreToldApart() {
        assertThat(model.missing()).extracting(Vm::name).containsExactly("lost");
        assertThat(model.absent()).containsExactly("elsewhere");
    }

    @Test
    void searchShowsLessAndTicksStay() {
        model.searchProperty().set(" WO ");
        assertThat(shown()).containsExactly("work");
        assertThat(chosen()).contains("vault");
        model.searchProperty().set("nothing like it");
        assertThat(shown()).isEmpty();
    }

    @Test
    void allAndNoneConcernWhatIsShown() {
        model.searchProperty().set("fedora");
        model.tickAll(true);
        assertThat(chosen()).contains("fedora", "work", "vault");
        model.searchProperty().set("");
        model.tickAll(false);
        assertThat(chosen()).isEmpty();
        assertThat(model.tickedBytes()).isZero();
    }

    @Test
    void ticksStayForTheSameBackupAndBeginAnewForAnother() {
        model.tickAll(false);
        model.list();
        assertThat(chosen()).isEmpty();
        open(backup());
        model.list();
        assertThat(chosen()).hasSize(2);
    }

    @Test
    void whatIsInPlaceIsNotTickedAgain() throws Exception {
        RestoreReport report =
                Restores.restore(
                        folder.resolve("backup"),
                        BackupBuilder.PASSPHRASE,
                        folder.resolve("restored"));
        model.untickRestored(report);
        assertThat(chosen()).isEmpty();
    }

    @Test
    void whatWasOnlyVerifiedStaysTicked() throws Exception {
        model.untickRestored(Restores.verify(folder.resolve("backup"), BackupBuilder.PASSPHRASE));
        assertThat(chosen()).hasSize(2);
        assertThat(session.destinationProperty().get()).isEqualTo(Optional.empty());
    }

    @Test
    void onlyWhatIsDamagedIsTickedForAnotherCopyAndOnlyOnce() throws Exception {
        Path damaged = backup().flip("vm5/private.img.000").write(folder.resolve("damaged"));
        session.mend(
                Restores.restore(damaged, BackupBuilder.PASSPHRASE, folder.resolve("restored")));
        session.close();
        open(folder.resolve("backup"), BackupBuilder.PASSPHRASE);
        model.list();
        assertThat(chosen()).contains("work").doesNotContain("vault");
    }

    @Test
    void whatWasDamagedInOneBackupIsNothingToAnother() throws Exception {
        Path damaged = backup().flip("vm5/private.img.000").write(folder.resolve("damaged"));
        session.mend(
                Restores.restore(damaged, BackupBuilder.PASSPHRASE, folder.resolve("restored")));
        open(damaged, BackupBuilder.PASSPHRASE);
        model.list();
        assertThat(chosen()).hasSize(2);
    }

    private List<String> disks(String vm) {
        return model.all().stream()
                .filter(choice -> choice.vm().name().equals(vm))
                .flatMap(choice -> choice.disks().stream())
                .map(DiskChoice.Chosen::name)
                .toList();
    }

    @Test
    void allDisksCanBeLookedIntoThatOfTheFilesFirst() {
        assertThat(disks("work")).containsExactly("private.img");
        assertThat(disks("fedora")).containsExactly("root.img");
        BackupBuilder other = new BackupBuilder();
        VmBuilder several = other.vm("several");
        several.file("root.img", BackupBuilder.random(1, 5_000));
        several.file("volatile.img", BackupBuilder.random(2, 5_000));
        VmBuilder usual = other.vm("usual");
        usual.file("root.img", BackupBuilder.random(3, 5_000));
        usual.file("private.img", BackupBuilder.random(4, 5_000));
        other.vm("none").file("firewall.xml", BackupBuilder.random(5, 500));
        model = choose(other.seal());
        assertThat(disks("several")).containsExactly("root.img", "volatile.img");
        assertThat(disks("usual")).containsExactly("private.img", "root.img");
        assertThat(disks("none")).isEmpty();
    }
}
