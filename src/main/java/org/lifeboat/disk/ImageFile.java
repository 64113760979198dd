package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk image, opened for reading only. */
public final class ImageFile implements BlockSource, Closeable {

    private final FileChannel channel;
    private final long size;

    private ImageFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    /**
     * @throws IOException if it cannot be opened
     */
    public static ImageFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new ImageFile(channel, channel.size());
    }

    /** In bytes, when it was opened. */
    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        BlockSource.checkInside(position, into.remaining(), size);
        long at = position;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count < 0) {
                throw new ProblemException(
                        new DiskProblem.ImageShort(
                                new ByteCount(at), new ByteCount(into.remaining())));
            }
            at += count;
        }
    }

    /** By the system itself where it can, which does not take the bytes through this program. */
    @Override
    public void copy(long position, long length, FileChannel target, long at) throws IOException {
        BlockSource.checkInside(position, length, size);
        target.position(at);
        for (long done = 0; done < length; ) {
            long count = channel.transferTo(position + done, length - done, target);
            if (count <= 0) {
                throw new ProblemException(
                        new DiskProblem.ImageShort(
                                new ByteCount(position + done), new ByteCount(length - done)));
            }
            done += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
