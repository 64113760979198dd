package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.crypto.Passphrase;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TestData;

import java.nio.file.Path;
import java.util.List;

/** A backup whose list promises {@code vault}, of which nothing is there. */
class PickedVmsTest {

    @TempDir private Path folder;

    private Path file;

    @BeforeEach
    void loseAVm() {
        BackupBuilder backup = BackupBuilder.workAndVault();
        backup.vm("mail").file("private.img", BackupBuilder.random(3, 1000));
        String vault =
                backup.seal().parts().stream()
                        .map(part -> part.name())
                        .filter(name -> !name.startsWith("vm5/") && name.contains("/private.img"))
                        .map(name -> name.substring(0, name.indexOf('/') + 1))
                        .findFirst()
                        .orElseThrow();
        file = backup.dropAll(vault).write(folder.resolve("backup"));
    }

    private RestoreReport verify(boolean all) throws Exception {
        try (Passphrase secret = TestData.passphrase(BackupBuilder.PASSPHRASE);
                OpenBackup open = OpenBackup.open(file, secret)) {
            List<VmContents> there = Restores.inBackup(open);
            List<VmContents> picked = all ? there : there.subList(0, 1);
            return Restores.run(RestorePlan.verify(open, RestorePlan.picked(open, picked)));
        }
    }

    @Test
    void whoPickedAllThatIsThereIsToldWhatIsMissing() throws Exception {
        RestoreReport report = verify(true);
        assertThat(report.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(report.vms())
                .extracting(VmResult::verdict)
                .containsOnlyOnce(Verdict.MISSING)
                .contains(Verdict.OK);
    }

    @Test
    void whoPickedOtherVmsAskedForThoseAlone() throws Exception {
        RestoreReport report = verify(false);
        assertThat(report.verdict()).isEqualTo(Verdict.OK);
        assertThat(report.vms()).extracting(VmResult::verdict).containsExactly(Verdict.OK);
    }
}
