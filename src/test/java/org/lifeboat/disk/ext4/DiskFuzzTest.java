package org.lifeboat.disk.ext4;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lifeboat.disk.DiskImage;
import org.lifeboat.testing.Fuzz;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Flips bytes of every fixture and reads all there is. Nothing may hang, read outside the image
 * (the source would tell) or throw anything but an {@link IOException}.
 */
class DiskFuzzTest {

    private static final int CASES = 400;
    private static final WalkLimits LIMITS = new WalkLimits(50, 5_000);

    /** Of a file whose damaged size is claimed to be large, more would only be more zeros. */
    private static final long MOST_CONTENT = 64 << 20;

    private record Image(String name, byte[] bytes, List<Integer> metadata) {}

    @Test
    @Timeout(600)
    void flippedBytesNeverDoMoreThanGiveAProblem() {
        List<Image> images = images();
        Fuzz.cases(CASES, random -> attempt(images.get(random.nextInt(images.size())), random));
    }

    private static List<Image> images() {
        List<Image> images = new ArrayList<>();
        addAll(images, DiskFixtures.folder());
        String more = System.getProperty("lifeboat.disk-images", "");
        if (!more.isBlank()) {
            addAll(images, Path.of(more));
        }
        return images;
    }

    private static void addAll(List<Image> images, Path folder) {
        for (String name : DiskFixtures.names(folder)) {
            byte[] bytes = DiskFixtures.image(folder, name);
            images.add(new Image(name, bytes, used(bytes)));
        }
    }

    /** Pieces that are not zeros: changes elsewhere change little. */
    private static List<Integer> used(byte[] bytes) {
        List<Integer> used = new ArrayList<>();
        for (int at = 0; at + 64 <= bytes.length; at += 64) {
            if (!Bytes.isZero(bytes, at, at + 64)) {
                used.add(at);
            }
        }
        return used;
    }

    private static byte[] altered(Image image, Random random) {
        byte[] bytes = image.bytes().clone();
        int flips = 1 + random.nextInt(40);
        for (int i = 0; i < flips; i++) {
            List<Integer> used = image.metadata();
            int at = used.get(random.nextInt(used.size())) + random.nextInt(64);
            bytes[at] =
                    (byte)
                            (random.nextBoolean()
                                    ? random.nextInt()
                                    : bytes[at] ^ 1 << random.nextInt(8));
        }
        return random.nextInt(10) == 0
                ? Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length))
                : bytes;
    }

    private static void attempt(Image image, Random random) throws IOException {
        byte[] bytes = altered(image, random);
        try {
            readAll(bytes);
        } catch (RuntimeException | Error undeclared) {
            throw new AssertionError(image.name(), undeclared);
        }
    }

    private static void readAll(byte[] bytes) throws IOException {
        BlockSource source = new MemorySource(bytes);
        DiskImage.look(source);
        Ext4 fileSystem = Ext4.open(source);
        for (long inode : NamelessInodes.of(fileSystem, new Cancellation())) {
            fileSystem.entry(link(inode), FileState.WHOLE);
        }
        TreeWalk walk =
                fileSystem.walk(fileSystem.root(new Cancellation()), LIMITS, new Cancellation());
        while (walk.hasNext()) {
            FolderEntry entry = walk.next().entry();
            try {
                read(fileSystem, entry);
            } catch (IOException declared) {
                // The rest goes on.
            }
        }
        walk.takeProblems();
    }

    private static FolderBlock.Link link(long inode) {
        return new FolderBlock.Link(new Name(new byte[] {'x'}), inode, EntryKind.UNKNOWN);
    }

    /** What was a disk's metadata once says nothing that does harm. */
    @Test
    @Timeout(600)
    void placesAreSoughtInAnythingOnAnyDisk() {
        List<Image> images = images();
        Fuzz.cases(
                CASES / 4,
                random -> {
                    Image image = images.get(random.nextInt(images.size()));
                    byte[] altered = altered(image, random);
                    byte[] disk = random.nextBoolean() ? altered : image.bytes();
                    PlaceSearch search =
                            Ext4.open(new MemorySource(disk)).placeSearch(new Cancellation());
                    int from = random.nextInt(altered.length);
                    search.add(altered, from, altered.length - from);
                    for (PlaceVote vote : search.end()) {
                        if (vote.diskPosition() < 0 || vote.position() < 0) {
                            throw new AssertionError(vote.toString());
                        }
                    }
                });
    }

    private static void read(Ext4 fileSystem, FolderEntry entry) throws IOException {
        if (entry.kind() == EntryKind.LINK) {
            fileSystem.linkTarget(entry);
        } else if (entry.kind() == EntryKind.FILE) {
            FileContent content = fileSystem.content(entry);
            ExtentCursor extents = content.extents();
            while (extents.next().isPresent()) {
                extents.integrity();
            }
            try (InputStream in = content.open()) {
                byte[] piece = new byte[1 << 18];
                long left = MOST_CONTENT;
                for (int n = in.read(piece); n >= 0 && left > 0; n = in.read(piece)) {
                    left -= n;
                }
            }
        }
    }
}
