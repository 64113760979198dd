package org.lifeboat.hostile;

import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restored;

import java.nio.file.Path;

/** A first part begins with a salt or a tar header, so that it can be told from a middle one. */
class FirstPartInTheMiddleTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDisksFirstPartInTheMiddleOfDom0sHomeLeavesNoWrongFile(boolean encrypted) {
        BackupBuilder backup = new BackupBuilder().uncompressed();
        if (!encrypted) {
            backup.plain();
        }
        backup.vm("work").file("private.img", random(1, 90_000));
        backup.vm("dom0", "QubesAdminVm", "dom0-home")
                .tar(
                        "anna",
                        new HostileTar().file("dom0-home/anna/notes", random(4, 90_000)).finished())
                .expect("anna/notes", random(4, 90_000));
        backup.seal().swap("vm5/private.img.000", "dom0-home/anna.001");
        Restored.from(backup, folder).isDamagedBut();
    }
}
