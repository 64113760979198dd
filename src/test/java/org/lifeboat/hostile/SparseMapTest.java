package org.lifeboat.hostile;

import static org.lifeboat.testing.BackupBuilder.random;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TarHeaderBlock;
import org.lifeboat.testing.VmBuilder;

import java.nio.file.Path;
import java.util.Arrays;

/** Maps of empty regions that no tar program writes. */
class SparseMapTest {

    private static final String DISK = "vm5/private.img";

    @TempDir private Path folder;

    private final BackupBuilder backup = new BackupBuilder();
    private final VmBuilder work = backup.vm("work");

    SparseMapTest() {
        backup.vm("vault").file("private.img", random(1, 5000));
    }

    private Restored restored(HostileTar tar) {
        work.tar("private.img", tar.finished());
        return Restored.from(backup.seal(), folder);
    }

    private static long[] map(long... offsetsAndLengths) {
        return offsetsAndLengths;
    }

    @Test
    void aMapAsGnuTarWritesItGivesTheFile() {
        byte[] content = new byte[100_000];
        byte[] stored = new byte[30 * 512];
        long[] map = new long[62];
        for (int i = 0; i < 30; i++) {
            byte[] extent = random(i, 512);
            System.arraycopy(extent, 0, content, i * 2048, 512);
            System.arraycopy(extent, 0, stored, i * 512, 512);
            map[2 * i] = i * 2048;
            map[2 * i + 1] = 512;
        }
        map[60] = content.length;
        work.expect("private.img", content);
        restored(new HostileTar().sparse(DISK, content.length, map, stored)).isComplete();
    }

    @Test
    void anExtentBeyondTheFileEndsItsArchive() {
        damaged(new HostileTar().sparse(DISK, 4096, map(4096, 512), new byte[512]));
    }

    @Test
    void anExtentThatReachesBeyondTheFileEndsItsArchive() {
        damaged(new HostileTar().sparse(DISK, 4096, map(3840, 512), new byte[512]));
    }

    @Test
    void extentsThatOverlapEndTheirArchive() {
        damaged(new HostileTar().sparse(DISK, 4096, map(0, 1024, 512, 512), new byte[1536]));
    }

    @Test
    void extentsThatDescendEndTheirArchive() {
        damaged(new HostileTar().sparse(DISK, 4096, map(2048, 512, 0, 512), new byte[1024]));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 511, 1024})
    void extentsThatAreNotTheStoredSizeEndTheirArchive(int stored) {
        damaged(new HostileTar().sparse(DISK, 4096, map(0, 512), new byte[stored]));
    }

    @Test
    void anOffsetThatOverflowsEndsItsArchive() {
        damaged(
                new HostileTar()
                        .sparse(
                                DISK,
                                Long.MAX_VALUE,
                                map(Long.MAX_VALUE - 100, 512),
                                new byte[512]));
    }

    @Test
    void aNegativeOffsetEndsItsArchive() {
        damagedAnyhow(new HostileTar().sparse(DISK, 4096, map(-512, 512), new byte[512]));
    }

    @Test
    void aNegativeLengthEndsItsArchive() {
        damagedAnyhow(new HostileTar().sparse(DISK, 4096, map(0, -512), new byte[512]));
    }

    @Test
    void aFileLargerThanAnyDriveIsNotWritten() {
        damagedAnyhow(new HostileTar().sparse(DISK, Long.MAX_VALUE, map(0, 512), new byte[512]));
    }

    @Test
    void extensionsWithoutEndEndTheirArchive() {
        byte[] extension = new byte[512];
        extension[504] = 1;
        TarHeaderBlock header = new TarHeaderBlock(DISK, 'S', 0);
        header.number(TarHeaderBlock.REAL_SIZE_FIELD, 4096).bytes(482, new byte[] {1});
        HostileTar tar = new HostileTar().header(header);
        for (int i = 0; i < 20_000; i++) {
            tar.raw(extension);
        }
        work.tar("private.img", tar.unfinished());
        Restored.from(backup.seal(), folder)
                .isDamagedBut("vault")
                .says("It ends too early")
                .leavesNothingAt("work/private.img");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000000000000\n0\n1\n",
                "999999999999999999\n",
                "-1\n",
                "\n",
                "1\n0\n",
                "1\n4096\n512\n",
                "2\n0\n512\n256\n512\n",
                "1\n0\n99999999999999999999\n",
                "abc",
                "18446744073709551617\n0\n0\n"
            })
    void aPaxMapThatIsWrongEndsItsArchive(String map) {
        byte[] data = Arrays.copyOf(map.getBytes(UTF_8), 1024);
        damagedAnyhow(pax1().file("vm5/GNUSparseFile.1/private.img", data));
    }

    private static HostileTar pax1() {
        return new HostileTar()
                .pax(
                        "GNU.sparse.major", "1",
                        "GNU.sparse.minor", "0",
                        "GNU.sparse.name", DISK,
                        "GNU.sparse.realsize", "4096");
    }

    @Test
    void aPaxMapGivesTheFile() {
        byte[] data = Arrays.copyOf("1\n512\n512\n".getBytes(UTF_8), 1024);
        Arrays.fill(data, 512, 1024, (byte) 7);
        byte[] content = new byte[4096];
        Arrays.fill(content, 512, 1024, (byte) 7);
        work.expect("private.img", content);
        restored(pax1().file("vm5/GNUSparseFile.1/private.img", data)).isComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,512,256,512", "0", "x,y", "0,99999999999999999999", ",", "0,-5"})
    void aPaxMapInTheHeaderThatIsWrongEndsItsArchive(String map) {
        damagedAnyhow(
                new HostileTar()
                        .pax("GNU.sparse.size", "4096", "GNU.sparse.map", map)
                        .file(DISK, new byte[1024]));
    }

    @Test
    void aPaxVersionThatNobodyKnowsEndsItsArchive() {
        damagedAnyhow(
                new HostileTar()
                        .pax("GNU.sparse.major", "7", "GNU.sparse.realsize", "1")
                        .file(DISK, new byte[512]));
    }

    @Test
    @Timeout(60)
    void tensOfThousandsOfPaxRecordsKeepNobodyWaiting() {
        String[] records = new String[2 * 35_000];
        for (int i = 0; i < records.length; i += 2) {
            records[i] = i % 4 == 0 ? "GNU.sparse.offset" : "GNU.sparse.numbytes";
            records[i + 1] = "5";
        }
        damagedAnyhow(new HostileTar().pax(records).file(DISK, new byte[512]));
    }

    private void damaged(HostileTar tar) {
        restored(tar)
                .isDamagedBut("vault")
                .says("Its map of empty regions is damaged")
                .leavesNothingAt("work/private.img");
    }

    private void damagedAnyhow(HostileTar tar) {
        restored(tar).isDamagedBut("vault").leavesNothingAt("work/private.img");
    }
}
