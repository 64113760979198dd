package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.Tar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The volumes of a multi-volume tar from some volume on that lies in its first member's data, which
 * says itself where (GNU tar manual, "Using Multiple Tapes").
 */
public final class ResumedVolumes {

    private final TarMember member;
    private final long dataStart;

    private ResumedVolumes(TarMember member, long dataStart) {
        this.member = member;
        this.dataStart = dataStart;
    }

    /**
     * @param first the tar's first volume; read a little, and not closed
     * @throws ProblemException if it does not begin with a member whose headers are all in it
     */
    public static ResumedVolumes of(InputStream first) throws IOException {
        TarReader reader = new TarReader(first);
        TarMember member =
                reader.next().orElseThrow(() -> new ProblemException(new StreamProblem.TarEmpty()));
        return new ResumedVolumes(member, reader.position());
    }

    /**
     * The tar from a volume on, without the headers that volumes begin with.
     *
     * @param position in the tar, in bytes, of the first byte
     */
    public record Resumed(InputStream stream, long position) {}

    /**
     * @param volumes the first one begins in the member's data
     * @throws ProblemException if it does not
     */
    public Resumed from(TarVolumesInputStream.Volumes volumes) throws IOException {
        InputStream volume =
                volumes.next()
                        .orElseThrow(() -> new ProblemException(new StreamProblem.EndsEarly()));
        long left = continuation(volume).left();
        if (left <= 0 || left > member.extents().dataBytes()) {
            throw new ProblemException(new StreamProblem.VolumeForeign());
        }
        long position = dataStart + member.extents().dataBytes() - left;
        return new Resumed(new Rest(volumes, volume, left), position);
    }

    private ContinuationHeader continuationOf(long left) {
        byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
        return new ContinuationHeader(ContinuationHeader.nameIn(name), left, member.size() - left);
    }

    /** The header that a volume begins with, if it is one that goes on with the member. */
    private ContinuationHeader continuation(InputStream volume) throws IOException {
        byte[] block = new byte[Tar.BLOCK];
        boolean isWhole = volume.readNBytes(block, 0, Tar.BLOCK) == Tar.BLOCK;
        return (isWhole ? ContinuationHeader.parse(block) : Optional.<ContinuationHeader>empty())
                .filter(header -> header.equals(continuationOf(header.left())))
                .orElseThrow(() -> new ProblemException(new StreamProblem.VolumeForeign()));
    }

    private final class Rest extends BulkInputStream {
        private final TarVolumesInputStream.Volumes volumes;
        private InputStream volume;

        /** Bytes of the member's data that are still to come. */
        private long left;

        private Rest(TarVolumesInputStream.Volumes volumes, InputStream volume, long left) {
            this.volumes = volumes;
            this.volume = volume;
            this.left = left;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int most = left > 0 ? (int) Math.min(left, length) : length;
            int count = volume.read(into, offset, most);
            while (count < 0 && nextVolume()) {
                count = volume.read(into, offset, most);
            }
            left -= left > 0 ? Math.max(count, 0) : 0;
            return count;
        }

        private boolean nextVolume() throws IOException {
            volume.close();
            Optional<InputStream> next = volumes.next();
            if (next.isEmpty()) {
                volume = InputStream.nullInputStream();
                return false;
            }
            volume = next.get();
            if (left > 0 && continuation(volume).left() != left) {
                throw new ProblemException(new StreamProblem.VolumeForeign());
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            volume.close();
        }
    }
}
