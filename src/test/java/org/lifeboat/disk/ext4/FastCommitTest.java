package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Fast commits behind a journal's log. No tool writes any, so they are put behind the log of a
 * fixture here; what e2fsprogs has in its own tests is read, too, where it is at hand.
 */
@Timeout(20)
class FastCommitTest {

    private static final long ROOT = 2;

    /** The inode of a file that the fixture has, given to a file that is new. */
    private static final long UNUSED = 200;

    /** A journal without checksums, so that its superblock can be changed. */
    private static final class Commits {
        private static final int BLOCKS = 16;

        final EditedDisk disk = new EditedDisk("journal-1k");
        final JournalLog log;
        final int transaction;
        private final int first;
        private final ByteBuffer block = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        private int crc;
        private int next;
        private int start;

        Commits() throws IOException {
            Superblock superblock = disk.before().superblock();
            Blocks blocks = disk.before().blocks();
            Inode inode = new Inodes(superblock, blocks, FastCommits.NONE).read(8);
            log = new JournalLog(disk.before().content(inode), blocks);
            ByteBuffer journal = ByteBuffer.wrap(disk.bytes());
            int header = (int) log.position(0);
            journal.putInt(header + 0x28, journal.getInt(header + 0x28) | 0x20);
            journal.putInt(header + 0x54, BLOCKS);
            int length = journal.getInt(header + 0x10);
            JournalSuperblock changed = new JournalSuperblock(log.block(0), log.count());
            transaction = JournalScan.of(log, changed).end();
            first = length - BLOCKS + 1;
        }

        private Commits tag(int tag, int length) {
            start = block.position();
            block.putShort((short) tag).putShort((short) length);
            return this;
        }

        private Commits end() {
            crc = Crc.crc32c(crc, block.array(), start, block.position());
            return this;
        }

        Commits head() {
            tag(9, 8).block.putInt(0).putInt(transaction);
            return end();
        }

        Commits name(int tag, long folder, long inode, String name) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            tag(tag, 8 + bytes.length).block.putInt((int) folder).putInt((int) inode).put(bytes);
            return end();
        }

        Commits inode(long number, byte[] bytes) {
            tag(6, 4 + bytes.length).block.putInt((int) number).put(bytes);
            return end();
        }

        Commits range(long inode, int logical, int count, long physical) {
            tag(1, 16).block.putInt((int) inode).putInt(logical).putShort((short) count);
            block.putShort((short) (physical >> 32)).putInt((int) physical);
            return end();
        }

        Commits hole(long inode, int logical, int count) {
            tag(2, 12).block.putInt((int) inode).putInt(logical).putInt(count);
            return end();
        }

        /** Ends the commit, and with it the block. */
        Commits tail(int transaction) throws IOException {
            int at = block.position();
            tag(8, block.remaining() - 4).block.putInt(transaction);
            block.putInt(Crc.crc32c(crc, block.array(), at, block.position()));
            write();
            crc = 0;
            return this;
        }

        Commits tail() throws IOException {
            return tail(transaction);
        }

        /** Fills the rest of the block; the commit goes on in the next. */
        Commits padding() throws IOException {
            tag(7, block.remaining() - 4);
            crc = Crc.crc32c(crc, block.array(), start, block.capacity());
            write();
            return this;
        }

        private void write() throws IOException {
            System.arraycopy(block.array(), 0, disk.bytes(), at(next++), block.capacity());
            Arrays.fill(block.array(), (byte) 0);
            block.clear();
        }

        /** Where a block of them is in the image. */
        int at(int number) throws IOException {
            return (int) log.position(first + number);
        }

        Ext4 open() throws IOException {
            return disk.open();
        }

