package org.lifeboat.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lifeboat.testing.BackupBuilder.random;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.archive.BackupIndex;
import org.lifeboat.archive.BackupIndexer;
import org.lifeboat.archive.OuterEntry;
import org.lifeboat.archive.Source;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.testing.HostileTar;
import org.lifeboat.testing.Restored;
import org.lifeboat.testing.TarHeaderBlock;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** One place of the outer file is wrong; everything that lies elsewhere comes back. */
@Timeout(120)
class OuterDamageTest {

    @TempDir private Path folder;

    private static BackupBuilder backup(int format) {
        BackupBuilder backup = new BackupBuilder();
        if (format == 4) {
            backup.format4();
        } else if (format == 2) {
            backup.format2();
        }
        backup.vm("work")
                .file("private.img", random(1, 90_000))
                .file("firewall.xml", random(2, 300));
        backup.vm("vault").file("private.img", random(3, 50_000));
        backup.vm("mail").file("private.img", random(4, 50_000));
        return backup.seal();
    }

    private static String name(int format, String chunk) {
        return format == 4 ? chunk + ".enc" : chunk;
    }

    /** Puts another size, with a good checksum, into the outer header of an entry. */
    private static byte[] withSize(BackupBuilder backup, String entry, long size) {
        byte[] bytes = backup.bytes();
        TarHeaderBlock header = new TarHeaderBlock("entry", '0', size);
        header.text(0, 100, entry);
        byte[] block = new HostileTar().header(header).unfinished();
        System.arraycopy(block, 0, bytes, backup.offset(entry), block.length);
        return bytes;
    }

    private static long[] falseSizes(BackupBuilder backup, String entry, String later) {
        int data = backup.dataOffset(entry);
        return new long[] {
            1L << 43,
            Long.MAX_VALUE >> 1,
            backup.bytes().length - data,
            backup.bytes().length - data - 1024,
            backup.offset(later) - data,
            backup.offset(later) - data - 1024,
            backup.offset(later) - data + 300,
            60_000
        };
    }

    @ParameterizedTest
    @CsvSource({
        "2, vm5/private.img.000",
        "2, vm5/firewall.xml.000",
        "3, vm5/private.img.000",
        "3, vm5/private.img.001",
        "3, vm5/firewall.xml.000",
        "4, vm5/private.img.000",
        "4, vm5/private.img.001",
        "4, vm5/firewall.xml.000"
    })
    void aFalseSizeDoesNotSwallowTheVmsBehindIt(int format, String chunk) {
        BackupBuilder backup = backup(format);
        String entry = name(format, chunk);
        long[] sizes = falseSizes(backup, entry, name(format, "vm7/private.img.000"));
        for (int i = 0; i < sizes.length; i++) {
            byte[] bytes = withSize(backup, entry, sizes[i]);
            Path here = folder.resolve("size" + i);
            assertThat(here.toFile().mkdir()).isTrue();
            Restored restored = Restored.from(backup, bytes, here);
            restored.isDamagedBut("vault", "mail").isWholeArchive("work", "private.img");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aFalseSizeOfTheListDoesNotSwallowTheVmsBehindIt(int format) {
        BackupBuilder backup = backup(format);
        String entry = name(format, "qubes.xml.000");
        byte[] bytes = withSize(backup, entry, 1L << 43);
        Restored.from(backup, bytes, folder).isDamagedBut("work", "vault", "mail");
    }

    @ParameterizedTest
    @CsvSource({"3, 8796093022208", "3, 100000", "4, 8796093022208", "4, 100000"})
    void aFalseSizeOfTheHeaderDoesNotEndEverything(int format, long size) {
        BackupBuilder backup = backup(format);
        byte[] bytes = withSize(backup, "backup-header", size);
        Restored.from(backup, bytes, folder).isDamagedBut("work", "vault", "mail");
    }

    @ParameterizedTest
    @CsvSource({"2, 8796093022208", "3, 8796093022208", "3, 100000"})
    void aFalseSizeOfAnHmacDoesNotSwallowTheVmsBehindIt(int format, long size) {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        String chunk = "vm5/private.img.001";
        int at = backup.offset(chunk) + backup.part(chunk).withoutHmac().entries().length;
        TarHeaderBlock header = new TarHeaderBlock("entry", '0', size);
        header.text(0, 100, chunk + ".hmac");
        byte[] block = new HostileTar().header(header).unfinished();
        System.arraycopy(block, 0, bytes, at, block.length);
        Restored.from(backup, bytes, folder).isDamagedBut("vault", "mail");
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 43, 100_000})
    void aForeignEntryOfFalseSizeHidesNothing(long size) {
        BackupBuilder backup = backup(3);
        byte[] whole = backup.bytes();
        int at = backup.offset("vm6/private.img.000");
        TarHeaderBlock header = new TarHeaderBlock("README", '0', size);
        byte[] block = new HostileTar().header(header).unfinished();
        byte[] bytes = new byte[whole.length + block.length];
        System.arraycopy(whole, 0, bytes, 0, at);
        System.arraycopy(block, 0, bytes, at, block.length);
        System.arraycopy(whole, at, bytes, at + block.length, whole.length - at);
        Restored.from(backup, bytes, folder).isDamagedBut("work", "vault", "mail");
    }

    /** By a cable, or by a copy program. */
    @ParameterizedTest
    @CsvSource({
        "2, 1",
        "2, 511",
        "3, 1",
        "3, 7",
        "3, 511",
        "3, 513",
        "3, 5000",
        "3, 15000",
        "4, 1",
        "4, 7",
        "4, 511",
        "4, 513",
        "4, 5000"
    })
    void bytesThatWereLostLoseNoLaterVm(int format, int count) {
        BackupBuilder backup = backup(format);
        byte[] whole = backup.bytes();
        int at = backup.dataOffset(name(format, "vm5/private.img.002")) + 3000;
        byte[] bytes = new byte[whole.length - count];
        System.arraycopy(whole, 0, bytes, 0, at);
        System.arraycopy(whole, at + count, bytes, at, bytes.length - at);
        Restored.from(backup, bytes, folder).isDamagedBut("vault", "mail");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1",
        "2, 511",
        "3, 1",
        "3, 7",
        "3, 511",
        "3, 513",
        "3, 5000",
        "3, 15000",
        "4, 1",
        "4, 7",
        "4, 511",
        "4, 513",
        "4, 5000"
    })
    void bytesThatWereAddedLoseNoLaterVm(int format, int count) {
        BackupBuilder backup = backup(format);
        byte[] whole = backup.bytes();
        int at = backup.dataOffset(name(format, "vm5/private.img.002")) + 3000;
        byte[] bytes = new byte[whole.length + count];
        System.arraycopy(whole, 0, bytes, 0, at);
        System.arraycopy(random(9, count), 0, bytes, at, count);
        System.arraycopy(whole, at, bytes, at + count, whole.length - at);
        Restored.from(backup, bytes, folder).isDamagedBut("vault", "mail");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aByteLostOrAddedInTheHeadersOwnEntryLosesNoVm(int count) {
        BackupBuilder backup = backup(3);
        byte[] whole = backup.bytes();
        int at = backup.offset("qubes.xml.000") - 2000;
        byte[] bytes = new byte[whole.length + count];
        System.arraycopy(whole, 0, bytes, 0, at);
        System.arraycopy(
                whole,
                at - Math.min(0, count),
                bytes,
                at + Math.max(0, count),
                whole.length - at - Math.abs(count));
        Restored.from(backup, bytes, folder).isDamagedBut("work", "vault", "mail");
    }

    /** A drive with an area that cannot be read. */
    private record Drive(byte[] bytes, long before, long badStart, long badLength)
            implements Source {

        @Override
        public String name() {
            return "drive";
        }

        @Override
        public long size() {
            return before + bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            long end = position + into.remaining();
            if (position < badStart + badLength && end > badStart) {
                throw new IOException("Input/output error");
            }
            while (into.hasRemaining()) {
                long at = position < badStart ? position : position - before;
                into.put(bytes[Math.toIntExact(at)]);
                position++;
            }
        }

        @Override
        public void readAgain(long position, ByteBuffer into) throws IOException {
            read(position, into);
        }
    }

    /** An unreadable area of any length in place of one entry's header and data. */
    private static BackupIndex index(int format, String chunk, long length) throws IOException {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        String entry = name(format, chunk);
        long start = backup.offset(entry);
        long real = backup.part(entry).withoutHmac().entries().length;
        return BackupIndexer.index(
                new Drive(bytes, length - real, start, length), BackupIndexer.Care.USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 300000",
        "3, 3145728",
        "3, 3145729",
        "3, 400000000000",
        "4, 300000",
        "4, 3145728",
        "4, 400000000000"
    })
    void anUnreadableAreaOfAnyLengthIsSteppedOverLikeDamage(int format, long length)
            throws IOException {
        BackupIndex index = index(format, "vm5/firewall.xml.000", length);
        List<String> names = index.entries().stream().map(OuterEntry::name).toList();
        assertThat(names)
                .contains(
                        name(format, "vm5/private.img.000"),
                        name(format, "vm6/private.img.000"),
                        name(format, "vm7/private.img.000"))
                .doesNotContain(name(format, "vm5/firewall.xml.000"));
        assertThat(index.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.length()).isEqualTo(length));
    }

