package org.lifeboat.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lifeboat.archive.ChunkBytes;
import org.lifeboat.crypto.DigestAlgorithm.Hmac;
import org.lifeboat.format.BackupFormat.Seal;
import org.lifeboat.testing.BackupBuilder;
import org.lifeboat.watch.Watch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What finding the right one of 4,096 combinations takes. */
class PartMixtureTest {

    private static final int SECTOR = 512;
    private static final int APART = 16 * SECTOR;
    private static final int RANGES = 12;
    private static final int SIZE = RANGES * APART;

    private final byte[] right = BackupBuilder.random(1, SIZE);
    private final byte[] first = right.clone();
    private final byte[] second = right.clone();
    private final LongAdder hashed = new LongAdder();
    private final List<Double> told = new ArrayList<>();

    /** Stands for an HMAC, and counts. */
    private final class Counted implements Hmac {
        private long state;

        private Counted(long state) {
            this.state = state;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                state = state * 0x5851f42d4c957f2dL + bytes[i] + 1;
            }
            hashed.add(length);
        }

        @Override
        public byte[] finish() {
            return ByteBuffer.allocate(Long.BYTES).putLong(state).array();
        }

        @Override
        public Optional<Hmac> fork() {
            return Optional.of(new Counted(state));
        }
    }

    private static PartMixture.Copy copy(byte[] bytes) {
        byte[] piece = new byte[ChunkBytes.PIECE];
        System.arraycopy(bytes, 0, piece, 0, bytes.length);
        return new PartMixture.Copy(List.of(piece), bytes.length, 0, new Holes());
    }

    private Optional<List<PartMixture.Range>> find() {
        Counted wanted = new Counted(0);
        wanted.update(right, 0, SIZE);
        hashed.reset();
        Watch watch =
                (stage, fraction) -> {
                    synchronized (told) {
                        told.add(fraction);
                    }
                };
        Seal seal = new Seal(new Counted(0), SIZE, wanted.finishHex());
        return new PartMixture(copy(first), copy(second), false, watch)
                .find(List.of(new PartMixture.SealFrom(seal, false)));
    }

    private static long mostBytes() {
        return (2L << RANGES) * APART;
    }

    private static void damageEvery(int from, int step, int bit, byte[] copy) {
        for (int range = from; range < RANGES; range += step) {
            copy[range * APART + 7] ^= (byte) bit;
        }
    }

    @Test
    void noChoiceOfSectorsIsHashedTwice() {
        damageEvery(0, 2, 1, first);
        damageEvery(1, 2, 1, second);
        assertThat(find().orElseThrow()).hasSize(RANGES / 2);
        // Several threads may begin with the same choices.
        assertThat(hashed.sum()).isLessThan(mostBytes() * 11 / 10);
    }

    @Test
    void whereNoneIsRightItEndsAfterThatManyBytes() {
        damageEvery(0, 1, 1, first);
        damageEvery(0, 2, 2, second);
        assertThat(find()).isEmpty();
        assertThat(hashed.sum()).isBetween(mostBytes() / 2, mostBytes() * 11 / 10);
        assertThat(told).allSatisfy(fraction -> assertThat(fraction).isBetween(0.0, 1.0));
        assertThat(told.getLast()).isGreaterThan(0.9);
    }
}
