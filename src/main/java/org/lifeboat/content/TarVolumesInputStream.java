package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.Tar;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The volumes of a GNU multi-volume tar as the one tar that they are parts of (GNU tar manual,
 * "Using Multiple Tapes"). A volume that begins within a member's data begins with a header of its
 * own. It is checked and left out, since nothing else ties the volume to the one before it.
 */
public final class TarVolumesInputStream extends BulkInputStream {

    /** Gives the volumes in order. */
    @FunctionalInterface
    public interface Volumes {
        /** Nothing after the last. */
        Optional<InputStream> next() throws IOException;
    }

    /**
     * Where a volume begins that goes on with a member's data.
     *
     * @param volume its number, from 0
     * @param position in the tar
     * @param name the member's, as a continuation has it
     * @param realSize of its file
     * @param dataLeft bytes of its data that are still to come
     * @param dataOfMember all of them
     */
    public record Place(
            int volume,
            long position,
            String name,
            long realSize,
            long dataLeft,
            long dataOfMember) {}

    private final Volumes volumes;
    private final Consumer<Place> places;
    private final TarProgress progress;
    private long position;

    /** The next volume's number. */
    private int next;

    private InputStream volume = InputStream.nullInputStream();

    /** What is not data is read block by block; the rest of the present one. */
    private final byte[] block = new byte[Tar.BLOCK];

    private int blockAt = Tar.BLOCK;

    public TarVolumesInputStream(Volumes volumes) {
        this(volumes, place -> {});
    }

    /** The same, telling where volumes begin that go on with a member's data. */
    public TarVolumesInputStream(Volumes volumes, Consumer<Place> places) {
        this(volumes, places, new TarProgress());
    }

    private TarVolumesInputStream(Volumes volumes, Consumer<Place> places, TarProgress progress) {
        this.volumes = volumes;
        this.places = places;
        this.progress = progress;
    }

    /**
     * The tar from the beginning of a volume on.
     *
     * @param volumes that one and those behind it
     */
    public static TarVolumesInputStream from(Place place, Volumes volumes, Consumer<Place> places) {
        TarVolumesInputStream tar =
                new TarVolumesInputStream(volumes, places, TarProgress.inside(place));
        tar.position = place.position();
        tar.next = place.volume();
        return tar;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = readOn(into, offset, length);
        position += Math.max(count, 0);
        return count;
    }

    private int readOn(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (blockAt < Tar.BLOCK) {
            return restOfBlock(into, offset, length);
        }
        if (progress.dataNext() > 0) {
            return data(into, offset, (int) Math.min(length, progress.dataNext()));
        }
        return nextBlock() ? restOfBlock(into, offset, length) : -1;
    }

    private int restOfBlock(byte[] into, int offset, int length) {
        int count = Math.min(length, Tar.BLOCK - blockAt);
        System.arraycopy(block, blockAt, into, offset, count);
        blockAt += count;
        return count;
    }

    private int data(byte[] into, int offset, int length) throws IOException {
        int count = volume.read(into, offset, length);
        while (count < 0 && nextVolume()) {
            if (!readBlock() || !progress.isContinuedBy(block)) {
                throw new ProblemException(new StreamProblem.VolumeForeign());
            }
            count = volume.read(into, offset, length);
        }
        progress.passData(Math.max(count, 0));
        return count;
    }

    /** False at the end of the last volume. */
    private boolean nextBlock() throws IOException {
        boolean found = readBlock();
        while (!found && nextVolume()) {
            found = readBlock();
            if (found && progress.isAnnouncedBy(block)) {
                found = readBlock();
            }
        }
        if (found) {
            progress.passBlock(block);
            blockAt = 0;
        }
        return found;
    }

    /** A whole block, or nothing at the volume's end. */
    private boolean readBlock() throws IOException {
        int count = volume.readNBytes(block, 0, Tar.BLOCK);
        if (count > 0 && count < Tar.BLOCK) {
            throw new ProblemException(new StreamProblem.EndsEarly());
        }
        return count > 0;
    }

    private boolean nextVolume() throws IOException {
        volume.close();
        Optional<InputStream> following = volumes.next();
        volume = following.orElse(InputStream.nullInputStream());
        if (following.isPresent()) {
            progress.place(next, position).ifPresent(places);
            next++;
        }
        return following.isPresent();
    }

    @Override
    public void close() throws IOException {
        volume.close();
    }
}
