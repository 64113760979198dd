package org.lifeboat.disk.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lifeboat.disk.DamageMap;
import org.lifeboat.disk.SalvagedImage;
import org.lifeboat.disk.Trust;
import org.lifeboat.disk.ext4.DiskFixtures;
import org.lifeboat.disk.ext4.EditedDisk;
import org.lifeboat.disk.ext4.Ext4;
import org.lifeboat.disk.ext4.FolderEntry;
import org.lifeboat.disk.ext4.MemorySource;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.testing.Fuzz;
import org.lifeboat.testing.TestData;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is copied out of a disk of which a backup's damage took something. Whatever it was: a file
 * bears its plain name only if it is the file that e2fsprogs finds in the disk that is whole.
 */
@Timeout(120)
class DamagedDiskTest {

    private static final String PLAIN = "ext4-1k";
    private static final String DATA = "home/user/your_data.txt";

    @TempDir private Path folder;

    /**
     * @param lost bytes of the file that is damaged
     */
    private record Counted(CopyEstimate before, CopyResult after, long lost) {}

    /** A fixture, the map of what it lost, and the copies made of it. */
    private final class Disk {
        private final String name;
        private final byte[] image;
        private final DamageMap map;

        Disk(String name) {
            this.name = name;
            this.image = DiskFixtures.image(name);
            this.map = new DamageMap(image.length);
            map.mark(0, image.length, Trust.AUTHENTIC);
        }

        Disk lose(long position, long length) {
            map.mark(position, length, Trust.LOST);
            Arrays.fill(image, (int) position, (int) (position + length), (byte) 0);
            return this;
        }

        /** The block that a byte is in. */
        Disk loseBlock(long position) throws IOException {
            int size = new EditedDisk(name).blockSize();
            return lose(position / size * size, size);
        }

        /** All of it that can be copied with these options, counted before and after. */
        Counted counted(CopyOptions options) throws IOException {
            Ext4 files = Ext4.open(new SalvagedImage(new MemorySource(image), map));
            Path place = Files.createTempDirectory(folder, "copy");
            TreeCopier copier = new TreeCopier(files, options);
            List<FolderEntry> all = List.of(files.root(new Cancellation()));
            CopyEstimate before = copier.estimate(all, new Cancellation());
            return new Counted(
                    before,
                    copier.copy(all, place, new CopyProgress(), new Cancellation()),
                    files.find(DATA).orElseThrow().size());
        }

        /** What was copied: paths, and of files the SHA-256. Every plain name is checked. */
        Map<String, String> copied() throws IOException {
            Ext4 files = Ext4.open(new SalvagedImage(new MemorySource(image), map));
            Path place = Files.createTempDirectory(folder, "copy");
            new TreeCopier(files, CopyOptions.AS_IN_IMAGE)
                    .copy(
                            List.of(files.root(new Cancellation())),
                            place,
                            new CopyProgress(),
                            new Cancellation());
            Map<String, String> copied = new TreeMap<>();
            try (Stream<Path> all = Files.walk(place)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    if (!Files.isSymbolicLink(file)) {
                        copied.put(
                                place.relativize(file).toString(),
                                TestData.sha256(Files.readAllBytes(file)));
                    }
                }
            }
            checkPlainNames(copied);
            return copied;
        }

        Map<String, String> whole() {
            Map<String, String> whole = new TreeMap<>();
            DiskFixtures.expected(DiskFixtures.folder(), name)
                    .forEach(
                            (path, line) -> {
                                if (line.startsWith("file ")) {
                                    whole.put(path, line.substring(line.lastIndexOf(' ') + 1));
                                }
                            });
            return whole;
        }

        private void checkPlainNames(Map<String, String> copied) {
            Map<String, String> whole = whole();
            copied.forEach(
                    (path, sha256) -> {
                        boolean isPlain =
                                !path.endsWith(".incomplete") && !path.endsWith(".doubtful");
                        if (isPlain && path.contains("lost+found/#")) {
                            assertThat(whole).as(path).containsValue(sha256);
                        } else if (isPlain) {
                            assertThat(whole).as(path).containsEntry(path, sha256);
                        }
                    });
        }

        /** All of them whole, but for these. */
        void assertOnlyLacks(Map<String, String> copied, String... paths) {
            Set<String> lacks =
                    whole().keySet().stream()
                            .filter(path -> !copied.containsKey(path))
                            .collect(Collectors.toSet());
            assertThat(lacks).containsExactlyInAnyOrder(paths);
        }

