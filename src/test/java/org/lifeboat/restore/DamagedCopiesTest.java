package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.MapFile;
import org.lifeboat.disk.Trust;
import org.lifeboat.restore.SalvageTest.Compressor;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.Json;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.VmBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What {@code --use-damaged} does where there is another copy. */
class DamagedCopiesTest {

    private static final int CHUNK = 1 << 20;
    private static final int SECTOR = 512;
    private static final int ONE = 1;
    private static final int OTHER = 3;

    @TempDir private Path folder;

    private BackupBuilder backup;
    private byte[] first;
    private byte[] second;

    private void make(Compressor compressor, int format) {
        backup = compressor.apply(new BackupBuilder()).chunkSize(CHUNK);
        backup = format == 4 ? backup.format4() : backup;
        VmBuilder vm = backup.vm("work");
        vm.tar("private.img", SalvageTest.tar());
        vm.expect("private.img", SalvageTest.IMAGE);
        backup.seal();
        first = backup.bytes();
        second = backup.bytes();
    }

    /** As a drive that lost a sector leaves it. */
    private void wipe(byte[] copy, int part, int at) {
        int start = backup.dataOffset(SalvageTest.chunk(backup, part)) / SECTOR * SECTOR + at;
        Arrays.fill(copy, start, start + SECTOR, (byte) 0);
    }

    private Restored restored() throws IOException {
        Path copy = Files.write(folder.resolve("copy"), second);
        return Restored.from(backup, first, folder, "--use-damaged", "--copy", copy.toString());
    }

    @ParameterizedTest
    @CsvSource({"NONE, 3", "NONE, 4", "GZIP, 3", "GZIP, 4"})
    void aPartThatTheOtherCopyHasIsNotUsedDamaged(Compressor compressor, int format)
            throws IOException {
        make(compressor, format);
        wipe(first, ONE, CHUNK / 2);
        wipe(first, OTHER, CHUNK / 2);
        wipe(second, OTHER, CHUNK / 4);
        restored().isComplete();
    }

    @ParameterizedTest
    @CsvSource({"NONE, 3", "NONE, 4", "GZIP, 3", "GZIP, 4"})
    void onlyAPartThatIsBadInAllCopiesIsUsedDamaged(Compressor compressor, int format)
            throws IOException {
        make(compressor, format);
        wipe(first, ONE, CHUNK / 2);
        wipe(first, OTHER, CHUNK / 2);
        wipe(second, OTHER, CHUNK / 2);
        Restored restored = restored();
        List<Json> parts = restored.archive("work", "private.img").get("chunks").elements();
        assertThat(parts.get(ONE).text("verdict")).isEqualTo("verified");
        assertThat(parts.get(ONE).text("from")).isEqualTo("copy");
        assertThat(parts.get(OTHER).text("verdict")).isEqualTo("failed");
        Path image = restored.destination().resolve("work/private.img.incomplete");
        DamageMap map = MapFile.read(Path.of(image + ".map"), SalvageTest.SIZE);
        assertThat(map.bytes(Trust.LOST)).isLessThanOrEqualTo((1 << 20) + 2 * SECTOR);
        assertThat(map.bytes(Trust.DOUBTFUL)).isBetween(1L, 3L * CHUNK);
        byte[] found = Files.readAllBytes(image);
        map.forEach(
                region -> {
                    int from = (int) region.position();
                    int to = (int) region.end();
                    boolean isRight =
                            region.trust() == Trust.LOST
                                    || Arrays.equals(found, from, to, SalvageTest.IMAGE, from, to);
                    assertThat(isRight).as(region.toString()).isTrue();
                });
    }
}
