package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Journals as kernels leave them, and as none does. */
@Timeout(20)
class JournalTest {

    private static final long JOURNAL = 8;

    /** A journal without checksums: any field of it can be changed. */
    private static final String PLAIN = "journal-1k";

    /** The journal of a fixture, by its blocks. */
    private static final class Log {
        final EditedDisk disk;
        final ByteBuffer bytes;
        final JournalLog places;
        final int blockSize;
        final int length;

        Log(String name) throws IOException {
            disk = new EditedDisk(name);
            blockSize = disk.blockSize();
            Superblock superblock = disk.before().superblock();
            Inode inode =
                    new Inodes(superblock, disk.before().blocks(), FastCommits.NONE).read(JOURNAL);
            places = new JournalLog(disk.before().content(inode), disk.before().blocks());
            bytes = ByteBuffer.wrap(disk.bytes());
            length = get(0, 0x10);
        }

        private int position(int block) throws IOException {
            return (int) places.position(block);
        }

        int get(int block, int offset) throws IOException {
            return bytes.getInt(position(block) + offset);
        }

        Log put(int block, int offset, int value) throws IOException {
            bytes.putInt(position(block) + offset, value);
            return this;
        }

        byte[] block(int number) throws IOException {
            byte[] block = new byte[blockSize];
            bytes.get(position(number), block);
            return block;
        }

        /** The n-th block from the log's start with this type. */
        int find(int type, int n) throws IOException {
            int left = n;
            for (int block = 1; block < length; block++) {
                if (get(block, 0) == Journal.MAGIC && get(block, 4) == type && --left == 0) {
                    return block;
                }
            }
            throw new IllegalArgumentException("no such block");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal-1k", "journal-4k"})
    void aLogThatWrapsAroundIsReadToItsEnd(String name) throws IOException {
        var expected = DiskFixtures.expected(DiskFixtures.folder(), name);
        Log original = new Log(name);
        int end = original.length;
        for (int shift : new int[] {end - 2, end - 4, end - 9}) {
            Log log = new Log(name);
            log.put(0, 0x1c, 1 + shift);
            for (int block = 1; block < 60; block++) {
                int target = 1 + (block - 1 + shift) % (end - 1);
                log.bytes.put(log.position(target), original.block(block));
            }
            Ext4 fileSystem = log.disk.open();
            assertThat(fileSystem.journal()).isEqualTo(JournalState.APPLIED);
            assertThat(DiskFixtures.actual(fileSystem)).isEqualTo(expected);
        }
    }

    @Test
    void aTransactionNumberThatOverflowsIsTheNextOne() throws IOException {
        Log log = new Log(PLAIN);
        int first = log.get(0, 0x18);
        log.put(0, 0x18, -2);
        for (int block = 1; block < 60; block++) {
            if (log.get(block, 0) == Journal.MAGIC) {
                log.put(block, 8, log.get(block, 8) - first - 2);
            }
        }
        assertThat(DiskFixtures.actual(log.disk.open()))
                .isEqualTo(DiskFixtures.expected(DiskFixtures.folder(), PLAIN));
    }

    @Test
    void withoutItsRevocationARevokedBlockWouldBeGarbage() throws IOException {
        Log log = new Log(PLAIN);
        int revoke = log.find(5, 1);
        log.put(revoke, 12, 16);
        Ext4 fileSystem = log.disk.open();
        assertThat(DiskFixtures.actual(fileSystem))
                .isNotEqualTo(DiskFixtures.expected(DiskFixtures.folder(), PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"journal-checksum-2", "journal-checksum-3"})
    void aCommitWhoseChecksumDiffersEndsTheJournal(String name) throws IOException {
        Log log = new Log(name);
        int commit = log.find(2, 3);
        log.put(commit, 56, 12345);
        Ext4 fileSystem = log.disk.open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.DAMAGED);
        assertThat(fileSystem.find("in-the-journal-only")).isEmpty();
        assertThat(fileSystem.find("tiny")).isPresent();
    }

    @Test
    void aTransactionsOwnChecksumIsVerified() throws IOException {
        Log log = new Log(PLAIN);
        log.put(0, 0x24, 1); // The feature of kernels before checksum version 2.
        assertThat(log.disk.open().find("in-the-journal-only")).isPresent();
        int descriptor = log.find(1, 2);
        int commit = log.find(2, 3);
        int crc = Crc.START;
        for (int block = descriptor; block < commit; block++) {
            crc = Crc.crc32Be(crc, log.block(block));
        }
        log.put(commit, 12, 0x01040000).put(commit, 16, crc);
        assertThat(log.disk.open().find("in-the-journal-only")).isPresent();
        log.put(commit, 16, crc + 1);
        assertThat(log.disk.open().find("in-the-journal-only")).isEmpty();
    }

    @Test
    void aDataBlockWhoseChecksumDiffersIsNotApplied() throws IOException {
        Log log = new Log("journal-checksum-3");
        int descriptor = log.find(1, 2);
        log.put(descriptor + 1, 100, 0x12345678);
        assertThat(log.disk.open().journal()).isEqualTo(JournalState.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0, 0xc, 0x10, 0x14, 0x1c})
    void aJournalThatMakesNoSenseIsToldAndTheRestRead(int offset) throws IOException {
        Log log = new Log(PLAIN);
        log.put(0, offset, 0x7fffffff);
        Ext4 fileSystem = log.disk.open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.DAMAGED);
        assertThat(fileSystem.find("tiny")).isPresent();
    }

    @Test
    void anUnknownFeatureOfTheJournalIsNotGuessedAt() throws IOException {
        Log log = new Log(PLAIN);
        log.put(0, 0x28, log.get(0, 0x28) | 0x100);
        assertThat(log.disk.open().journal()).isEqualTo(JournalState.DAMAGED);
    }

    @Test
    void blocksOutsideTheFileSystemAreNotApplied() throws IOException {
        Log log = new Log(PLAIN);
        int descriptor = log.find(1, 1);
        log.put(descriptor, 12, 0x7fffffff);
        Ext4 fileSystem = log.disk.open();
        assertThat(fileSystem.find("in-the-journal-only")).isPresent();
    }

    @Test
    void aLogWithoutEndIsReadOnce() throws IOException {
        Log log = new Log(PLAIN);
        int end = log.length;
        int sequence = log.get(0, 0x18);
        for (int block = 1; block < end; block++) {
            log.put(block, 0, Journal.MAGIC).put(block, 4, 5).put(block, 8, sequence);
            log.put(block, 12, 16);
        }
        assertThat(log.disk.open().find("tiny")).isPresent();
    }
}
