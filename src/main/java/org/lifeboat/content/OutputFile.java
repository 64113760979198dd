package org.lifeboat.content;

import org.lifeboat.local.PrivateFiles;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A new file with holes, synced while it grows so that there is no long wait at its end. Readable
 * by its owner alone.
 */
final class OutputFile {

    /** Bytes after which what was written is sent to the disk, in the background. */
    private static final long SYNC_EVERY = 64L << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private long end;
    private long unsynced;
    private CompletableFuture<Void> syncing = CompletableFuture.completedFuture(null);

    /**
     * @param size its true size in bytes
     * @throws java.nio.file.FileAlreadyExistsException if anything has that name
     */
    OutputFile(Path path, long size) throws IOException {
        this(path, size, PrivateFiles.create(path));
    }

    private OutputFile(Path path, long size, FileChannel channel) {
        this.path = path;
        this.size = size;
        this.channel = channel;
    }

    /**
     * Opens one that was not finished; what is written next has to lie behind what is there, or be
     * the same.
     *
     * @param written bytes that count; what is behind them is cut off
     * @throws IOException if there are fewer
     */
    static OutputFile reopen(Path path, long size, long written) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        if (channel.size() < written) {
            channel.close();
            throw new EOFException(path.toString());
        }
        channel.truncate(written);
        OutputFile file = new OutputFile(path, size, channel);
        file.end = written;
        return file;
    }

    /** Offsets rise; what is between them is a hole. */
    void write(long offset, byte[] bytes, int length) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer, offset + buffer.position());
            }
            end = offset + length;
            unsynced += length;
            if (unsynced >= SYNC_EVERY) {
                syncing.join();
                unsynced = 0;
                syncing = CompletableFuture.runAsync(this::sync, Thread::startVirtualThread);
            }
        } catch (IOException | CompletionException failed) {
            throw WriteFailure.of(path, failed);
        }
    }

    /**
     * Sends what was written so far to the disk, in the background, when what was sent before is
     * there.
     *
     * @param then run when it is there
     */
    void sync(Runnable then) throws IOException {
        try {
            syncing.join();
        } catch (CompletionException failed) {
            throw WriteFailure.of(path, failed);
        }
        unsynced = 0;
        syncing =
                CompletableFuture.runAsync(
                        () -> {
                            sync();
                            then.run();
                        },
                        Thread::startVirtualThread);
    }

    /** Behind the last byte that was written. */
    long end() {
        return end;
    }

    /** To be called after the last write; gives the file its hole at the end. */
    void complete() throws IOException {
        try {
            syncing.join();
            if (end < size) {
                PrivateFiles.extend(path, size);
            }
        } catch (IOException | CompletionException failed) {
            throw WriteFailure.of(path, failed);
        }
    }

    /** Lets go of it, finished or not. */
    void close() throws IOException {
        try {
            syncing.join();
        } catch (CompletionException alreadyTold) {
            // complete() or write() told it, or the file is being given up.
        }
        channel.close();
    }

    private void sync() {
        try {
            channel.force(false);
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }
}
