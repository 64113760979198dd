package org.lifeboat.restore.unfinished;

import org.lifeboat.crypto.RecordKey;
import org.lifeboat.local.PrivateFiles;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file that entries are appended to. Each is sealed together with all those before it, so that
 * none can be changed, moved or left out; only the last ones can be lost. Safe for use by several
 * threads, and used by one program at a time.
 */
public final class SealedLog implements AutoCloseable {

    private static final byte[] MAGIC = {'L', 'B', 'R', 'E', 'C', 'O', 'R', '1'};

    private static final int START = MAGIC.length + RecordKey.SALT;

    /** Bytes; the files of an archive with two million members take less. */
    private static final int LONGEST = 1 << 30;

    private final FileChannel channel;
    private final RecordKey key;
    private byte[] last;
    private long appended;
    private long synced;
    private boolean isSyncing;

    private SealedLog(FileChannel channel, RecordKey key, byte[] last) {
        this.channel = channel;
        this.key = key;
        this.last = last;
    }

    /**
     * @param key becomes the log's own
     * @throws java.nio.file.FileAlreadyExistsException if anything has that name
     */
    public static SealedLog create(Path file, byte[] salt, RecordKey key) throws IOException {
        FileChannel channel = PrivateFiles.create(file);
        SealedLog log = new SealedLog(channel, key, salt);
        lock(channel);
        write(channel, MAGIC, salt);
        return log;
    }

    /**
     * The salt that the key of a log is derived with.
     *
     * @return nothing if it is no log
     */
    public static Optional<byte[]> salt(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // To open a pipe takes until somebody writes into it.
            return Optional.empty();
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            byte[] start = read(channel, START);
            return Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                    ? Optional.of(Arrays.copyOfRange(start, MAGIC.length, START))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether another program, or another restore of this one, is using a log. */
    public static boolean isInUse(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return !lock(channel);
        } catch (IOException unusable) {
            return false;
        }
    }

    /** A log that can be appended to, and what is in it. */
    public record Opened(SealedLog log, List<byte[]> entries) {}

    /**
     * Reads a log as far as its seals are right, and cuts off the rest: the last entry may not have
     * been written to its end.
     *
     * @param key becomes the log's own
     * @return nothing if another program is using it
     */
    public static Optional<Opened> open(Path file, RecordKey key) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        try {
            if (!lock(channel)) {
                channel.close();
                return Optional.empty();
            }
            byte[] start = read(channel, START);
            SealedLog log =
                    new SealedLog(channel, key, Arrays.copyOfRange(start, MAGIC.length, START));
            List<byte[]> entries = new ArrayList<>();
            long end = channel.position();
            for (Optional<byte[]> entry = log.next(); entry.isPresent(); entry = log.next()) {
                entries.add(entry.get());
                end = channel.position();
            }
            channel.truncate(end).position(end);
            return Optional.of(new Opened(log, entries));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** False if another program holds it; where files cannot be locked, nobody does. */
    private static boolean lock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        } catch (IOException notOnThisDrive) {
            return true;
        }
    }

    private Optional<byte[]> next() throws IOException {
        try {
            byte[] length = read(channel, Integer.BYTES);
            int count = ByteBuffer.wrap(length).getInt();
            if (count < 0
                    || count > LONGEST
                    || count > channel.size() - channel.position() - RecordKey.SEAL) {
                return Optional.empty();
            }
            byte[] entry = read(channel, count);
            byte[] seal = key.seal(last, length, entry);
            if (!MessageDigest.isEqual(seal, read(channel, RecordKey.SEAL))) {
                return Optional.empty();
            }
            last = seal;
            return Optional.of(entry);
        } catch (EOFException cutOff) {
            return Optional.empty();
        }
    }

    private static byte[] read(FileChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.array();
    }

    private static void write(FileChannel channel, byte[]... pieces) throws IOException {
        int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] piece : pieces) {
            all.put(piece);
        }
        all.flip();
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    /**
     * Another file that is sealed with the log's key.
     *
     * @param purpose of its content, so that none can stand for another
     */
    public SealedFile file(Path file, String purpose) {
        return new SealedFile(file, key, purpose);
    }

    /**
     * It is on the drive when {@link #sync} returns; what was written before it survives a kill.
     */
    public synchronized void append(byte[] entry) throws IOException {
        byte[] length = ByteBuffer.allocate(Integer.BYTES).putInt(entry.length).array();
        byte[] seal = key.seal(last, length, entry);
        long before = channel.position();
        try {
            write(channel, length, entry, seal);
        } catch (IOException failed) {
            // What comes next has to stand where this would have.
            channel.truncate(before).position(before);
            throw failed;
        }
        last = seal;
        appended++;
    }

    /** Those who wait together share one sync. */
    public void sync() throws IOException {
        long upTo;
        synchronized (this) {
            long wanted = appended;
            while (isSyncing && synced < wanted) {
                await();
            }
            if (synced >= wanted) {
                return;
            }
            isSyncing = true;
            upTo = appended;
        }
        boolean isDone = false;
        try {
            channel.force(false);
            isDone = true;
        } finally {
            synchronized (this) {
                isSyncing = false;
                synced = isDone ? upTo : synced;
                notifyAll();
            }
        }
    }

    private void await() throws IOException {
        try {
            wait();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            key.close();
        }
    }
}
