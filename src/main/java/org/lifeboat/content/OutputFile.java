package org.lifeboat.content;

import org.lifeboat.local.FullDisk;
import org.lifeboat.local.Permissions;
import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.RunProblem;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A new file that is written with holes and synced while it grows, so that no long wait stands at
 * its end. Readable by its owner alone.
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
        this.path = path;
        this.size = size;
        this.channel =
                FileChannel.open(
                        path,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.SPARSE),
                        Permissions.ownerOnly("rw-------"));
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
            throw cannotWrite(failed);
        }
    }

    /** To be called after the last write: a hole at the end becomes part of the file. */
    void complete() throws IOException {
        try {
            syncing.join();
            if (end < size) {
                setSize();
            }
        } catch (IOException | CompletionException failed) {
            throw cannotWrite(failed);
        }
    }

    private void setSize() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
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

    private ProblemException cannotWrite(Exception failed) {
        return cannotWrite(path, failed);
    }

    /**
     * The problem behind a failed write: a full disk is told apart, since a person can do something
     * about it.
     */
    static ProblemException cannotWrite(Path path, Exception failed) {
        String name = path.getFileName().toString();
        return FullDisk.isCauseOf(failed)
                ? new ProblemException(new RunProblem.DriveFull(name))
                : new ProblemException(new RunProblem.WriteFailed(name));
    }
}
