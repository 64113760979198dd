package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;
import static org.lifeboat.testing.BackupBuilder.workAndVault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TarHeaderBlock;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The outer tar is damaged, cut off or made up; nothing in it is authenticated. */
class OuterFileTest {

    private static final String DISK = "vm5/private.img";
    private static final int BACKUP_CUTS = 64;

    @TempDir private Path folder;

    private final BackupBuilder backup = workAndVault().seal();

    static IntStream cuts() {
        return IntStream.range(0, BACKUP_CUTS);
    }

    /** Spread evenly, each at another place within its block. */
    @ParameterizedTest
    @MethodSource("cuts")
    void aCutBackupIsNeverTakenForAWholeOne(int cut) {
        byte[] whole = backup.bytes();
        int length = (int) ((long) whole.length * cut / BACKUP_CUTS) + cut * 7 % 512;
        Restored restored = Restored.from(backup, Arrays.copyOf(whole, length), folder);
        boolean onlyPaddingIsCut = length > whole.length - 9000;
        if (!onlyPaddingIsCut) {
            assertThat(restored.exitCode()).isIn(1, 3, 4);
        }
        if (length > backup.offset("vm6/private.img.000")) {
            restored.isWhole("work");
        }
    }

    /** Within the headers and the padding around a small archive that could vanish unnoticed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 511, 512, 513, 520, 521, 700, 1024})
    void aCutInOrBehindAnEntrysHeaderIsNoticed(int beyond) {
        BackupBuilder last = new BackupBuilder();
        last.vm("work").file("private.img", random(1, 900)).file("firewall.xml", random(2, 9));
        last.seal();
        int length = last.offset("vm5/firewall.xml.000") + beyond;
        Restored restored = Restored.from(last, Arrays.copyOf(last.bytes(), length), folder);
        restored.isDamagedBut().says("The backup file ends too early");
    }

    @Test
    void aSmallArchiveWhoseOuterHeaderIsDamagedIsMissed() {
        byte[] bytes = backup.bytes();
        bytes[backup.offset("vm5/firewall.xml.000") + 20] ^= 1;
        Restored restored = Restored.from(backup, bytes, folder);
        restored.isDamagedBut("vault").says("could not be understood");
        restored.leavesNothingAt("work/firewall.xml");
    }

    @Test
    void aChunkWhoseOuterHeaderIsDamagedIsMissing() {
        byte[] bytes = backup.bytes();
        bytes[backup.offset(DISK + ".002") + 130] ^= 1;
        Restored.from(backup, bytes, folder)
                .isDamagedBut("vault")
                .says("“vm5/private.img.002” is missing", "could not be understood");
    }

    @Test
    void anHmacWhoseOuterHeaderIsDamagedIsMissing() {
        byte[] bytes = backup.bytes();
        Part chunk = backup.part(DISK + ".002");
        int hmac =
                backup.offset(DISK + ".002")
                        + new Part("x", chunk.bytes(), Optional.empty()).entries().length;
        bytes[hmac] ^= 1;
        Restored.from(backup, bytes, folder)
                .isDamagedBut("vault")
                .says("“vm5/private.img.002” has no HMAC");
    }

    @Test
    void aDamagedRegionLosesOnlyWhatLiesInIt() {
        byte[] bytes = backup.bytes();
        int start = backup.offset(DISK + ".001") - 300;
        Arrays.fill(bytes, start, start + 30_000, (byte) 0x5a);
        Restored.from(backup, bytes, folder).isDamagedBut("vault").says("is missing");
    }

    @Test
    void rubbishBehindTheEndIsTold() {
        byte[] whole = backup.bytes();
        byte[] bytes = Arrays.copyOf(whole, whole.length + 5000);
        Arrays.fill(bytes, whole.length, bytes.length, (byte) 1);
        Restored.from(backup, bytes, folder)
                .isDamagedBut("work", "vault")
                .says("could not be understood");
    }

    static byte[] headerOf(char type, long size) {
        return new HostileTar().header(new TarHeaderBlock("entry", type, size)).unfinished();
    }

    /** Sizes around the ends of the numbers that a position can be. */
    @ParameterizedTest
    @MethodSource("impossibleSizes")
    void anEntryOfImpossibleSizeIsSteppedOver(char type, long size) {
        byte[] whole = backup.bytes();
        int at = backup.offset("vm6/private.img.000");
        byte[] bytes = new byte[whole.length + 512];
        System.arraycopy(whole, 0, bytes, 0, at);
        System.arraycopy(headerOf(type, size), 0, bytes, at, 512);
        System.arraycopy(whole, at, bytes, at + 512, whole.length - at);
        Restored.from(backup, bytes, folder).isDamagedBut("work", "vault");
    }