        /** Mostly near the start, where the metadata is. */
        void damage(Random random) {
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                int range = random.nextBoolean() ? image.length / 8 : image.length;
                int from = random.nextInt(range);
                int length = Math.min(image.length - from, 1 + random.nextInt(4096));
                if (random.nextInt(3) > 0) {
                    lose(from, length);
                } else {
                    map.mark(from, length, Trust.DOUBTFUL);
                    image[from + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
    }

    @Test
    void aLostSuperblockAndLostDescriptorsCostNothingWhereThereAreCopies() throws IOException {
        Disk disk = new Disk("no-start").lose(1024, 2048);
        disk.assertOnlyLacks(disk.copied());
    }

    @Test
    void aLostSuperblockWithoutACopyIsSaid() {
        Disk disk = new Disk(PLAIN).lose(1024, 1024);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(disk::copied)
                .matches(lost -> lost.problem() instanceof DiskProblem.SuperblockDamaged);
    }

    @Test
    void aLostJournalMakesEverythingDoubtful() throws IOException {
        Disk disk = new Disk("journal-checksum-3");
        Ext4 whole = DiskFixtures.open(disk.name);
        disk.loseBlock(whole.firstBlock(8).orElseThrow());
        assertThat(disk.copied().keySet())
                .isNotEmpty()
                .allMatch(path -> path.endsWith(".doubtful") || path.endsWith(".incomplete"))
                .contains(DATA + ".doubtful");
    }

    @Test
    void aLostBlockOfInodesCostsTheirFiles() throws IOException {
        Disk disk = new Disk(PLAIN);
        EditedDisk edited = new EditedDisk(PLAIN);
        disk.loseBlock(edited.inode(DATA));
        Map<String, String> copied = disk.copied();
        assertThat(copied).doesNotContainKey(DATA).containsKey("many/" + number(100));
        assertThat(copied.size()).isBetween(disk.whole().size() - 4, disk.whole().size() - 1);
    }

    private static String number(int n) {
        return "a file with a name of some length, number " + n;
    }

    @Test
    void aLostBlockOfAFolderCostsNamesOnly() throws IOException {
        Disk disk = new Disk(PLAIN);
        disk.loseBlock(new EditedDisk(PLAIN).record("home/user", "your_data.txt"));
        Map<String, String> copied = disk.copied();
        disk.assertOnlyLacks(copied, DATA, "home/user/Documents/numbers");
        assertThat(copied).containsValue(disk.whole().get(DATA));
        assertThat(copied.keySet()).anyMatch(path -> path.matches("lost\\+found/#\\d+/numbers"));
    }

    @Test
    void aLostNodeOfAnExtentTreeCostsWhatItLedTo() throws IOException {
        Disk disk = new Disk(PLAIN);
        EditedDisk edited = new EditedDisk(PLAIN);
        disk.loseBlock(edited.get32(edited.map("holes") + 16) * edited.blockSize());
        Map<String, String> copied = disk.copied();
        disk.assertOnlyLacks(copied, "holes");
        assertThat(copied).containsKey("holes.incomplete");
    }

    @Test
    void aLostIndirectBlockCostsWhatItLedTo() throws IOException {
        Disk disk = new Disk("ext2-1k");
        EditedDisk edited = new EditedDisk(disk.name);
        disk.loseBlock(edited.get32(edited.map("holes") + 12 * 4) * edited.blockSize());
        Map<String, String> copied = disk.copied();
        disk.assertOnlyLacks(copied, "holes");
        assertThat(copied).containsKey("holes.incomplete");
    }

    @Test
    void aLostBlockOfAFileIsAGapInIt() throws IOException {
        Ext4 whole = DiskFixtures.open(PLAIN);
        String numbers = "home/user/Documents/numbers";
        long inode = whole.find(numbers).orElseThrow().inode();
        Disk disk = new Disk(PLAIN).loseBlock(whole.firstBlock(inode).orElseThrow() + 2048);
        disk.assertOnlyLacks(disk.copied(), numbers);
        String gap = numbers + ".incomplete";
        byte[] left = Files.readAllBytes(copyOf(gap));
        assertThat(left).hasSize((int) whole.find(numbers).orElseThrow().size());
        assertThat(Arrays.copyOfRange(left, 2048, 3072)).containsOnly(0);
        assertThat(left[2047]).isNotZero();
        assertThat(left[3072]).isNotZero();
    }

    /** Lost and doubtful bytes anywhere; doubtful ones may be false. */
    @Test
    @Timeout(600)
    void whateverIsLostNoPlainNameIsFalse() {
        List<String> fixtures =
                List.of("ext4-1k", "ext2-1k", "ext4-4k", "inline-data", "nameless", "flex-bg");
        Fuzz.cases(
                40,
                random -> {
                    Disk disk = new Disk(fixtures.get(random.nextInt(fixtures.size())));
                    disk.damage(random);
                    disk.copied();
                });
    }

    private Path copyOf(String path) throws IOException {
        try (Stream<Path> copies = Files.list(folder)) {
            return copies.findFirst().orElseThrow().resolve(path);
        }
    }

    @Test
    void allBytesThatAFileLostAreCountedNotOnlyTheFirstOnes() throws IOException {
        String numbers = "home/user/Documents/numbers";
        EditedDisk whole = new EditedDisk(PLAIN);
        int block = whole.blockSize();
        long size = whole.entry(numbers).size();
        long first = whole.open().firstBlock(whole.entry(numbers).inode()).orElseThrow();
        long last = size / block * block;
        Disk disk = new Disk(PLAIN).lose(first + block, 100).lose(first + last, block);
        Ext4 files = Ext4.open(new SalvagedImage(new MemorySource(disk.image), disk.map));
        assertThat(files.content(files.find(numbers).orElseThrow()).lost())
                .isEqualTo(
                        new DiskProblem.Lost(
                                new ByteCount(first + block), new ByteCount(100 + size - last)));
    }

    @Test
    void aFileThatIsNotWholeCountsWithNoneOfItsBytes() throws IOException {
        CopyResult undamaged = new Disk(PLAIN).counted(CopyOptions.AS_IN_IMAGE).after();
        Disk damaged = new Disk(PLAIN);
        Ext4 plain = DiskFixtures.open(PLAIN);
        long inode = plain.find(DATA).orElseThrow().inode();
        damaged.loseBlock(plain.firstBlock(inode).orElseThrow());
        Counted some = damaged.counted(CopyOptions.AS_IN_IMAGE);
        assertThat(some.after().files()).isEqualTo(undamaged.files() - 1);
        assertThat(some.after().bytes()).isEqualTo(undamaged.bytes() - some.lost());
        assertThat(some.before().bytes()).isEqualTo(undamaged.bytes());
        Counted whole = damaged.counted(CopyOptions.AS_IN_IMAGE.wholeFiles());
        assertThat(whole.after().bytes()).isEqualTo(some.after().bytes());
        assertThat(whole.before().bytes()).isEqualTo(whole.after().bytes());
    }
}
