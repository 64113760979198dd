package org.lifeboat.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class ReadAheadInputStreamTest {

    /** More than all of its buffers hold behind what is read directly. */
    private static final int LONG = 5 << 20;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 20, (1 << 20) + 1, (1 << 20) + 128 * 1024, LONG, LONG + 77})
    void givesEveryByteInOrder(int length) throws IOException {
        byte[] bytes = random(length);
        try (InputStream ahead = new ReadAheadInputStream(new Trickle(bytes))) {
            assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            assertThat(ahead.read()).isEqualTo(-1);
            assertThat(ahead.read(new byte[9])).isEqualTo(-1);
        }
    }

    /** A few bytes at a time. */
    private static final class Trickle extends InputStream {
        private final ByteArrayInputStream bytes;

        private Trickle(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, Math.min(length, 10_007));
        }
    }

    /** As many zeros as were asked for, then a failure. */
    private static InputStream failing(int length, Throwable failure) {
        return new BulkInputStream() {
            private int left = length;

            @Override
            public int read(byte[] into, int offset, int wanted) throws IOException {
                if (left == 0) {
                    switch (failure) {
                        case IOException failed -> throw failed;
                        case RuntimeException unexpected -> throw unexpected;
                        case Error fatal -> throw fatal;
                        default -> throw new AssertionError(failure);
                    }
                }
                int count = Math.min(left, wanted);
                left -= count;
                return count;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, LONG + 5})
    void throwsWhatTheOtherStreamThrowsAfterAllBytesBefore(int length) throws IOException {
        for (Throwable failure :
                new Throwable[] {
                    new IOException("torn"), new CancellationException(), new OutOfMemoryError("no")
                }) {
            try (InputStream ahead = new ReadAheadInputStream(failing(length, failure))) {
                assertThat(ahead.readNBytes(length)).hasSize(length);
                assertThatThrownBy(() -> ahead.read(new byte[10])).isSameAs(failure);
            }
        }
    }

    @Test
    void readsAheadWhileNobodyAsks() throws Exception {
        CountDownLatch wasReadFarther = new CountDownLatch((LONG >> 10) / 4);
        InputStream counted =
                new BulkInputStream() {
                    @Override
                    public int read(byte[] into, int offset, int length) {
                        wasReadFarther.countDown();
                        return Math.min(length, 1024);
                    }
                };
        try (InputStream ahead = new ReadAheadInputStream(counted)) {
            ahead.skipNBytes((1 << 20) + 1);
            wasReadFarther.await();
        }
    }

    @Test
    void readsNoFartherThanItsBuffersHold() throws Exception {
        AtomicLong given = new AtomicLong();
        InputStream endless =
                new BulkInputStream() {
                    @Override
                    public int read(byte[] into, int offset, int length) {
                        given.addAndGet(length);
                        return length;
                    }
                };
        InputStream ahead = new ReadAheadInputStream(endless);
        ahead.skipNBytes(2 << 20);
        ahead.close();
        assertThat(given.get()).isBetween(2L << 20, (2L << 20) + 8 * 128 * 1024);
    }

    @Test
    void whenItIsClosedNobodyReadsTheOtherStreamAnyMore() throws Exception {
        AtomicBoolean isClosed = new AtomicBoolean();
        AtomicBoolean wasReadAfterwards = new AtomicBoolean();
        AtomicBoolean isBeingRead = new AtomicBoolean();
        InputStream slow =
                new BulkInputStream() {
                    @Override
                    public int read(byte[] into, int offset, int length) {
                        isBeingRead.set(true);
                        wasReadAfterwards.compareAndSet(false, isClosed.get());
                        Thread.yield();
                        isBeingRead.set(false);
                        return Math.min(length, 1000);
                    }

                    @Override
                    public void close() {
                        assertThat(isBeingRead).isFalse();
                        isClosed.set(true);
                    }
                };
        InputStream ahead = new ReadAheadInputStream(slow);
        ahead.skipNBytes(2 << 20);
        ahead.close();
        assertThat(isClosed).isTrue();
        assertThat(wasReadAfterwards).isFalse();
    }
}
