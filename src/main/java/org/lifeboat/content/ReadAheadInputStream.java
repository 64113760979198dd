package org.lifeboat.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Reads another stream ahead on a thread of its own, into a few buffers that are used again: what
 * the stream does to its bytes and what is done with them afterwards happen at the same time. The
 * beginning is read on the caller's thread, since a short stream is not worth another.
 *
 * <p>What the other stream throws is thrown here, too, after the bytes that came before it.
 */
public final class ReadAheadInputStream extends BulkInputStream {

    /** In bytes: large enough for few hand-overs, small enough for the caches of a core. */
    private static final int BUFFER = 128 * 1024;

    private static final int BUFFERS = 8;

    /** In bytes. */
    private static final long BEGINNING = 1 << 20;

    private final InputStream stream;

    /** Guarded by this object. */
    private final Deque<Buffer> empty = new ArrayDeque<>(BUFFERS);

    /** Guarded by this object. */
    private final Deque<Buffer> full = new ArrayDeque<>(BUFFERS);

    /** Guarded by this object. */
    private boolean isClosed;

    private Optional<Thread> reader = Optional.empty();
    private long readOfBeginning;
    private Buffer current = new Buffer(0);
    private int next;

    /** Bytes that were read ahead; the last one also holds how the stream ended behind them. */
    private static final class Buffer {
        private final byte[] bytes;
        private int length;
        private boolean isLast;
        private Optional<Throwable> failure = Optional.empty();

        private Buffer(int size) {
            bytes = new byte[size];
        }
    }

    public ReadAheadInputStream(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (reader.isEmpty()) {
            if (readOfBeginning < BEGINNING) {
                int count = stream.read(into, offset, length);
                readOfBeginning += Math.max(count, 0);
                return count;
            }
            start();
        }
        while (next == current.length && !current.isLast) {
            current = exchange(current);
            next = 0;
        }
        int count = Math.min(length, current.length - next);
        if (count == 0) {
            return end(current);
        }
        System.arraycopy(current.bytes, next, into, offset, count);
        next += count;
        return count;
    }

    private static int end(Buffer last) throws IOException {
        return switch (last.failure.orElse(null)) {
            case null -> -1;
            case IOException failed -> throw failed;
            case RuntimeException unexpected -> throw unexpected;
            case Error fatal -> throw fatal;
            case Throwable impossible -> throw new IllegalStateException(impossible);
        };
    }

    private void start() {
        for (int i = 1; i < BUFFERS; i++) {
            empty.add(new Buffer(BUFFER));
        }
        current = new Buffer(BUFFER);
        reader =
                Optional.of(Thread.ofPlatform().daemon().name("read-ahead").start(this::readAhead));
    }

    private void readAhead() {
        try {
            Buffer buffer;
            do {
                buffer = takeEmpty();
                fill(buffer);
                putFull(buffer);
            } while (!buffer.isLast);
        } catch (InterruptedException closed) {
            // Nobody reads any more.
        }
    }

    private void fill(Buffer buffer) {
        buffer.length = 0;
        try {
            int count;
            do {
                count = stream.read(buffer.bytes, buffer.length, BUFFER - buffer.length);
                buffer.length += Math.max(count, 0);
            } while (count >= 0 && buffer.length < BUFFER);
            buffer.isLast = count < 0;
        } catch (Throwable failed) {
            buffer.isLast = true;
            buffer.failure = Optional.of(failed);
        }
    }

    /**
     * @throws InterruptedException if the stream was closed
     */
    private synchronized Buffer takeEmpty() throws InterruptedException {
        while (empty.isEmpty() && !isClosed) {
            wait();
        }
        if (isClosed) {
            throw new InterruptedException();
        }
        return empty.removeFirst();
    }

    private synchronized void putFull(Buffer buffer) {
        full.addLast(buffer);
        notifyAll();
    }

    /** Gives a used buffer back, and waits for the next one. */
    private synchronized Buffer exchange(Buffer used) throws IOException {
        empty.addLast(used);
        notifyAll();
        try {
            while (full.isEmpty()) {
                if (isClosed) {
                    throw new IOException("closed");
                }
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        return full.removeFirst();
    }

    /** Waits until the other stream is not read any more, and closes it. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            isClosed = true;
            notifyAll();
        }
        if (reader.isPresent()) {
            join(reader.get());
        }
        stream.close();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
