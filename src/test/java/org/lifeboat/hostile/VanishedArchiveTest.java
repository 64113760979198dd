package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Part;
import org.lifeboat.testing.Restored;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** A small archive whose entry the outer file has lost must not vanish in silence. */
class VanishedArchiveTest {

    private static final int SECTOR = 4096;

    @TempDir private Path folder;

    /** Three VMs, the first with the small archives that Qubes writes, by format. */
    private static BackupBuilder backup(int format) {
        BackupBuilder backup = new BackupBuilder();
        if (format == 4) {
            backup.format4();
        } else if (format == 2) {
            backup.format2();
        }
        backup.vm("work")
                .file("private.img", random(1, 50_000))
                .file("firewall.xml", random(2, 300))
                .file("icon.png", random(3, 400));
        backup.vm("vault").file("private.img", random(4, 30_000));
        backup.vm("mail").file("private.img", random(5, 30_000));
        return backup.seal();
    }

    private static String name(int format, String chunk) {
        return format == 4 ? chunk + ".enc" : chunk;
    }

    private Restored missesTheFirewall(BackupBuilder backup, byte[] bytes, String... more) {
        Restored restored = Restored.from(backup, bytes, folder, more).isDamagedBut();
        assertThat(restored.verdict("work")).as(restored.problems()).isEqualTo("damaged");
        assertThat(restored.vm("work").get("problems").elements()).isNotEmpty();
        return restored.leavesNothingAt("work/firewall.xml");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aSectorOfZerosOverItsOuterHeaderIsAProblemOfItsVm(int format) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        int start = backup.offset(name(format, "vm5/firewall.xml.000"));
        Arrays.fill(bytes, start, start + SECTOR, (byte) 0);
        missesTheFirewall(backup, bytes).isWhole("vault").isWhole("mail");
    }