    @ParameterizedTest
    @ValueSource(longs = {512, 3 << 20})
    void anUnreadableEndIsToldAndIsNoDriveThatIsGone(long length) throws IOException {
        BackupBuilder backup = backup(3);
        byte[] bytes = backup.bytes();
        int last = backup.offset("vm7/private.img.001");
        BackupIndex index =
                BackupIndexer.index(
                        new Drive(Arrays.copyOf(bytes, last), length, last, length),
                        BackupIndexer.Care.USUAL);
        assertThat(index.entry("vm7/private.img.000")).isPresent();
        assertThat(index.problems()).hasAtLeastOneElementOfType(IndexProblem.Damaged.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 8L << 20})
    void aDriveThatIsGoneEndsTheRun(long length) {
        Source gone = new Drive(new byte[0], length, 0, length);
        assertThatThrownBy(() -> BackupIndexer.index(gone, BackupIndexer.Care.USUAL))
                .isInstanceOf(IOException.class);
    }

    /** A file that becomes shorter while it is looked at. */
    private record Shrinking(byte[] bytes, int left) implements Source {

        @Override
        public String name() {
            return "shrinking";
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, ByteBuffer into) throws IOException {
            if (position + into.remaining() > left) {
                throw new EOFException();
            }
            into.put(bytes, (int) position, into.remaining());
        }

        @Override
        public void readAgain(long position, ByteBuffer into) throws IOException {
            read(position, into);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 100", "3, 0", "3, -300", "4, 100", "4, -300"})
    void aSourceThatShrinksMeanwhileIsCutOff(int format, int behind) throws IOException {
        BackupBuilder backup = backup(format);
        byte[] bytes = backup.bytes();
        int left = backup.dataOffset(name(format, "vm6/private.img.001")) + behind;
        BackupIndex index =
                BackupIndexer.index(new Shrinking(bytes, left), BackupIndexer.Care.USUAL);
        assertThat(index.cut()).isPresent();
        assertThat(index.entry(name(format, "vm6/private.img.000"))).isPresent();
        assertThat(index.entries()).allMatch(entry -> entry.offset() + entry.size() <= left);
    }
}