    static Stream<Arguments> impossibleSizes() {
        long[] sizes = {
            Long.MAX_VALUE, Long.MAX_VALUE - 511, Long.MAX_VALUE - 300_000, 1L << 62, -1, 1L << 40
        };
        return "0SKLMxg"
                .chars()
                .mapToObj(c -> (char) c)
                .flatMap(type -> Arrays.stream(sizes).mapToObj(size -> Arguments.of(type, size)));
    }

    @Test
    void aPositionJustBelowTheLargestNumberIsSteppedOver() {
        byte[] whole = backup.bytes();
        int at = backup.offset("vm6/private.img.000");
        byte[] bytes = new byte[whole.length + 512];
        long size = Long.MAX_VALUE - 511 - (at + 512);
        System.arraycopy(whole, 0, bytes, 0, at);
        System.arraycopy(headerOf('g', size), 0, bytes, at, 512);
        System.arraycopy(whole, at, bytes, at + 512, whole.length - at);
        Restored.from(backup, bytes, folder).isDamagedBut("work", "vault");
    }

    @Test
    void anEntryThatIsNoPartOfAnyArchiveIsLeftAlone() {
        backup.add(backup.authentic(".000", random(1, 99)));
        backup.add(backup.authentic("README", random(1, 99)));
        Restored.from(backup, folder).isComplete();
    }

    @Test
    void aSizeThatIsNoNumberIsSteppedOver() {
        byte[] bytes = backup.bytes();
        int at = backup.offset(DISK + ".001");
        TarHeaderBlock header = new TarHeaderBlock("entry", '0', 0).text(0, 100, DISK + ".001");
        header.text(TarHeaderBlock.SIZE_FIELD, 12, "12z45678901");
        System.arraycopy(new HostileTar().header(header).unfinished(), 0, bytes, at, 512);
        Restored.from(backup, bytes, folder).isDamagedBut("vault").says("is missing");
    }

    @Test
    void oneEntryTwiceIsNotGuessedAt() {
        backup.add(backup.part("vm5/firewall.xml.000"));
        Restored.from(backup, folder)
                .isDamagedBut("vault")
                .says("“vm5/firewall.xml.000” is in the backup more than once");
    }

    @Test
    void entriesThatAreNoFilesAreNoChunks() {
        byte[] link =
                new HostileTar()
                        .symbolicLink(DISK + ".005", "/etc/passwd")
                        .hardLink("backup-header", "/etc/passwd")
                        .member("vm5", '3', new byte[0], header -> header)
                        .finished();
        byte[] whole = backup.bytes();
        byte[] bytes = Arrays.copyOf(whole, whole.length + link.length);
        System.arraycopy(link, 0, bytes, whole.length, link.length);
        Restored.from(backup, bytes, folder)
                .isDamagedBut("vault")
                .says("“" + DISK + ".005”, which is no part of a backup");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/x.000",
                "/etc/x.000",
                "..000",
                "...000",
                "a/..000",
                "a/...000",
                "//.000",
                "C:\\x.000",
                "vm5/\\E(a+)+$(.000",
                "vm5/[.000",
                "vm5/\u001b[31mred.000",
                "vm5/\u202egnp.000",
                "vm5//private.img.000",
                "./vm5/private.img.000"
            })
    void anEntryWithAStrangeNameHarmsNothing(String name) {
        backup.add(backup.part("vm6/private.img.000").named(name));
        Restored.from(backup, folder).isDamagedBut("vault");
    }

    @Test
    void aChunkLargerThanAllMemoryIsTold() throws IOException {
        String last = "vm6/private.img.999";
        backup.add(backup.authentic(last, new byte[0]));
        int at = backup.offset(last);
        byte[] bytes = backup.bytes();
        long size = 3L << 30;
        Path file = folder.resolve("backup");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.write(bytes, 0, backup.offset("vm6/private.img.000"));
            TarHeaderBlock header = new TarHeaderBlock("entry", '0', size);
            header.text(0, 100, "vm6/private.img.000");
            byte[] start = new HostileTar().header(header).unfinished();
            large.write(start);
            large.seek(large.getFilePointer() + size);
            large.write(bytes, at, bytes.length - at);
        }
        assertThat(Files.size(file)).isGreaterThan(size);
        Restored restored = Restored.from(backup, file, folder);
        restored.isDamagedBut("work")
                .says("“vm6/private.img.000” has 3.2 GB; this computer can only check");
    }
}
