package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The volumes of a GNU multi-volume tar as the one tar that they are parts of (GNU tar manual,
 * "Using Multiple Tapes"). A volume that begins within a member's data begins with a header of its
 * own, which is checked and left out; it alone ties the volume to the one before it.
 */
public final class TarVolumesInputStream extends InputStream {

    /** Gives the volumes in order. */
    @FunctionalInterface
    public interface Volumes {
        /** Nothing after the last. */
        Optional<InputStream> next() throws IOException;
    }

    private final Volumes volumes;
    private final TarProgress progress = new TarProgress();
    private final byte[] block = new byte[Tar.BLOCK];
    private int at = Tar.BLOCK;
    private Optional<InputStream> volume = Optional.empty();

    public TarVolumesInputStream(Volumes volumes) {
        this.volumes = volumes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == Tar.BLOCK && progress.dataLeft() == 0 && !readHeaderBlock()) {
            return -1;
        }
        if (at < Tar.BLOCK) {
            int count = Math.min(length, Tar.BLOCK - at);
            System.arraycopy(block, at, into, offset, count);
            at += count;
            return count;
        }
        return readData(into, offset, length);
    }

    /** Data need not be looked at, so they are not read block by block. */
    private int readData(byte[] into, int offset, int length) throws IOException {
        while (true) {
            if (volume.isPresent()) {
                int count =
                        volume.get()
                                .read(into, offset, (int) Math.min(length, progress.dataLeft()));
                if (count >= 0) {
                    progress.passedData(count);
                    return count;
                }
            }
            if (!nextVolume()) {
                return -1;
            }
            readContinuation();
        }
    }

    private void readContinuation() throws IOException {
        if (!readBlock() || !progress.isContinuedBy(block)) {
            throw new ProblemException(new StreamProblem.VolumeForeign());
        }
        at = Tar.BLOCK;
    }

    /** False at the end of the last volume. */
    private boolean readHeaderBlock() throws IOException {
        boolean atStart = false;
        while (volume.isEmpty() || !readBlock() || atStart && progress.isAnnouncedBy(block)) {
            if (volume.isEmpty() || at == Tar.BLOCK) {
                if (!nextVolume()) {
                    return false;
                }
                atStart = true;
            } else {
                atStart = false;
            }
        }
        try {
            if (!progress.passedBlock(block)) {
                throw new ProblemException(new StreamProblem.VolumeForeign());
            }
        } catch (TarException impossible) {
            throw new ProblemException(new StreamProblem.TarDamaged());
        }
        return true;
    }

    /** A whole block, or nothing at a volume's end. */
    private boolean readBlock() throws IOException {
        int count = volume.orElseThrow().readNBytes(block, 0, Tar.BLOCK);
        if (count != 0 && count != Tar.BLOCK) {
            throw new ProblemException(new StreamProblem.EndsEarly());
        }
        at = count == 0 ? Tar.BLOCK : 0;
        return count != 0;
    }

    private boolean nextVolume() throws IOException {
        close();
        volume = volumes.next();
        return volume.isPresent();
    }

    @Override
    public void close() throws IOException {
        if (volume.isPresent()) {
            volume.get().close();
        }
    }
}
