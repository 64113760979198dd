package org.lifeboat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.Extent;
import org.lifeboat.disk.ext4.FileState;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.MemorySource;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk with a map of what was lost of it. */
class SalvagedImageTest {

    private static final String DATA = "home/user/your_data.txt";

    private final EditedDisk disk = new EditedDisk("ext4-1k");
    private final DamageMap map = new DamageMap(disk.bytes().length);

    SalvagedImageTest() throws IOException {
        map.mark(0, map.size(), Trust.AUTHENTIC);
    }

    private void mark(long position, Trust trust) {
        map.mark(position, 1, trust);
        if (trust == Trust.LOST) {
            disk.bytes()[(int) position] = 0;
        }
    }

    private BlockSource image() {
        return new SalvagedImage(new MemorySource(disk.bytes()), map);
    }

    private Ext4 open() throws IOException {
        return Ext4.open(image());
    }

    private FileState state(Ext4 files, String path) throws IOException {
        return files.state(files.find(path).orElseThrow());
    }

    private long data(String path) throws IOException {
        Ext4 whole = disk.open();
        return whole.firstBlock(whole.find(path).orElseThrow().inode()).orElseThrow();
    }

    @Test
    void lostBytesAreAnErrorAndNotZeros() throws IOException {
        mark(5000, Trust.LOST);
        BlockSource image = image();
        ByteBuffer bytes = ByteBuffer.allocate(100);
        assertThatThrownBy(() -> image.read(4950, bytes))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        lost ->
                                assertThat(lost.problem())
                                        .isEqualTo(
                                                new DiskProblem.Lost(
                                                        new ByteCount(5000), new ByteCount(1))));
        image.read(5001, bytes.clear());
        assertThat(bytes.hasRemaining()).isFalse();
    }

    @Test
    void aFileThatLostAByteIsDamagedAndTheOthersAreWhole() throws IOException {
        mark(data("home/user/Documents/numbers") + 10, Trust.LOST);
        Ext4 files = open();
        assertThat(state(files, "home/user/Documents/numbers")).isEqualTo(FileState.DAMAGED);
        assertThat(state(files, DATA)).isEqualTo(FileState.WHOLE);
    }

    @Test
    void aFileWithADoubtfulByteIsDoubtful() throws IOException {
        mark(data(DATA) + 10, Trust.DOUBTFUL);
        assertThat(state(open(), DATA)).isEqualTo(FileState.DOUBTFUL);
    }

    @Test
    void aDoubtfulInodeMakesAFileDoubtful() throws IOException {
        mark(disk.inode(DATA) + 20, Trust.DOUBTFUL);
        Ext4 files = open();
        assertThat(state(files, DATA)).isEqualTo(FileState.DOUBTFUL);
        assertThat(state(files, "tiny")).isEqualTo(FileState.WHOLE);
    }

    @Test
    void aDoubtfulFolderMakesAllBelowItDoubtful() throws IOException {
        mark(data("home") + 1, Trust.DOUBTFUL);
        Ext4 files = open();
        assertThat(state(files, DATA)).isEqualTo(FileState.DOUBTFUL);
        assertThat(state(files, "tiny")).isEqualTo(FileState.WHOLE);
    }

    @Test
    void aNameWhoseInodeIsLostIsListedAsDamaged() throws IOException {
        mark(disk.inode(DATA) + 20, Trust.LOST);
        FolderEntry entry = open().find(DATA).orElseThrow();
        assertThat(entry.state()).isEqualTo(FileState.DAMAGED);
        assertThat(entry.problem()).containsInstanceOf(DiskProblem.Lost.class);
    }

    @Test
    void whatALostFolderLedToHasNoNameButIsWhole() throws IOException {
        long inode = disk.entry(DATA).inode();
        mark(data("home/user") + 1, Trust.LOST);
        Ext4 files = open();
        assertThat(state(files, "home/user")).isEqualTo(FileState.DAMAGED);
        assertThat(files.find(DATA)).isEmpty();
        assertThat(state(files, "lost+found/#" + inode)).isEqualTo(FileState.WHOLE);
    }

    @Test
    void aLostBlockOfAFolderCostsNoMoreThanItsNames() throws IOException {
        Ext4 whole = disk.open();
        long names =
                whole.list(whole.find("many").orElseThrow(), 1000, new Cancellation())
                        .entries()
                        .size();
        long record = disk.record("many", "a file with a name of some length, number 7");
        map.mark(record / disk.blockSize() * disk.blockSize(), disk.blockSize(), Trust.LOST);
        Ext4 files = open();
        long left =
                files.list(files.find("many").orElseThrow(), 1000, new Cancellation())
                        .entries()
                        .size();
        assertThat(left).isPositive().isLessThan(names);
    }

    @Test
    void whereABlockMapIsLostIsAGapAndTheRestIsRead() throws IOException {
        Ext4 whole = disk.open();
        FolderEntry holes = whole.find("holes").orElseThrow();
        long block = disk.get32(disk.map("holes") + 16) * disk.blockSize();
        mark(block + 1, Trust.LOST);
        Ext4 files = open();
        assertThat(files.state(files.find("holes").orElseThrow())).isEqualTo(FileState.DAMAGED);
        var extents = files.content(holes).extents();
        boolean hasGap = false;
        for (var next = extents.next(); next.isPresent(); next = extents.next()) {
            Extent extent = next.get();
            hasGap |= extent.isLost();
        }
        assertThat(hasGap).isTrue();
        assertThat(extents.next()).isEmpty();
    }

    @Test
    void firstBlocksAreToldOfAuthenticInodesOnly() throws IOException {
        long inode = disk.entry(DATA).inode();
        assertThat(open().firstBlock(inode)).hasValue(data(DATA));
        mark(disk.inode(DATA) + 20, Trust.DOUBTFUL);
        assertThat(open().firstBlock(inode)).isEmpty();
    }
}
