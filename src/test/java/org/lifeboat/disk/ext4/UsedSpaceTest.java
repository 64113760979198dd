package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.OptionalLong;

/** How much of a disk is in use, as far as its superblock can be relied on. */
class UsedSpaceTest {

    private static final int FREE = 0x0c;
    private static final int STATE = 0x3a;
    private static final int CHECKSUM = 0x3fc;

    private final EditedDisk disk = disk();

    private static EditedDisk disk() {
        try {
            return new EditedDisk("ext4-4k");
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private OptionalLong used() {
        return UsedSpace.of(new MemorySource(disk.bytes()));
    }

    private long field(int offset) {
        return disk.get32(Superblock.POSITION + offset);
    }

    /** Makes the checksum agree again. */
    private void seal() {
        int crc =
                Crc.crc32c(
                        Crc.START,
                        disk.bytes(),
                        Superblock.POSITION,
                        Superblock.POSITION + CHECKSUM);
        disk.superblock32(CHECKSUM, crc);
    }

    @Test
    void itIsAllThatIsNotFree() {
        assertThat(used()).hasValue((field(4) - field(FREE)) * disk.blockSize());
        assertThat(used().getAsLong()).isBetween(1L, (long) disk.bytes().length);
    }

    @Test
    void nothingIsKnownOfADiskThatWasInUse() {
        disk.u16(Superblock.POSITION + STATE, 0);
        seal();
        assertThat(used()).isEmpty();
    }

    @Test
    void nothingIsKnownOfASuperblockThatDoesNotAgreeWithItself() {
        disk.superblock32(FREE, (int) field(FREE) - 1);
        assertThat(used()).isEmpty();
        seal();
        assertThat(used()).isPresent();
    }

    @Test
    void moreThanAllCannotBeFree() {
        disk.superblock32(FREE, (int) field(4));
        seal();
        assertThat(used()).isEmpty();
    }

    @Test
    void whatIsNoFileSystemHasNone() {
        assertThat(UsedSpace.of(new MemorySource(new byte[8192]))).isEmpty();
        assertThat(UsedSpace.of(new MemorySource(new byte[10]))).isEmpty();
    }
}