    /** The sector begins before the header. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void anUnalignedSectorOfZerosOverItsOuterHeaderIsAProblemOfItsVm(int format) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        int start = backup.offset(name(format, "vm5/firewall.xml.000")) - 1024;
        Arrays.fill(bytes, start, start + SECTOR, (byte) 0);
        missesTheFirewall(backup, bytes).isWhole("vault").isWhole("mail");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void zerosOverAllOfItAreAProblemOfItsVm(int format) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        int start = backup.offset(name(format, "vm5/firewall.xml.000"));
        Arrays.fill(bytes, start, backup.offset(name(format, "vm5/icon.png.000")), (byte) 0);
        missesTheFirewall(backup, bytes).isWhole("vault").isWhole("mail");
    }

    /** Places in the name, the size, the checksum, the type, the magic and the padding. */
    @ParameterizedTest
    @CsvSource({
        "2, 3", "3, 3", "3, 0", "3, 20", "3, 130", "3, 150", "3, 156", "3, 258", "3, 500", "4, 3",
        "4, 0", "4, 20", "4, 130", "4, 150", "4, 156", "4, 258", "4, 500"
    })
    void aFlippedBitInItsOuterHeaderIsAProblemOfItsVmEvenIfOnlyThatIsAskedFor(
            int format, int place) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        bytes[backup.offset(name(format, "vm5/firewall.xml.000")) + place] ^= 1;
        missesTheFirewall(backup, bytes, "--vm", "work");
    }

    /** Its name may still be read, unless that is what was hit. */
    @ParameterizedTest
    @CsvSource({"3, 130", "3, 150", "4, 130", "4, 150"})
    void aDamagedOuterHeaderIsToldByTheNameInIt(int format, int place) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        String name = name(format, "vm5/firewall.xml.000");
        bytes[backup.offset(name) + place] ^= 1;
        missesTheFirewall(backup, bytes).says("“" + name + "”");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aFlippedBitInTheOuterHeaderIsNoProblemOfOtherVms(int format) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        bytes[backup.offset(name(format, "vm5/firewall.xml.000")) + 20] ^= 1;
        Restored restored = Restored.from(backup, bytes, folder, "--vm", "mail");
        assertThat(restored.exitCode()).as(restored.problems() + restored.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aProofWhoseChunkIsDroppedIsAProblemOfItsVm(int format) {
        BackupBuilder backup = backup(format);
        String proof = backup.part("vm5/firewall.xml.000").hmac().orElseThrow();
        backup.edit(
                "vm5/firewall.xml.000",
                part -> new Part(part.name() + ".hmac", proof.getBytes(), Optional.empty()));
        missesTheFirewall(backup, backup.bytes())
                .isWhole("vault")
                .isWhole("mail")
                .says("“vm5/firewall.xml.000” is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aProofWithoutItsChunkIsAProblemIfOnlyItsVmIsAskedFor(int format) {
        BackupBuilder backup = backup(format);
        String proof = backup.part("vm5/icon.png.000").hmac().orElseThrow();
        backup.edit(
                "vm5/icon.png.000",
                part -> new Part(part.name() + ".hmac", proof.getBytes(), Optional.empty()));
        Restored restored = Restored.from(backup, folder, "--vm", "work").isDamagedBut();
        assertThat(restored.verdict("work")).isEqualTo("damaged");
    }

    /** At a VM's last entry nobody can tell whose the lost one was. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void zerosBetweenTwoVmsAreAProblemOfTheWholeAndOfARunForEither(int format) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        int start = backup.offset(name(format, "vm5/icon.png.000"));
        Arrays.fill(bytes, start, backup.offset(name(format, "vm6/private.img.000")), (byte) 0);
        Restored.from(backup, bytes, folder, "--vm", "work").isDamagedBut();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void zerosBetweenTwoVmsAreNoProblemOfAThird(int format) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        int start = backup.offset(name(format, "vm5/icon.png.000"));
        Arrays.fill(bytes, start, backup.offset(name(format, "vm6/private.img.000")), (byte) 0);
        Restored restored = Restored.from(backup, bytes, folder, "--vm", "mail");
        assertThat(restored.exitCode()).as(restored.problems() + restored.err()).isZero();
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        byte[] rest = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, from + length, rest, from, rest.length - from);
        return rest;
    }

    /** Whole sectors over a header, or with some of the zeros before and behind it. */
    @ParameterizedTest
    @CsvSource({
        "3, 0, 4072",
        "3, 0, 4096",
        "3, 0, 9728",
        "3, 1024, 14336",
        "4, 0, 4072",
        "4, 0, 4096",
        "4, 0, 9728",
        "4, 1024, 8192",
        "4, 1024, 10752"
    })
    void lostBytesOverItsOuterHeaderAreAProblemOfItsVm(int format, int before, int length) {
        BackupBuilder backup = backup(format);
        int start = backup.offset(name(format, "vm5/firewall.xml.000")) - before;
        missesTheFirewall(backup, without(backup.bytes(), start, length)).isWhole("mail");
    }

    @ParameterizedTest
    @CsvSource({"3, 512", "3, 600", "3, 4096", "3, 8192", "4, 512", "4, 600", "4, 4096", "4, 8192"})
    void aCutInTheZerosBeforeTheLastArchiveIsTold(int format, int length) {
        BackupBuilder backup = new BackupBuilder();
        if (format == 4) {
            backup.format4();
        }
        backup.vm("work").file("private.img", random(1, 50_000)).file("firewall.xml", random(2, 9));
        backup.seal();
        int end = backup.offset(name(format, "vm5/firewall.xml.000")) - length;
        Restored.from(backup, Arrays.copyOf(backup.bytes(), end), folder).isDamagedBut();
    }

    /** As when a backup was unpacked and its parts were packed again. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void entriesInOneTarAreWhole(int format) {
        BackupBuilder backup = backup(format);
        HostileTar tar = new HostileTar();
        byte[] bytes = backup.bytes();
        for (OuterEntry entry : BackupBuilder.entries(bytes)) {
            int start = (int) entry.offset();
            tar.file(entry.name(), Arrays.copyOfRange(bytes, start, start + (int) entry.size()));
        }
        Restored restored = Restored.from(backup, tar.finished(), folder);
        assertThat(restored.exitCode()).as(restored.problems() + restored.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aNameThatIsNoChunksAnyMoreIsAProblemOfItsVm(int format) {
        BackupBuilder backup = backup(format);
        String name = name(format, "vm5/firewall.xml.000");
        backup.edit(name, part -> part.withoutHmac().named(name.replace(".000", ".0?0")));
        missesTheFirewall(backup, backup.bytes(), "--vm", "work");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aFileThatBecameAnotherKindOfEntryIsAProblemOfItsVm(int format) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        String name = name(format, "vm5/firewall.xml.000");
        byte[] data = backup.part(name).bytes();
        byte[] other = new HostileTar().member(name, 'V', data, header -> header).finished();
        System.arraycopy(other, 0, bytes, backup.offset(name), other.length);
        missesTheFirewall(backup, bytes);
    }
}
