package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lifeboat.problem.FatalException;
import org.lifeboat.restore.inside.InsideDisk;
import org.lifeboat.testing.FakeSource;
import org.lifeboat.testing.Restores;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Disks in backups that the tools of Qubes wrote are read inside as they are restored. */
class RealDisksInsideTest {

    @TempDir Path folder;

    /** Of every format, cipher and compressor there is test data of. */
    static List<Path> backups() {
        return Stream.of("format2", "format4", "variants")
                .flatMap(below -> TestData.files(TestData.path(below)).stream())
                .filter(file -> file.toString().endsWith(".gz"))
                // Has a passphrase of its own, and nothing else that the others do not have.
                .filter(file -> !file.getFileName().toString().startsWith("unicode"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("backups")
    void everyDiskIsReadAsItIsRestored(Path packed) throws IOException, FatalException {
        String passphrase = Files.readString(packed.resolveSibling("passphrase.txt")).strip();
        byte[] bytes = TestData.gunzip(packed);
        Path backup = Files.write(folder.resolve("backup"), bytes);
        Path restored = folder.resolve("restored");
        Restores.restore(backup, passphrase, restored);
        int compared = 0;
        try (OpenBackup open =
                        OpenBackup.open(FakeSource.of(bytes), TestData.passphrase(passphrase));
                DisksInside disks = new DisksInside(open)) {
            for (VmContents vm : Restores.inBackup(open)) {
                if (DiskChoice.of(vm, Optional.empty()) instanceof DiskChoice.Chosen chosen) {
                    InsideDisk disk = disks.open(chosen, Watch.NOBODY).orElseThrow();
                    ByteBuffer inside = ByteBuffer.allocate((int) disk.size());
                    disk.read(0, inside);
                    Path image = restored.resolve(vm.vm().name()).resolve(chosen.name());
                    assertThat(
                                    Files.mismatch(
                                            image,
                                            Files.write(folder.resolve("i"), inside.array())))
                            .isEqualTo(-1);
                    assertThat(disk.problems()).isEmpty();
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
    }
}
