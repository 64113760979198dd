package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.CommandRun;
import org.lifeboat.testing.DiskBackup;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TestData;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Of parts that are alike, nobody can tell which is which; of the parts around them one can. */
class RepeatedPartsTest {

    private static final String DISK = "vm5/private.img";
    private static final int CHUNK = 64 * 1024;

    /** Of the tar before the disk's data: one header. */
    private static final int HEADER = 512;

    @TempDir private Path folder;

    private static BackupBuilder backup(byte[] image, boolean encrypted) {
        BackupBuilder backup = new BackupBuilder().uncompressed().chunkSize(CHUNK);
        if (!encrypted) {
            backup.plain();
        }
        backup.vm("work").file("private.img", image);
        return backup.seal();
    }

    private static DamageMap map(Restored restored) throws IOException {
        Path image = restored.destination().resolve("work/private.img.incomplete");
        Path map = image.resolveSibling(image.getFileName() + MapFile.SUFFIX);
        return MapFile.read(map, Files.size(image));
    }

    private static byte[] written(Restored restored) {
        return TestData.bytes(restored.destination().resolve("work/private.img.incomplete"));
    }

    @Test
    void zeroPartsAmongOthersLeaveNoDoubtOnThese() throws IOException {
        byte[] image = random(1, 10 * CHUNK);
        Arrays.fill(image, 3 * CHUNK - HEADER, 5 * CHUNK - HEADER, (byte) 0);
        Restored restored = Restored.from(backup(image, false), folder).isDamagedBut();
        assertThat(written(restored)).isEqualTo(image);
        DamageMap map = map(restored);
        assertThat(map.bytes(Trust.DOUBTFUL)).isEqualTo(2 * CHUNK);
        assertThat(map.bytes(Trust.LOST)).isZero();
        assertThat(map.region(3 * CHUNK - HEADER).trust()).isEqualTo(Trust.DOUBTFUL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartInAnothersPlaceLeavesTheOthersAuthentic(boolean encrypted) throws IOException {
        byte[] image = random(2, 10 * CHUNK);
        BackupBuilder backup = backup(image, encrypted).put(DISK + ".006", DISK + ".002");
        Restored restored = Restored.from(backup, folder).isDamagedBut();
        DamageMap map = map(restored);
        byte[] written = written(restored);
        assertThat(map.bytes(Trust.AUTHENTIC)).isBetween(8L * CHUNK - 64, 8L * CHUNK);
        map.forEach(
                region -> {
                    if (region.trust() == Trust.AUTHENTIC) {
                        assertThat(part(written, region)).isEqualTo(part(image, region));
                    }
                });
    }

    private static byte[] part(byte[] bytes, DamageMap.Region region) {
        return Arrays.copyOfRange(bytes, (int) region.position(), (int) region.end());
    }

    @Test
    void membersBehindARepeatedPartComeBack() {
        BackupBuilder backup = new BackupBuilder().uncompressed().plain().chunkSize(CHUNK);
        byte[] alike = new byte[4 * CHUNK];
        backup.vm("dom0", "QubesAdminVm", "dom0-home")
                .tar(
                        "anna",
                        new HostileTar()
                                .file("dom0-home/anna/before", random(4, 9000))
                                .file("dom0-home/anna/alike", alike)
                                .file("dom0-home/anna/behind", random(5, 9000))
                                .finished());
        Restored restored = Restored.from(backup.seal(), folder);
        Path home = restored.destination().resolve("dom0-home/anna.incomplete");
        assertThat(home.resolve("before")).hasBinaryContent(random(4, 9000));
        assertThat(home.resolve("behind")).hasBinaryContent(random(5, 9000));
        assertThat(home.resolve("alike")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filesAreCopiedOutOfADiskInPlaceIfNoRepeatedPartHasThem(boolean encrypted)
            throws IOException {
        byte[] disk = DiskFixtures.image("ext4-4k");
        BackupBuilder backup = DiskBackup.of(disk).uncompressed().chunkSize(CHUNK);
        if (!encrypted) {
            backup.plain();
        }
        backup.seal();
        assertThat(copied(backup, "whole")).noneMatch(RepeatedPartsTest::isMarked).isNotEmpty();
        long parts = backup.parts().stream().filter(part -> part.name().contains("img")).count();
        String last = DISK + ".%03d".formatted(parts - 2);
        backup.put(last, DISK + ".%03d".formatted(parts - 3));
        assertThat(copied(backup, "repeated")).anyMatch(name -> !isMarked(name));
    }

    private static boolean isMarked(String name) {
        return name.endsWith(".doubtful") || name.endsWith(".incomplete");
    }

    private List<String> copied(BackupBuilder backup, String name) throws IOException {
        Path own = Files.createDirectory(folder.resolve(name));
        Path file = backup.write(own.resolve("backup"));
        Path to = own.resolve("copies");
        CommandRun.withPassphrase(
                file, List.of("copy", file.toString(), "/", "--to", to.toString()));
        try (var paths = Files.walk(to)) {
            return paths.filter(Files::isRegularFile).map(Path::toString).toList();
        }
    }
}
