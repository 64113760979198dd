package org.lifeboat.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class CheckpointTest {

    private static final int EVERY = 64 * 1024;

    private static final byte[] PLAIN = Corpora.disk(1_500_000, 1);

    /** Three members, the second of many members of one block each. */
    private static final byte[] SMALL_PLAIN = Corpora.text(20_000, 2);

    private static final byte[] GZIP = gzip();
    private static final byte[] ALL = all();

    private static byte[] gzip() {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        gzip.writeBytes(Encoded.gzip(PLAIN));
        for (int i = 0; i < 20; i++) {
            gzip.writeBytes(Encoded.gzip(SMALL_PLAIN));
        }
        gzip.writeBytes(Encoded.gzip(PLAIN, 1));
        return gzip.toByteArray();
    }

    private static byte[] all() {
        try {
            return Encoded.gunzip(GZIP);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static InputStream gzipFrom(Checkpoint checkpoint) {
        return ByteSource.of(GZIP).from(checkpoint.bytePosition());
    }

    private static List<Checkpoint> checkpoints(GzipInputStream gzip) throws IOException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        ByteArrayOutputStream delivered = new ByteArrayOutputStream();
        gzip.takeCheckpoints(
                EVERY,
                checkpoint -> {
                    checkpoints.add(checkpoint);
                    assertThat(checkpoint.outputPosition())
                            .as("delivered just what is before it")
                            .isEqualTo(delivered.size());
                });
        gzip.transferTo(delivered);
        return checkpoints;
    }

    private static List<Checkpoint> checkpoints() throws IOException {
        try (GzipInputStream gzip = new GzipInputStream(new ByteArrayInputStream(GZIP))) {
            return checkpoints(gzip);
        }
    }

    private static void assertGoesOnFrom(Checkpoint checkpoint) throws IOException {
        try (GzipInputStream rest = GzipInputStream.from(checkpoint, gzipFrom(checkpoint))) {
            int from = (int) checkpoint.outputPosition();
            assertThat(rest.readAllBytes()).isEqualTo(Arrays.copyOfRange(ALL, from, ALL.length));
        }
    }

    @Test
    void decodingGoesOnFromEveryCheckpointToTheEndOfAllMembers() throws IOException {
        List<Checkpoint> checkpoints = checkpoints();
        assertThat(checkpoints).hasSizeGreaterThan(20);
        for (Checkpoint checkpoint : checkpoints) {
            assertGoesOnFrom(checkpoint);
        }
    }

    @Test
    void someLieInMembersOfOneBlockAndLaterOnes() throws IOException {
        assertThat(checkpoints())
                .anyMatch(
                        checkpoint ->
                                checkpoint.memberLength() == 0
                                        && checkpoint.outputPosition() > PLAIN.length)
                .anyMatch(
                        checkpoint ->
                                checkpoint.outputPosition() - checkpoint.memberLength()
                                        == ALL.length - PLAIN.length);
    }

    @Test
    void theyLieFarEnoughFromEachOther() throws IOException {
        long last = 0;
        for (Checkpoint checkpoint : checkpoints()) {
            assertThat(checkpoint.outputPosition()).isGreaterThanOrEqualTo(last + EVERY);
            last = checkpoint.outputPosition();
        }
    }

    @Test
    void asBytesTheyAreTheSame() throws IOException {
        for (Checkpoint checkpoint : checkpoints()) {
            byte[] bytes = checkpoint.toBytes();
            Checkpoint read = Checkpoint.of(bytes);
            assertThat(read.window()).isEqualTo(checkpoint.window());
            assertThat(read.toBytes()).isEqualTo(bytes);
            assertGoesOnFrom(read);
        }
    }

    @Test
    void onesTakenAfterGoingOnAreTheSame() throws IOException {
        List<Checkpoint> checkpoints = checkpoints();
        Checkpoint fifth = checkpoints.get(4);
        List<Checkpoint> again = new ArrayList<>();
        try (GzipInputStream rest = GzipInputStream.from(fifth, gzipFrom(fifth))) {
            rest.takeCheckpoints(EVERY, again::add);
            rest.readAllBytes();
        }
        List<Checkpoint> first = checkpoints.subList(5, checkpoints.size());
        assertThat(again).hasSameSizeAs(first);
        for (int i = 0; i < first.size(); i++) {
            assertThat(again.get(i).toBytes()).isEqualTo(first.get(i).toBytes());
        }
    }

    @Test
    void aChecksumIsCheckedOverWhatWasBeforeTheCheckpoint() throws IOException {
        Checkpoint good = checkpoints().get(3);
        Checkpoint other =
                new Checkpoint(
                        good.bitPosition(),
                        good.outputPosition(),
                        good.memberLength(),
                        good.memberCrc() ^ 1,
                        good.window());
        assertThatThrownBy(() -> assertGoesOnFrom(other))
                .isInstanceOfSatisfying(
                        DeflateException.class,
                        fault -> assertThat(fault.fault()).isEqualTo(Fault.CHECKSUM));
    }

    @Test
    void bytesThatWereChangedOrCutAreRefused() throws IOException {
        byte[] bytes = checkpoints().getFirst().toBytes();
        for (int i = 0; i < bytes.length; i += 37) {
            byte[] changed = bytes.clone();
            changed[i] ^= 4;
            assertThatThrownBy(() -> Checkpoint.of(changed)).isInstanceOf(DeflateException.class);
            byte[] cut = Arrays.copyOf(bytes, i);
            assertThatThrownBy(() -> Checkpoint.of(cut)).isInstanceOf(DeflateException.class);
        }
    }
}