        /** A new file of blocks that another one has, with a generation of its own. */
        byte[] fileOf(String size, int generation) throws IOException {
            long at = disk.inode("home/user/Documents/numbers");
            byte[] bytes = Arrays.copyOfRange(disk.bytes(), (int) at, (int) at + 128);
            ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            fields.putInt(4, Integer.parseInt(size)).putInt(0x64, generation);
            return bytes;
        }
    }

    private static Commits withNewFile() throws IOException {
        Commits commits = new Commits();
        long first = commits.disk.get32(commits.disk.map("home/user/Documents/numbers") + 12 + 8);
        return commits.head()
                .inode(UNUSED, commits.fileOf("2048", 77))
                .range(UNUSED, 0, 1, first)
                .range(UNUSED, 1, 1, first + 1)
                .name(3, ROOT, UNUSED, "fast");
    }

    private static byte[] read(Ext4 fileSystem, String path) throws IOException {
        try (var in = fileSystem.content(fileSystem.find(path).orElseThrow()).open()) {
            return in.readAllBytes();
        }
    }

    @Test
    void aFileThatOnlyAFastCommitHasIsThereWithItsContent() throws IOException {
        Ext4 fileSystem = withNewFile().tail().open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.APPLIED);
        byte[] numbers = read(fileSystem, "home/user/Documents/numbers");
        assertThat(read(fileSystem, "fast")).isEqualTo(Arrays.copyOf(numbers, 2048));
        assertThat(fileSystem.find("in-the-journal-only")).isPresent();
    }

    @Test
    void namesComeAndGoInTheirOrder() throws IOException {
        Commits commits = new Commits();
        long empty = commits.disk.entry("empty").inode();
        Ext4 fileSystem =
                commits.head()
                        .name(4, ROOT, empty, "first")
                        .name(5, ROOT, empty, "empty")
                        .name(5, ROOT, empty, "first")
                        .name(4, ROOT, empty, "second")
                        .tail()
                        .open();
        assertThat(fileSystem.find("empty")).isEmpty();
        assertThat(fileSystem.find("first")).isEmpty();
        assertThat(fileSystem.find("second").orElseThrow().inode()).isEqualTo(empty);
    }

    @Test
    void aNameOfAnotherInodeStays() throws IOException {
        Commits commits = new Commits();
        long other = commits.disk.entry("inline").inode();
        Ext4 fileSystem = commits.head().name(5, ROOT, other, "empty").tail().open();
        assertThat(fileSystem.find("empty")).isPresent();
    }

    @Test
    void aRangeThatWasRemovedIsAHoleAndTheRestStays() throws IOException {
        Commits commits = new Commits();
        String path = "home/user/Documents/numbers";
        byte[] before = read(commits.disk.before(), path);
        long inode = commits.disk.entry(path).inode();
        Ext4 fileSystem = commits.head().hole(inode, 1, 2).tail().open();
        byte[] expected = before.clone();
        Arrays.fill(expected, 1024, 3072, (byte) 0);
        assertThat(read(fileSystem, path)).isEqualTo(expected);
    }

    @Test
    void aLaterRangeLiesOverAnEarlierOne() throws IOException {
        Commits commits = new Commits();
        String path = "home/user/Documents/numbers";
        byte[] before = read(commits.disk.before(), path);
        long inode = commits.disk.entry(path).inode();
        long first = commits.disk.get32(commits.disk.map(path) + 12 + 8);
        Ext4 fileSystem = commits.head().hole(inode, 0, 4).range(inode, 2, 1, first).tail().open();
        byte[] expected = before.clone();
        Arrays.fill(expected, 0, 4096, (byte) 0);
        System.arraycopy(before, 0, expected, 2048, 1024);
        assertThat(read(fileSystem, path)).isEqualTo(expected);
    }

    @Test
    void aFolderThatIsNewHasOnlyTheNamesOfTheCommit() throws IOException {
        Commits commits = new Commits();
        long at = commits.disk.inode("one");
        byte[] folder = Arrays.copyOfRange(commits.disk.bytes(), (int) at, (int) at + 128);
        long empty = commits.disk.entry("empty").inode();
        Ext4 fileSystem =
                commits.head()
                        .inode(UNUSED, folder)
                        .name(3, ROOT, UNUSED, "folder")
                        .name(4, UNUSED, empty, "inside")
                        .tail()
                        .open();
        Ext4.Listing listing =
                fileSystem.list(fileSystem.find("folder").orElseThrow(), 10, new Cancellation());
        assertThat(listing.entries()).extracting(e -> e.name().text()).containsExactly("inside");
        assertThat(listing.problems()).isEmpty();
    }

    @Test
    void aCommitOfTwoBlocksIsOne() throws IOException {
        Commits commits = new Commits();
        long empty = commits.disk.entry("empty").inode();
        Ext4 fileSystem =
                commits.head()
                        .name(4, ROOT, empty, "first")
                        .padding()
                        .name(4, ROOT, empty, "second")
                        .tail()
                        .open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.APPLIED);
        assertThat(fileSystem.find("first")).isPresent();
        assertThat(fileSystem.find("second")).isPresent();
    }

    @Test
    void aDamagedCommitIsToldAndNotApplied() throws IOException {
        Commits commits = withNewFile().tail();
        commits.disk.bytes()[commits.at(0) + 60] ^= 1;
        Ext4 fileSystem = commits.open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.DAMAGED);
        assertThat(fileSystem.find("fast")).isEmpty();
        assertThat(fileSystem.find("in-the-journal-only")).isPresent();
    }

    @Test
    void aDamagedSecondCommitIsToldAndTheFirstApplied() throws IOException {
        Commits commits = withNewFile().tail();
        long empty = commits.disk.entry("empty").inode();
        commits.name(4, ROOT, empty, "second").tail();
        assertThat(commits.open().find("second")).isPresent();
        commits.disk.bytes()[commits.at(1) + 10] ^= 1;
        Ext4 fileSystem = commits.open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.DAMAGED);
        assertThat(fileSystem.find("fast")).isPresent();
        assertThat(fileSystem.find("second")).isEmpty();
    }

    @Test
    void whatAnOlderTransactionLeftIsNotApplied() throws IOException {
        Commits commits = withNewFile().tail();
        long empty = commits.disk.entry("empty").inode();
        commits.name(4, ROOT, empty, "old").tail(commits.transaction - 1);
        Ext4 fileSystem = commits.open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.APPLIED);
        assertThat(fileSystem.find("fast")).isPresent();
        assertThat(fileSystem.find("old")).isEmpty();
    }

    @Test
    void withoutAHeadThereIsNothing() throws IOException {
        Commits commits = new Commits();
        long empty = commits.disk.entry("empty").inode();
        Ext4 fileSystem = commits.name(5, ROOT, empty, "empty").tail().open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.APPLIED);
        assertThat(fileSystem.find("empty")).isPresent();
    }

    @Test
    void featuresOfAFastCommitAreNotGuessedAt() throws IOException {
        Commits commits = new Commits();
        commits.tag(9, 8).block.putInt(1).putInt(commits.transaction);
        Ext4 fileSystem = commits.end().tail().open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\0b"})
    void aNameThatIsAPathIsNotAdded(String name) throws IOException {
        Commits commits = new Commits();
        long empty = commits.disk.entry("empty").inode();
        Ext4 fileSystem = commits.head().name(4, ROOT, empty, name).tail().open();
        assertThat(fileSystem.journal()).isEqualTo(JournalState.DAMAGED);
    }

    @Test
    void aRangeOutsideTheFileSystemIsAnErrorOfTheFile() throws IOException {
        Commits commits = new Commits();
        long inode = commits.disk.entry("inline").inode();
        Ext4 fileSystem = commits.head().range(inode, 0, 1, 0x7fffffff).tail().open();
        assertThat(
                        catchThrowableOfType(
                                        ProblemException.class, () -> read(fileSystem, "inline"))
                                .problem())
                .isEqualTo(new DiskProblem.BlockOutside(0x7fffffffL));
    }

    @Test
    void e2fsprogsOwnDiskIsAsItFindsIt() throws IOException {
        String folder = System.getProperty("lifeboat.disk-images-rescue", "");
        assumeTrue(!folder.isBlank());
        String name = "j_recover_fast_commit";
        byte[] image = DiskFixtures.image(Path.of(folder), name);
        Ext4 fileSystem = Ext4.open(new MemorySource(image));
        assertThat(fileSystem.journal()).isEqualTo(JournalState.APPLIED);
        assertThat(DiskFixtures.actual(fileSystem))
                .isEqualTo(DiskFixtures.expected(Path.of(folder), name));
    }
}
