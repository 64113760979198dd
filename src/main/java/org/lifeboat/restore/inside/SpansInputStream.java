package org.lifeboat.restore.inside;

import org.lifeboat.content.BulkInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A tar from some place on, decoded by several threads: each of them decodes what lies between two
 * known entrances. Behind the last of these, and where they lie too far apart to be kept in memory,
 * it goes on with one thread.
 *
 * <p>For one thread. What fails is thrown behind all bytes before it.
 */
final class SpansInputStream extends BulkInputStream {

    private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** In bytes. */
    private static final int LONGEST = 8 << 20;

    private static final int STEP = 128 * 1024;

    /** Spans that are in memory at once: begun, and being used. */
    static final int MOST = THREADS + 2;

    private final SpanBuffers buffers;
    private final Opener opener;
    private final TarStreams streams;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("span-", 1).factory());
    private final Deque<Future<Span>> inFlight = new ArrayDeque<>();

    private volatile boolean isClosed;

    /** Where the next span begins that was not begun. */
    private long next;

    private Span current;
    private int used;

    /** The stream behind all spans. */
    private InputStream rest;

    /** Opens the tar at an entrance. */
    @FunctionalInterface
    interface Opener {
        TarStreams.Entered open(long entrance) throws IOException;
    }

    /** What was decoded, and why not more of it. */
    private static final class Span {
        private final byte[] bytes;
        private int length;
        private Throwable failure;

        private Span(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * @param beginning open, and used up to the first entrance behind the position
     * @param position of its next byte, before which everything was decoded once
     */
    SpansInputStream(
            TarStreams streams,
            SpanBuffers buffers,
            Opener opener,
            InputStream beginning,
            long position) {
        this.buffers = buffers;
        this.streams = streams;
        this.opener = opener;
        this.next = position;
        this.current = new Span(new byte[0]);
        OptionalLong first = end(position);
        if (first.isPresent()) {
            begin(beginning, first.getAsLong());
        } else {
            rest = beginning;
        }
    }

    /** The end of the span that begins there, if there is one that is not too long. */
    private OptionalLong end(long start) {
        OptionalLong entrance = streams.nextEntrance(start);
        return entrance.isPresent() && entrance.getAsLong() - start <= LONGEST
                ? entrance
                : OptionalLong.empty();
    }

    private void begin(InputStream beginning, long end) {
        long start = next;
        next = end;
        inFlight.add(threads.submit(() -> decode(beginning, start, (int) (end - start))));
    }

    private void beginMore() {
        while (rest == null && inFlight.size() <= THREADS) {
            OptionalLong end = end(next);
            if (end.isEmpty()) {
                return;
            }
            begin(null, end.getAsLong());
        }
    }

    private Span decode(InputStream beginning, long start, int length) {
        Span span = new Span(buffers.take(length));
        try (InputStream stream = beginning == null ? opened(start) : beginning) {
            while (span.length < length) {
                if (isClosed) {
                    throw new CancellationException();
                }
                int count =
                        stream.read(span.bytes, span.length, Math.min(STEP, length - span.length));
                if (count < 0) {
                    throw new IOException("decoded otherwise than before");
                }
                span.length += count;
            }
        } catch (Throwable failed) {
            span.failure = failed;
        }
        return span;
    }

    private InputStream opened(long start) throws IOException {
        TarStreams.Entered entered = opener.open(start);
        if (entered.position() != start) {
            entered.stream().close();
            throw new IOException("decoded otherwise than before");
        }
        return entered.stream();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (used == current.length) {
            if (current.failure != null) {
                throw failed(current.failure);
            }
            beginMore();
            if (inFlight.isEmpty()) {
                return rest().read(into, offset, length);
            }
            buffers.giveBack(current.bytes);
            current = await(inFlight.removeFirst());
            used = 0;
            beginMore();
        }
        int count = Math.min(length, current.length - used);
        System.arraycopy(current.bytes, used, into, offset, count);
        used += count;
        return count;
    }

    private InputStream rest() throws IOException {
        if (rest == null) {
            rest = opened(next);
        }
        return rest;
    }

    private static IOException failed(Throwable failure) {
        return switch (failure) {
            case IOException known -> known;
            case RuntimeException unexpected -> throw unexpected;
            case Error fatal -> throw fatal;
            default -> throw new IllegalStateException(failure);
        };
    }

    private static Span await(Future<Span> span) {
        try {
            return span.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ends what is being decoded, and waits for that. */
    @Override
    public void close() throws IOException {
        isClosed = true;
        threads.close();
        buffers.giveBack(current.bytes);
        current = new Span(new byte[0]);
        used = 0;
        while (!inFlight.isEmpty()) {
            buffers.giveBack(await(inFlight.removeFirst()).bytes);
        }
        if (rest != null) {
            rest.close();
        }
    }
}
