package org.lifeboat.disk.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is copied out of images, hostile ones included, and what it does to the place it goes. */
@Timeout(60)
class TreeCopierTest {

    private static final String PLAIN = "ext4-of-2016";

    @TempDir private Path folder;

    private final CopyProgress progress = new CopyProgress();

    private CopyResult copy(Ext4 fileSystem, CopyOptions options, String... paths)
            throws IOException {
        List<FolderEntry> entries =
                Stream.of(paths)
                        .map(
                                path -> {
                                    try {
                                        return fileSystem.find(path).orElseThrow();
                                    } catch (IOException failed) {
                                        throw new AssertionError(failed);
                                    }
                                })
                        .toList();
        return new TreeCopier(fileSystem, options)
                .copy(entries, folder, progress, new Cancellation());
    }

    private static List<Class<?>> codes(CopyResult result) {
        return result.problems().stream()
                .<Class<?>>map(trouble -> trouble.problem().getClass())
                .toList();
    }

    private List<String> names(String below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Map<String, String> copied() throws IOException {
        Map<String, String> lines = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> !path.equals(folder)).toList()) {
                String path = folder.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    lines.put(path, "link " + Files.readSymbolicLink(file));
                } else if (Files.isDirectory(file)) {
                    lines.put(path, "folder");
                } else {
                    long time = Files.getLastModifiedTime(file).toInstant().getEpochSecond();
                    String sha256 = TestData.sha256(Files.readAllBytes(file));
                    lines.put(path, "file %d %d %s".formatted(Files.size(file), time, sha256));
                }
            }
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"ext4-4k", "ext2-1k", "inline-data", "bigalloc", "journal-checksum-3"})
    void aWholeImageIsCopiedAsItIs(String name) throws IOException {
        CopyResult result = copy(DiskFixtures.open(name), CopyOptions.AS_IN_IMAGE, "/");
        assertThat(copied()).isEqualTo(DiskFixtures.expected(DiskFixtures.folder(), name));
        assertThat(codes(result)).containsExactly(DiskProblem.KindLeftOut.class);
        assertThat(result.files()).isEqualTo(progress.files());
        assertThat(result.cancelled()).isFalse();
    }

    @Test
    void whatACopyWillBeIsKnownBefore() throws IOException {
        Ext4 fileSystem = DiskFixtures.open(PLAIN);
        FolderEntry root = fileSystem.root(new Cancellation());
        CopyEstimate estimate =
                new TreeCopier(fileSystem, CopyOptions.AS_IN_IMAGE)
                        .estimate(List.of(root), new Cancellation());
        CopyResult result = copy(fileSystem, CopyOptions.AS_IN_IMAGE, "/");
        assertThat(estimate.bytes()).isEqualTo(result.bytes());
        assertThat(estimate.folders()).isEqualTo(result.folders());
        // A file of two names counts once, and is two in the result.
        assertThat(estimate.files()).isEqualTo(result.files() - 1);
        assertThat(estimate.storedBytes()).isLessThan(estimate.bytes() / 2);
    }

    @Test
    @Timeout(10)
    void aHundredGibibytesOfHolesStayHoles() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.inode("holes") + 0x6c, 25);
        CopyResult result = copy(disk.open(), CopyOptions.PORTABLE, "holes", "only-a-hole");
        assertThat(folder.resolve("holes")).hasSize((100L << 30) + 1_500_000);
        assertThat(folder.resolve("only-a-hole")).hasSize(1_000_000);
        assertThat(result.isComplete()).isTrue();
    }

    @Test
    void aFileOfTwoNamesStaysOne() throws IOException {
        copy(DiskFixtures.open(PLAIN), CopyOptions.PORTABLE, "tiny", "hard-link");
        assertThat(Files.isSameFile(folder.resolve("tiny"), folder.resolve("hard-link"))).isTrue();
    }

    @Test
    void portableNamesAreThoseThatEverySystemTakes() throws IOException {
        CopyResult result = copy(DiskFixtures.open(PLAIN), CopyOptions.PORTABLE, "names");
        assertThat(names("names"))
                .hasSize(8)
                .contains("a_b", "_con.txt", "dots___", "blank_", ".hidden", "ünïcødé")
                .containsAnyOf("Twin (2)", "twin (2)");
        assertThat(result.isComplete()).isTrue();
    }

    @Test
    void nothingThatIsThereIsWrittenOver() throws IOException {
        Files.writeString(folder.resolve("tiny"), "mine");
        Files.createDirectory(folder.resolve("names"));
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(folder.resolve("one"), outside);
        CopyResult result =
                copy(DiskFixtures.open(PLAIN), CopyOptions.AS_IN_IMAGE, "tiny", "names", "one");
        assertThat(folder.resolve("tiny")).hasContent("mine");
        assertThat(folder.resolve("tiny (2)")).hasContent("tiny");
        assertThat(names("names")).isEmpty();
        assertThat(names("names (2)")).hasSize(8);
        assertThat(names("outside")).isEmpty();
        assertThat(result.items())
                .extracting(item -> item.path().getFileName().toString())
                .containsExactlyInAnyOrder("tiny (2)", "names (2)", "one (2)");
    }

    @Test
    void nothingIsWrittenThroughALinkOfTheImage() throws IOException {
        // The link and the folder get one name: what is in the folder must not go where it leads.
        EditedDisk disk = new EditedDisk(PLAIN);
        Path outside = Files.createTempDirectory(folder, "outside");
        byte[] target = outside.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(target.length).isLessThan(60);
        long link = disk.inode("short-link");
        disk.u32(link + 4, target.length);
        long map = disk.map("short-link");
        for (int i = 0; i < target.length; i++) {
            disk.u8(map + i, target[i]);
        }
        long twin = disk.record("names", "Twin");
        disk.u32(twin, disk.entry("short-link").inode()).u8(twin + 7, 7).u8(twin + 8, 't');
        long other = disk.record("names", "twin");
        disk.u32(other, disk.entry("one").inode()).u8(other + 7, 2);
        copy(disk.open(), CopyOptions.AS_IN_IMAGE, "names");
        try (Stream<Path> files = Files.list(outside)) {
            assertThat(files).isEmpty();
        }
        assertThat(names("names")).contains("twin", "twin (2)");
    }

    @Test
    void portableCopiesHaveNoLinks() throws IOException {
        CopyResult result =
                copy(DiskFixtures.open(PLAIN), CopyOptions.PORTABLE, "short-link", "tiny");
        assertThat(names("")).containsExactly("tiny");
        assertThat(result.problems().getFirst().problem())
                .isEqualTo(new DiskProblem.LinkNotMade("tiny"));
    }

    @Test
    void setuidIsLeftBehind() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u16(disk.inode("tiny"), 0x8000 | 06755);
        disk.u16(disk.inode("one"), 0x4000 | 07777);
        copy(disk.open(), CopyOptions.AS_IN_IMAGE, "tiny", "one");
        assertThat(Files.getAttribute(folder.resolve("tiny"), "unix:mode")).isEqualTo(0100755);
        assertThat(Files.getAttribute(folder.resolve("one"), "unix:mode")).isEqualTo(040777);
        disk.u16(disk.inode("tiny"), 0x8000);
        copy(disk.open(), CopyOptions.AS_IN_IMAGE, "tiny");
        Path second = folder.resolve("tiny (2)");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second)))
                .isEqualTo("rw-------");
    }

    @Test
    void aBrokenFileIsToldAndTheRestIsCopied() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        long leaf = disk.get32(disk.map("holes") + 16) * disk.blockSize();
        disk.u32(leaf + 12 + 50 * 12 + 8, 0x7fffffff);
        disk.u16(disk.record("one/two", "three") + 4, 9);
        CopyResult result = copy(disk.open(), CopyOptions.AS_IN_IMAGE, "/");
        assertThat(codes(result))
                .contains(DiskProblem.BlockOutside.class, DiskProblem.FolderDamaged.class)
                .hasSize(3);
        assertThat(folder.resolve("holes")).doesNotExist();
        assertThat(folder.resolve("holes.incomplete")).exists();
        assertThat(folder.resolve("home/user/your_data.txt")).exists();
        assertThat(result.isComplete()).isFalse();
    }

    @Test
    void aFolderInItselfIsCopiedOnce() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        disk.u32(disk.record("one/two", "three"), disk.entry("one").inode());
        CopyResult result = copy(disk.open(), CopyOptions.AS_IN_IMAGE, "one");
        assertThat(codes(result)).containsExactly(DiskProblem.FolderTwice.class);
    }

    @Test
    void moreThanThereIsRoomForIsRefusedBeforeAnythingIsWritten() throws IOException {
        EditedDisk disk = new EditedDisk(PLAIN);
        long inode = disk.inode("holes");
        disk.u32(inode + 0x6c, 0x7fffffff).u32(inode + 0x1c, -1).u16(inode + 0x74, 0x7fff);
        ProblemException refused =
                catchThrowableOfType(
                        ProblemException.class,
                        () -> copy(disk.open(), CopyOptions.PORTABLE, "holes", "tiny"));
        assertThat(refused.problem().getClass()).isEqualTo(DiskProblem.TooLittleSpace.class);
        assertThat(names("")).isEmpty();
    }

    @Test
    void aCancelledCopyLeavesWhatIsComplete() throws IOException {
        Ext4 fileSystem = DiskFixtures.open(PLAIN);
        CopyResult result =
                new TreeCopier(fileSystem, CopyOptions.AS_IN_IMAGE)
                        .copy(
                                List.of(fileSystem.root(new Cancellation())),
                                folder,
                                progress,
                                new Cancellation() {
                                    @Override
                                    public boolean isRequested() {
                                        return Files.exists(
                                                folder.resolve("home"), LinkOption.NOFOLLOW_LINKS);
                                    }
                                });
        assertThat(result.cancelled()).isTrue();
        assertThat(names("")).noneMatch(name -> name.endsWith(".incomplete"));
    }

    @Test
    void lockedEntriesAreTold() throws IOException {
        CopyResult result = copy(DiskFixtures.open("encrypt-verity"), CopyOptions.PORTABLE, "/");
        assertThat(codes(result)).filteredOn(code -> code == DiskProblem.Locked.class).hasSize(2);
        assertThat(folder.resolve("tiny")).hasContent("tiny");
    }
}
