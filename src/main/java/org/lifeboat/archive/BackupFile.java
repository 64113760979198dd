package org.lifeboat.archive;

import org.lifeboat.problem.FatalException;
import org.lifeboat.problem.UnreadableBackup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A backup, opened for reading only. Safe for use by several threads. */
public final class BackupFile implements FileSource {

    private static final int DIRECT_WINDOW = 1 << 20;

    /** Of POSIX's {@code st_mode}. */
    private static final int FILE_TYPE = 0170000;

    private static final int BLOCK_DEVICE = 0060000;

    private final Path path;
    private final FileChannel channel;
    private final long size;

    /** One for each thread that reads again at the same time: only a collection would free them. */
    private final Queue<ByteBuffer> windows = new ConcurrentLinkedQueue<>();

    private BackupFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    /**
     * @throws IOException if it cannot be opened
     * @throws FatalException if it has no bytes at positions: to open a pipe may take for ever
     */
    public static BackupFile open(Path path) throws IOException, FatalException {
        if (!hasPositions(path)) {
            throw new FatalException(new UnreadableBackup.NotABackup(FileKind.NO_FILE));
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new BackupFile(path, channel, channel.size());
    }

    private static boolean hasPositions(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) {
            return true;
        }
        try {
            int mode = (int) Files.getAttribute(path, "unix:mode");
            return (mode & FILE_TYPE) == BLOCK_DEVICE;
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return false;
        }
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    /** In bytes, when it was opened. */
    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new EOFException("the file became shorter");
            }
            at += count;
        }
    }

    /**
     * Reads past the system's cache, which would only give the same bytes again, where the file
     * system can do that.
     */
    @Override
    public void readAgain(long position, ByteBuffer into) throws IOException {
        int start = into.position();
        try (FileChannel direct = FileChannel.open(path, StandardOpenOption.READ, direct())) {
            readAligned(direct, position, into);
        } catch (UnsupportedOperationException | IOException notHere) {
            into.position(start);
            read(position, into);
        }
    }

    private void readAligned(FileChannel direct, long position, ByteBuffer into)
            throws IOException {
        int block = alignment(Files.getFileStore(path).getBlockSize());
        ByteBuffer window = Optional.ofNullable(windows.poll()).orElseGet(() -> window(block));
        try {
            readAligned(direct, block, window, position, into);
        } finally {
            windows.add(window);
        }
    }

    private static ByteBuffer window(int block) {
        return ByteBuffer.allocateDirect(DIRECT_WINDOW + 2 * block).alignedSlice(block);
    }

    private static void readAligned(
            FileChannel direct, int block, ByteBuffer window, long position, ByteBuffer into)
            throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            long start = at - at % block;
            window.clear();
            while (window.position() < at - start + 1) {
                if (direct.read(window, start + window.position()) < 0) {
                    throw new EOFException("the file became shorter");
                }
            }
            window.flip().position((int) (at - start));
            int count = Math.min(window.remaining(), into.remaining());
            into.put(window.slice(window.position(), count));
            at += count;
        }
    }

    /**
     * What direct reads have to be aligned to.
     *
     * @param blockSize as the file system reports it, in bytes; some report 0
     * @throws UnsupportedOperationException if it cannot be one
     */
    static int alignment(long blockSize) {
        boolean isPowerOfTwo = blockSize > 0 && Long.bitCount(blockSize) == 1;
        if (!isPowerOfTwo || blockSize > DIRECT_WINDOW) {
            throw new UnsupportedOperationException("no such blocks");
        }
        return (int) blockSize;
    }

    /**
     * {@code ExtendedOpenOption.DIRECT} by its name: javac warns of its package, which module
     * jdk.unsupported exports.
     */
    private static OpenOption direct() {
        try {
            Object[] options =
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants();
            return Arrays.stream(options == null ? new Object[0] : options)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst()
                    .orElseThrow(UnsupportedOperationException::new);
        } catch (ClassNotFoundException notInThisJvm) {
            throw new UnsupportedOperationException(notInThisJvm);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
