package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

class BlockFinderTest {

    /** Of random places a corpus; the fuzzing property makes it more. */
    private static final int PLACES = 500;

    private static void assertFindsEveryBlock(byte[] gzip, long seed) throws IOException {
        TreeSet<Long> blocks = TrueBlocks.of(gzip);
        assertThat(blocks).hasSizeGreaterThan(8);
        Random random = new Random(seed);
        for (int i = 0; i < PLACES; i++) {
            long from = 80 + random.nextLong(gzip.length * 8L - 80);
            Long expected = blocks.ceiling(from);
            OptionalLong found = find(gzip, from);
            assertThat(found)
                    .as("from bit %d", from)
                    .isEqualTo(expected == null ? OptionalLong.empty() : OptionalLong.of(expected));
        }
    }

    private static OptionalLong find(byte[] gzip, long from) throws IOException {
        return new BlockFinder(ByteSource.of(gzip)).next(from, gzip.length * 8L);
    }

    @Test
    void everyBlockOfTextIsFound() throws IOException {
        assertFindsEveryBlock(Encoded.gzip(Corpora.text(1_500_000, 1)), 1);
    }

    @Test
    void everyBlockOfADiskIsFound() throws IOException {
        assertFindsEveryBlock(Encoded.gzip(Corpora.disk(1_200_000, 2)), 2);
    }

    @Test
    void everyStoredBlockIsFound() throws IOException {
        assertFindsEveryBlock(Encoded.gzip(Corpora.noise(700_000, 3)), 3);
    }

    /** Compressed files in a disk: their blocks look like the disk's own. */
    @Test
    void aGzipFileInAStoredBlockIsNotTakenForTheStream() throws IOException {
        byte[] plain = new byte[0];
        for (int i = 0; i < 12; i++) {
            byte[] file = Encoded.gzip(Corpora.text(180_000 + i * 7000, i));
            plain = Encoded.join(plain, file, Corpora.text(3000, i));
        }
        byte[] gzip = Encoded.gzip(plain);
        assertThat(TrueBlocks.of(gzip).size()).isGreaterThan(8);
        assertFindsEveryBlock(gzip, 4);
        assertFindsEveryBlock(Encoded.gzip(plain, 0), 5);
    }

    /** The source ends where the data is bad, and the last block with it. */
    @Test
    void blocksAreFoundBeforeWhatIsBad() throws IOException {
        byte[] gzip = Encoded.gzip(Corpora.disk(900_000, 6));
        TreeSet<Long> blocks = TrueBlocks.of(gzip);
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            byte[] good = Arrays.copyOf(gzip, gzip.length / 2 + random.nextInt(gzip.length / 4));
            long from = 80 + random.nextLong(gzip.length * 3L);
            assertThat(find(good, from)).hasValue(blocks.ceiling(from));
        }
    }

    @Test
    void noiseHasNoBlocks() throws IOException {
        byte[] noise = Corpora.noise(1 << 20, 8);
        assertThat(find(noise, 0)).isEmpty();
    }

    @Test
    void zerosAndRepetitionsHaveNoBlocks() throws IOException {
        assertThat(find(new byte[1 << 20], 0)).isEmpty();
        for (int period = 1; period < 12; period++) {
            byte[] pattern = new byte[1 << 15];
            for (int i = 0; i < pattern.length; i++) {
                pattern[i] = (byte) (i / period % 2 == 0 ? 0 : 0xff);
            }
            assertThat(find(pattern, 0)).as("period %d", period).isEmpty();
        }
    }

    @Test
    void theSearchEndsWhereItIsTold() throws IOException {
        byte[] gzip = Encoded.gzip(Corpora.text(700_000, 1));
        TreeSet<Long> blocks = TrueBlocks.of(gzip);
        long second = blocks.higher(blocks.first());
        BlockFinder finder = new BlockFinder(ByteSource.of(gzip));
        assertThat(finder.next(blocks.first() + 1, second)).isEmpty();
        assertThat(finder.next(blocks.first() + 1, second + 1)).hasValue(second);
    }

    @Test
    void theSearchEndsSoonWhenThatIsWished() throws IOException {
        CountingSource source = new CountingSource(falseBlocks(4 << 20));
        BlockFinder finder = new BlockFinder(source, () -> source.bytesRead() > 1 << 20);
        assertThatThrownBy(() -> finder.next(0, source.size() * 8))
                .isInstanceOf(CancellationException.class);
        assertThat(source.bytesRead()).isLessThan(2 << 20);
    }

    /**
     * Thousands of places that look like a block and lead far, made to cost time: were each decoded
     * to its end, it would be gigabytes.
     */
    @Test
    void manyFalseBlocksCostBoundedWork() throws IOException {
        CountingSource source = new CountingSource(falseBlocks(4 << 20));
        assertThat(new BlockFinder(source).next(0, source.size() * 8)).isEmpty();
        assertThat(source.bytesRead()).isLessThan((64L << 20) + 32 * source.size());
    }

    /**
     * At each fifth byte a stored block of 3,000 bytes begins, so that there are 601 chains of
     * them; all end at bytes that are no header.
     */
    private static byte[] falseBlocks(int length) {
        byte[] header = {0, (byte) 3000, 3000 >> 8, (byte) ~3000, (byte) (~3000 >> 8)};
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = header[i % header.length];
        }
        Arrays.fill(bytes, length - 10_000, length, (byte) 7);
        return bytes;
    }

    private static final class CountingSource implements ByteSource {

        private final ByteSource source;
        private long bytesRead;

        CountingSource(byte[] bytes) {
            this.source = ByteSource.of(bytes);
        }

        long bytesRead() {
            return bytesRead;
        }

        @Override
        public long size() {
            return source.size();
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            int read = source.read(position, into, offset, length);
            bytesRead += Math.max(0, read);
            return read;
        }
    }
}
