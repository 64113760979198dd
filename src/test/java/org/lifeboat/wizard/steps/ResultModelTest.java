package org.lifeboat.wizard.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.restore.ChunkResult;
import org.lifeboat.restore.ChunkVerdict;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Restores;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class ResultModelTest extends ModelTest {

    private ResultModel restored(BackupBuilder backup) throws Exception {
        return new ResultModel(
                Restores.restore(
                        written(backup), BackupBuilder.PASSPHRASE, folder.resolve("restored")));
    }

    @Test
    void aGoodRestoreHasNoProblemsAndNamesItsDisks() throws Exception {
        ResultModel model = restored(BackupBuilder.workAndVault().seal());
        assertThat(model.isGood()).isTrue();
        assertThat(model.isRestore()).isTrue();
        assertThat(model.sentence()).isEqualTo("All 2 VMs are complete and in place.");
        assertThat(model.problems()).isEmpty();
        assertThat(model.chunks(true)).isEmpty();
        assertThat(model.chunks(false)).hasSizeGreaterThan(8);
        assertThat(model.diskImages())
                .containsExactlyInAnyOrder("work/private.img", "vault/private.img");
        assertThat(ResultModel.firstOutput(model.report().vms().getFirst())).isPresent();
    }

    @Test
    void damageIsToldWithItsVmAndItsChunk() throws Exception {
        ResultModel model =
                restored(BackupBuilder.workAndVault().seal().flip("vm5/private.img.001"));
        assertThat(model.isGood()).isFalse();
        assertThat(model.sentence()).startsWith("1 of 2 VMs");
        assertThat(model.problems())
                .anySatisfy(
                        sentence ->
                                assertThat(sentence)
                                        .startsWith("work/private.img: ")
                                        .contains("vm5/private.img.001"));
        assertThat(model.chunks(true))
                .filteredOn(chunk -> chunk.verdict() == ChunkVerdict.FAILED)
                .singleElement()
                .extracting(ChunkResult::name)
                .isEqualTo("vm5/private.img.001");
        assertThat(model.diskImages())
                .containsExactlyInAnyOrder("work/private.img.incomplete", "vault/private.img");
    }

    @Test
    void whatIsNotWrongIsToldApart() throws Exception {
        Files.createDirectories(folder.resolve("restored/work"));
        ResultModel model =
                restored(BackupBuilder.workAndVault().seal().flip("vm5/private.img.001"));
        assertThat(model.notes())
                .singleElement()
                .asString()
                .startsWith("A folder “work” was there already");
        assertThat(model.problems())
                .isNotEmpty()
                .noneMatch(sentence -> sentence.contains("there already"));
    }

    @Test
    void whatIsDamagedStandsFirst() throws Exception {
        ResultModel model =
                restored(BackupBuilder.workAndVault().seal().flip("vm6/private.img.001"));
        assertThat(model.report().vms()).extracting(vm -> vm.vm().name()).endsWith("vault");
        assertThat(model.vms()).extracting(vm -> vm.vm().name()).startsWith("vault");
    }

    @Test
    void damageAmongAVmsPartsIsToldWithItsName() throws Exception {
        BackupBuilder whole = BackupBuilder.workAndVault().seal();
        byte[] bytes = whole.bytes();
        bytes[whole.offset("vm5/private.img.002") + 130] ^= 1;
        Path backup = Files.write(folder.resolve("backup"), bytes);
        ResultModel model =
                new ResultModel(
                        Restores.restore(
                                backup, BackupBuilder.PASSPHRASE, folder.resolve("restored")));
        assertThat(model.problems())
                .anySatisfy(sentence -> assertThat(sentence).startsWith("work: At "));
    }

    @Test
    void verifyingRestoresNoDisks() throws Exception {
        ResultModel model =
                new ResultModel(
                        Restores.verify(
                                written(BackupBuilder.workAndVault().seal()),
                                BackupBuilder.PASSPHRASE));
        assertThat(model.isRestore()).isFalse();
        assertThat(model.diskImages()).isEmpty();
        assertThat(ResultModel.firstOutput(model.report().vms().getFirst()))
                .isEqualTo(Optional.empty());
    }
}
