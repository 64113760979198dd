package org.lifeboat.disk.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lifeboat.watch.Cancellation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/** What stretches of disks say of their own places. */
@Timeout(120)
class PlaceSearchTest {

    private static List<PlaceVote> votes(Ext4 disk, byte[] stretch) throws IOException {
        PlaceSearch search = disk.placeSearch(new Cancellation());
        search.add(stretch, 0, stretch.length);
        return search.end();
    }

    private static Set<PlaceVote.Witness> sealed(List<PlaceVote> votes) {
        return votes.stream()
                .filter(PlaceVote::isSealed)
                .map(PlaceVote::witness)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(PlaceVote.Witness.class)));
    }

    @ParameterizedTest
    @CsvSource({
        "ext4-1k, EXTENTS FOLDER INODES",
        "ext4-4k, FOLDER INODES",
        "ext4-of-2023, FOLDER INODES",
        "flex-bg, FOLDER INODES SUPERBLOCK",
        "meta-bg, FOLDER INODES SUPERBLOCK",
        "large-dir, EXTENTS FOLDER INODES",
        "ext4-64k, FOLDER INODES",
    })
    void everySealedVoteOfAStretchSaysItsTruePlace(String name, String witnesses)
            throws IOException {
        byte[] image = DiskFixtures.image(name);
        Ext4 disk = Ext4.open(new MemorySource(image));
        for (int cut : new int[] {0, 1, 512, 100_003}) {
            List<PlaceVote> votes = votes(disk, Arrays.copyOfRange(image, cut, image.length));
            assertThat(votes)
                    .filteredOn(PlaceVote::isSealed)
                    .allMatch(vote -> vote.position() + cut == vote.diskPosition());
            if (cut == 0) {
                assertThat(sealed(votes))
                        .containsAll(
                                Arrays.stream(witnesses.split(" "))
                                        .map(PlaceVote.Witness::valueOf)
                                        .toList());
            }
        }
    }

    @Test
    void aBitmapIsKnownByTheChecksumInItsDescriptor() throws IOException {
        byte[] image = DiskFixtures.image("nameless");
        List<PlaceVote> votes = votes(Ext4.open(new MemorySource(image)), image);
        assertThat(votes)
                .filteredOn(vote -> vote.witness() == PlaceVote.Witness.BITMAP)
                .isNotEmpty()
                .allMatch(vote -> vote.position() == vote.diskPosition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext3-4k", "ext4-of-2016", "ext2-1k"})
    void withoutChecksumsFoldersOnlyLookAsIfTheyKnewTheirPlace(String name) throws IOException {
        byte[] image = DiskFixtures.image(name);
        List<PlaceVote> votes = votes(Ext4.open(new MemorySource(image)), image);
        assertThat(votes)
                .filteredOn(vote -> vote.witness() == PlaceVote.Witness.FOLDER)
                .hasSizeGreaterThan(5)
                .allMatch(vote -> vote.position() == vote.diskPosition());
        assertThat(votes).noneMatch(PlaceVote::isSealed);
    }

    /** Most fixtures have one UUID, but these two have two. */
    @ParameterizedTest
    @CsvSource({"nameless, ext4-1k", "flex-bg, no-start", "ext4-1k, nameless"})
    void aStretchOfAnotherDiskSaysNothingSealed(String disk, String stretch) throws IOException {
        assertThat(votes(DiskFixtures.open(disk), DiskFixtures.image(stretch)))
                .noneMatch(PlaceVote::isSealed);
    }

    @Test
    void copiesInTheJournalAreNotBelieved() throws IOException {
        byte[] image = DiskFixtures.image("journal-checksum-3");
        Ext4 disk = Ext4.open(new MemorySource(image));
        List<PlaceVote> votes = votes(disk, image);
        assertThat(votes)
                .filteredOn(PlaceVote::isSealed)
                .allMatch(vote -> vote.position() == vote.diskPosition());
        byte[] log =
                Arrays.copyOfRange(image, (int) disk.firstBlock(8).orElseThrow(), image.length);
        assertThat(new String(log, 0, 4, StandardCharsets.ISO_8859_1)).isEqualTo("\u00c0;9\u0098");
    }

    @Test
    void whatComesInPiecesAndWithGapsIsPlacedAllTheSame() throws IOException {
        byte[] image = DiskFixtures.image("ext4-1k");
        Ext4 disk = Ext4.open(new MemorySource(image));
        List<PlaceVote> whole = votes(disk, image);
        PlaceSearch search = disk.placeSearch(new Cancellation());
        Random random = new Random(1);
        for (int at = 0; at < image.length; ) {
            int some = Math.min(image.length - at, 1 + random.nextInt(40_000));
            search.add(image, at, some);
            at += some;
        }
        assertThat(search.end()).containsExactlyInAnyOrderElementsOf(whole);
        PlaceSearch gaps = disk.placeSearch(new Cancellation());
        gaps.add(image, 0, 100_000);
        gaps.skip(10_000);
        gaps.add(image, 110_000, image.length - 110_000);
        assertThat(gaps.end())
                .filteredOn(PlaceVote::isSealed)
                .isNotEmpty()
                .allMatch(vote -> vote.position() == vote.diskPosition());
    }

    @Test
    void nothingIsFoundInNoise() throws IOException {
        byte[] noise = new byte[4 << 20];
        new Random(2).nextBytes(noise);
        assertThat(votes(DiskFixtures.open("ext4-1k"), noise))
                .noneMatch(PlaceVote::isSealed)
                .hasSizeLessThan(3);
    }

    /** Each of these could be the begin of a node, and would cost a checksum of a block. */
    @Test
    void aHostileStretchBuysNoEndlessWork() throws IOException {
        Ext4 disk = DiskFixtures.open("ext4-64k");
        byte[] stretch = new byte[8 << 20];
        for (int at = 0; at + 8 <= stretch.length; at += 8) {
            System.arraycopy(
                    new byte[] {0x0a, (byte) 0xf3, 1, 0, 0x54, 0x15, 0, 0}, 0, stretch, at, 8);
        }
        assertThat(votes(disk, stretch)).isEmpty();
    }

    @Test
    void aCancelledSearchEnds() throws IOException {
        Cancellation cancellation = new Cancellation();
        cancellation.request();
        Ext4 disk = DiskFixtures.open("ext4-1k");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> disk.placeSearch(cancellation));
    }

    @Test
    void aChecksumLeadsBackToItsSeed() {
        Random random = new Random(3);
        byte[] bytes = new byte[100];
        random.nextBytes(bytes);
        int seed = random.nextInt();
        assertThat(ReverseCrc.seed(Crc.crc32c(seed, bytes), bytes, 0, bytes.length))
                .isEqualTo(seed);
        assertThat(ReverseCrc.between(seed, Crc.crc32c(seed, Bytes.le32(123_456))))
                .isEqualTo(123_456);
    }
}
