package org.lifeboat.disk;

import org.lifeboat.disk.ext4.BlockSource;
import org.lifeboat.disk.ext4.Stretch;
import org.lifeboat.local.SafeNames;
import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.DiskProblem;
import org.lifeboat.problem.ProblemException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A disk image, opened for reading only, with the map that a restore left beside it. An image that
 * is called incomplete and has no map is doubtful as a whole.
 */
public final class ImageFile implements BlockSource, Closeable {

    private final FileChannel channel;
    private final BlockSource view;

    private ImageFile(FileChannel channel, BlockSource view) {
        this.channel = channel;
        this.view = view;
    }

    /**
     * @throws ProblemException with {@link DiskProblem.MapDamaged} if the map is none of this image
     * @throws IOException if it cannot be opened
     */
    public static ImageFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ImageFile(channel, view(path, new Bytes(channel, channel.size())));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static BlockSource view(Path path, Bytes image) throws IOException {
        String name = String.valueOf(path.getFileName());
        Path map = path.resolveSibling(name + MapFile.SUFFIX);
        if (Files.isRegularFile(map)) {
            return new SalvagedImage(image, MapFile.read(map, image.size()));
        }
        if (!name.endsWith(SafeNames.INCOMPLETE)) {
            return image;
        }
        DamageMap doubtful = new DamageMap(image.size());
        doubtful.mark(0, image.size(), Trust.DOUBTFUL);
        return new SalvagedImage(image, doubtful);
    }

    /** In bytes, when it was opened. */
    @Override
    public long size() {
        return view.size();
    }

    @Override
    public Stretch stretch(long position, long length) {
        return view.stretch(position, length);
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
        view.read(position, into);
    }

    @Override
    public void readKnown(long position, ByteBuffer into) throws IOException {
        view.readKnown(position, into);
    }

    @Override
    public void copy(long position, long length, FileChannel target, long at) throws IOException {
        view.copy(position, length, target, at);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** What the file has, whatever its map says. */
    private record Bytes(FileChannel channel, long size) implements BlockSource {

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

        /**
         * By the system itself where it can, which does not take the bytes through this program.
         */
        @Override
        public void copy(long position, long length, FileChannel target, long at)
                throws IOException {
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
    }
}
