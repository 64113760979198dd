package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.disk.DiskContent;
import org.lifeboat.disk.DiskImage;
import org.lifeboat.disk.FileSystemKind;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** File systems that no tool makes, made by changing single fields. */
@Timeout(20)
class HostileDiskTest {

    /** Without checksums, so that a changed field is not found out by them. */
    private static final String PLAIN = "ext4-of-2016";

    private static final String NUMBERS = "home/user/Documents/numbers";

    private static Problem problem(Callable<?> action) {
        return catchThrowableOfType(ProblemException.class, action::call).problem();
    }

    private static long read(Ext4 fileSystem, String path) throws IOException {
        FolderEntry entry = fileSystem.find(path).orElseThrow();
        try (InputStream in = fileSystem.content(entry).open()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Class<?> reading(EditedDisk disk, String path) {
        return problem(() -> read(disk.open(), path)).getClass();
    }

    private static List<Class<?>> walking(Ext4 fileSystem, WalkLimits limits) throws IOException {
        TreeWalk walk =
                fileSystem.walk(fileSystem.root(new Cancellation()), limits, new Cancellation());
        walk.forEachRemaining(found -> {});
        return walk.takeProblems().stream()
                .<Class<?>>map(trouble -> trouble.problem().getClass())
                .toList();
    }

    private static List<Class<?>> walking(EditedDisk disk) throws IOException {
        return walking(disk.open(), WalkLimits.USUAL);
    }

    @Test
    void anUnknownIncompatibleFeatureIsRefusedByName() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        int flags = disk.before().superblock().incompat;
        disk.superblock32(0x60, flags | 0x800000);
        assertThat(problem(disk::open)).isEqualTo(new DiskProblem.FeatureUnknown("FEATURE_I23"));
        disk.superblock32(0x60, flags | 0x1);
        assertThat(problem(disk::open)).isEqualTo(new DiskProblem.FeatureUnknown("compression"));
    }

    @ParameterizedTest
    @CsvSource({"0x18, 7", "0x20, 0", "0x28, 0", "0x0, -1", "0x4, 0", "0x14, 5", "0x38, 0"})
    void aSuperblockThatMakesNoSenseIsRefused(String offset, int value) throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN).superblock32(Integer.decode(offset), value);
        assertThat(problem(disk::open).getClass()).isEqualTo(DiskProblem.SuperblockDamaged.class);
    }

    @Test
    void aBackupStandsInForABrokenSuperblock() throws IOException {
        byte[] image = Arrays.copyOf(DiskFixtures.image("ext4-1k"), 9 << 20);
        int backup = 8193 * 1024;
        System.arraycopy(image, 1024, image, backup, 1024);
        image[backup + 0x5a] = 1;
        int crc = Crc.crc32c(Crc.START, image, backup, backup + 0x3fc);
        System.arraycopy(Bytes.le32(crc), 0, image, backup + 0x3fc, 4);
        Arrays.fill(image, 1024, 2048, (byte) 0x5a);
        Ext4 fileSystem = Ext4.open(new MemorySource(image));
        assertThat(fileSystem.integrity()).isEqualTo(Integrity.CHECKSUM_WRONG);
        assertThat(fileSystem.find("tiny")).isPresent();
        DiskContent content = DiskImage.look(new MemorySource(image));
        assertThat(content)
                .isInstanceOfSatisfying(
                        DiskContent.Volume.class,
                        volume -> assertThat(volume.kind()).isEqualTo(FileSystemKind.EXT));
    }

    @Test
    void anExtentOutsideTheFileSystemIsAnError() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.map(NUMBERS) + 12 + 8, 500_000);
        assertThat(reading(disk, NUMBERS)).isEqualTo(DiskProblem.BlockOutside.class);
        disk.u32(disk.map(NUMBERS) + 12 + 8, 511);
        assertThat(reading(disk, NUMBERS)).isEqualTo(DiskProblem.BlockOutside.class);
    }

    @Test
    void aShortImageIsAnErrorAndNeverZeros() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        long start = disk.get32(disk.map(NUMBERS) + 12 + 8) * disk.blockSize();
        byte[] cut = Arrays.copyOf(disk.bytes(), (int) start + 100);
        Ext4 fileSystem = Ext4.open(new MemorySource(cut));
        assertThat(problem(() -> read(fileSystem, NUMBERS)).getClass())
                .isEqualTo(DiskProblem.ImageShort.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x1234", // magic
        "2, 5", // more entries than fit
        "4, 5", // room for more than there is
        "6, 9", // deeper than any
        "6, 1", // an index that is a leaf
        "16, 0", // a length of nothing
    })
    void anExtentTreeThatMakesNoSenseIsAnError(int offset, String value) throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u16(disk.map(NUMBERS) + offset, Integer.decode(value));
        assertThat(reading(disk, NUMBERS))
                .isIn(DiskProblem.BlockMapDamaged.class, DiskProblem.BlockOutside.class);
    }

    @Test
    void extentsThatDoNotRiseAreAnError() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        long leaf = disk.get32(disk.map("holes") + 16) * disk.blockSize();
        disk.u32(leaf + 12 + 12, disk.get32(leaf + 12));
        assertThat(reading(disk, "holes")).isEqualTo(DiskProblem.BlockMapDamaged.class);
    }

    @Test
    void anExtentTreeWhoseDepthDoesNotFallIsAnError() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u16(disk.get32(disk.map("holes") + 16) * disk.blockSize() + 6, 1);
        assertThat(reading(disk, "holes")).isEqualTo(DiskProblem.BlockMapDamaged.class);
    }

    @Test
    void anEmptyExtentNodeIsAnError() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u16(disk.get32(disk.map("holes") + 16) * disk.blockSize() + 2, 0);
        assertThat(reading(disk, "holes")).isEqualTo(DiskProblem.BlockMapDamaged.class);
    }

    @Test
    void anIndirectBlockThatIsItsOwnParentIsAnError() throws IOException {
        EditedDisk disk = new EditedDisk("ext2-1k");
        long map = disk.map("triple-indirect");
        long top = disk.get32(map + 14 * 4);
        assertThat(top).isNotZero();
        for (int i = 0; i < 256; i++) {
            disk.u32(top * 1024 + i * 4, top);
        }
        assertThat(reading(disk, "triple-indirect")).isEqualTo(DiskProblem.BlockMapDamaged.class);
    }

    private static long firstNumber(EditedDisk disk, long block) {
        long at = block * 1024;
        while (disk.get32(at) == 0) {
            at += 4;
        }
        return disk.get32(at);
    }

    @Test
    void indirectBlocksThatRepeatComeToAnEnd() throws IOException {
        EditedDisk disk = new EditedDisk("ext2-1k");
        long map = disk.map("triple-indirect");
        long top = disk.get32(map + 14 * 4);
        long middle = disk.get32(top * 1024);
        long low = firstNumber(disk, middle);
        for (int i = 0; i < 256; i++) {
            disk.u32(top * 1024 + i * 4, middle);
            disk.u32(middle * 1024 + i * 4, i % 2 == 0 ? low : low + 1);
            disk.u32(low * 1024 + i * 4, 0);
            disk.u32((low + 1) * 1024 + i * 4, 0);
        }
        disk.u32(disk.inode("triple-indirect") + 0x6c, 1);
        assertThat(reading(disk, "triple-indirect")).isEqualTo(DiskProblem.BlockMapDamaged.class);
    }

    @Test
    void aFileWithTheSameBlocksOverAndOverIsNotLargerThanTheDisk() throws IOException {
        EditedDisk disk = new EditedDisk("ext2-1k");
        long map = disk.map("triple-indirect");
        long top = disk.get32(map + 14 * 4);
        long middle = disk.get32(top * 1024);
        long data = firstNumber(disk, middle);
        for (int i = 0; i < 256; i++) {
            disk.u32(top * 1024 + i * 4, middle);
            disk.u32(middle * 1024 + i * 4, data);
            disk.u32(data * 1024 + i * 4, 100);
        }
        disk.u32(disk.inode("triple-indirect") + 0x6c, 3);
        assertThat(reading(disk, "triple-indirect")).isEqualTo(DiskProblem.BlockMapDamaged.class);
    }

    @Test
    void aClaimedSizeCostsNothing() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.inode("holes") + 0x6c, 0x7fffffff);
        Ext4 fileSystem = disk.open();
        ExtentCursor extents = fileSystem.content(disk.entry("holes")).extents();
        int count = 0;
        for (var extent = extents.next(); extent.isPresent(); extent = extents.next()) {
            count++;
        }
        assertThat(count).isBetween(100, 300);
        disk.u32(disk.inode("holes") + 0x6c, 0xffffffffL);
        assertThat(walking(disk)).isEmpty();
        assertThat(disk.open().find("holes").orElseThrow().integrity())
                .isEqualTo(Integrity.DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({"4, 8", "4, 14", "4, 0", "4, 0xfffc", "6, 255"})
    void aFolderRecordThatDoesNotFitIsToldAndTheRestGoesOn(int offset, String value)
            throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        long record = disk.record("names", "Twin");
        if (offset == 4) {
            disk.u16(record + 4, Integer.decode(value));
        } else {
            disk.u8(record + 6, Integer.decode(value));
        }
        assertThat(walking(disk)).containsExactly(DiskProblem.FolderDamaged.class);
        assertThat(read(disk.open(), NUMBERS)).isEqualTo(6393);
    }

    @ParameterizedTest
    @CsvSource({"47", "0"})
    void aNameThatIsAPathIsNotListed(int character) throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u8(disk.record("names", "Twin") + 9, character);
        assertThat(walking(disk)).containsExactly(DiskProblem.FolderDamaged.class);
        assertThat(disk.open().find("names/T")).isEmpty();
    }

    @Test
    void aFolderInItselfIsEnteredOnce() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.record("one/two", "three"), disk.entry("one").inode());
        assertThat(walking(disk)).containsExactly(DiskProblem.FolderTwice.class);
    }

    @Test
    void aFolderInTwoPlacesIsEnteredOnce() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.record("one/two", "three"), disk.entry("many").inode());
        assertThat(walking(disk)).containsExactly(DiskProblem.FolderTwice.class);
    }

    @Test
    void depthAndCountHaveLimitsThatAreNamed() throws IOException {
        Ext4 fileSystem = DiskFixtures.open(PLAIN);
        assertThat(walking(fileSystem, new WalkLimits(2, 1000)))
                .containsExactly(DiskProblem.TooDeep.class, DiskProblem.TooDeep.class);
        TreeWalk walk =
                fileSystem.walk(
                        fileSystem.root(new Cancellation()),
                        new WalkLimits(100, 10),
                        new Cancellation());
        int count = 0;
        for (; walk.hasNext(); walk.next()) {
            count++;
        }
        assertThat(count).isEqualTo(10);
        assertThat(walk.takeProblems().getFirst().problem())
                .isEqualTo(new DiskProblem.TooMany(10L));
    }

    @Test
    void anEntryThatLeadsNowhereIsListedWithItsProblem() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.record("names", "Twin"), 0x7fffffff);
        disk.u32(disk.record("names", "twin"), 200);
        Ext4 fileSystem = disk.open();
        assertThat(fileSystem.find("names/Twin").orElseThrow().problem())
                .contains(new DiskProblem.InodeDamaged(0x7fffffffL));
        assertThat(fileSystem.find("names/twin").orElseThrow().problem())
                .contains(new DiskProblem.InodeUnused(200L));
    }

    @Test
    void aDescriptorThatLeadsOutsideIsAnError() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(4096 + 8, 0x7fffffff);
        assertThat(problem(() -> disk.open().root(new Cancellation())).getClass())
                .isEqualTo(DiskProblem.DescriptorDamaged.class);
    }

    @Test
    void aWrongChecksumIsToldAndTheFileStillRead() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-2k");
        disk.u32(disk.inode(NUMBERS) + 0xc, 1);
        FolderEntry entry = disk.open().find(NUMBERS).orElseThrow();
        assertThat(entry.integrity()).isEqualTo(Integrity.CHECKSUM_WRONG);
        assertThat(read(disk.open(), NUMBERS)).isEqualTo(6393);
    }

    @Test
    void aFoldersWrongChecksumIsToldAndTheFolderStillListed() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-2k");
        disk.u8(disk.record("names", "Twin") + 8, 'W');
        Ext4 fileSystem = disk.open();
        Ext4.Listing names =
                fileSystem.list(fileSystem.find("names").orElseThrow(), 100, new Cancellation());
        assertThat(names.integrity()).isEqualTo(Integrity.CHECKSUM_WRONG);
        assertThat(names.entries()).extracting(e -> e.name().text()).contains("Wwin", "twin");
    }

    @Test
    void aFolderBlockWithoutItsChecksumIsDamaged() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-2k");
        long tail = disk.blockWith("names", "Twin") + disk.blockSize() - 12;
        disk.u8(tail + 7, 0);
        disk.u8(disk.record("names", "Twin") + 8, 'W');
        Ext4 fileSystem = disk.open();
        Ext4.Listing names =
                fileSystem.list(fileSystem.find("names").orElseThrow(), 100, new Cancellation());
        assertThat(names.integrity()).isEqualTo(Integrity.DAMAGED);
        assertThat(names.problems())
                .containsExactly(new DiskProblem.FolderDamaged(disk.entry("names").inode()));
        assertThat(names.isWhole()).isFalse();
    }

    @Test
    void aFolderWithAHoleWhereABlockShouldBeIsDamaged() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u16(disk.map("names") + 2, 0); // No extents at all.
        assertThat(walking(disk)).containsExactly(DiskProblem.FolderDamaged.class);
        Ext4 fileSystem = disk.open();
        Ext4.Listing names = fileSystem.list(disk.entry("names"), 100, new Cancellation());
        assertThat(names.entries()).isEmpty();
        assertThat(names.isWhole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"many, 0", "lost+found, 4096"})
    void aFolderWhoseSizeHidesBlocksIsDamaged(String folder, int size) throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.inode(folder) + 4, size);
        assertThat(walking(disk)).containsExactly(DiskProblem.FolderDamaged.class);
    }

    @Test
    void anIndexOfAFolderHasItsChecksumToo() throws IOException {
        Ext4 good = DiskFixtures.open("large-dir");
        assertThat(good.list(good.find("many").orElseThrow(), 1000, new Cancellation()).integrity())
                .isEqualTo(Integrity.GOOD);
        EditedDisk disk = new EditedDisk("large-dir");
        Inode inode =
                new Inodes(good.superblock(), good.blocks(), FastCommits.NONE)
                        .read(disk.entry("many").inode());
        long root = good.content(inode).extents().next().orElseThrow().position();
        disk.u8(root + 0x20 + 8, 0xff);
        Ext4 edited = disk.open();
        assertThat(
                        edited.list(edited.find("many").orElseThrow(), 1000, new Cancellation())
                                .integrity())
                .isEqualTo(Integrity.CHECKSUM_WRONG);
    }

    @Test
    void anExtentBlocksWrongChecksumIsToldByTheCursor() throws IOException {
        EditedDisk disk = new EditedDisk("ext4-2k");
        disk.u32(disk.get32(disk.map("holes") + 16) * disk.blockSize() + 8, 77);
        ExtentCursor extents = disk.open().content(disk.entry("holes")).extents();
        while (extents.next().isPresent()) {
            assertThat(extents.integrity()).isEqualTo(Integrity.CHECKSUM_WRONG);
        }
    }

    @Test
    void anInlineFileThatClaimsTooMuchIsAnError() throws IOException {
        EditedDisk disk = new EditedDisk("inline-data");
        long inode = disk.inode("inline");
        long entry = inode + 128 + disk.get16(inode + 128) + 4;
        disk.u32(entry + 8, 0x7fffffff);
        assertThat(reading(disk, "inline")).isEqualTo(DiskProblem.AttributesDamaged.class);
    }

    @Test
    void aLinkWithoutEndIsAnError() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.inode("long-link") + 4, 0x40000000);
        assertThat(problem(() -> disk.open().linkTarget(disk.entry("long-link"))).getClass())
                .isEqualTo(DiskProblem.LinkDamaged.class);
    }
}
