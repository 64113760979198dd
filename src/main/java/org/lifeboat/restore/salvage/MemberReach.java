package org.lifeboat.restore.salvage;

import org.lifeboat.tar.Tar;

import java.io.IOException;

/**
 * How far behind a damage the member still reaches that it interrupted. A file may be a tar itself:
 * what looks like the archive's members there are that file's.
 */
public final class MemberReach {

    /** Whether the place of every piece in the tar is known. */
    private final boolean isPlaced;

    /** Where the member ends in the tar; or how much of it was missing behind the last piece. */
    private long end;

    private MemberReach(boolean isPlaced, long end) {
        this.isPlaced = isPlaced;
        this.end = end;
    }

    /** Where the damage interrupted no file. */
    public static MemberReach none(boolean isCompressed) {
        return new MemberReach(!isCompressed, 0);
    }

    /**
     * @param written behind the last byte of the file that was read before the damage
     * @param isCompressed whether the archive is, so that nobody knows how much is lost
     */
    public static MemberReach of(MemberPlace member, long written, boolean isCompressed)
            throws IOException {
        TarLayout layout = member.layout();
        long end = Tar.nextBlock(layout.dataEnd(), 0);
        if (!isCompressed) {
            return new MemberReach(true, end);
        }
        long read = written > 0 ? layout.tarPosition(written - 1).orElse(0) : layout.dataStart();
        return new MemberReach(false, Math.max(0, end - Math.max(read, layout.dataStart())));
    }

    /**
     * Where in a piece the archive's next member can begin at the earliest.
     *
     * @param position of the piece in the tar, if that is known
     * @param isTarEnd whether the piece ends where the tar does
     */
    long from(long position, long length, boolean isTarEnd) {
        if (isPlaced) {
            return Math.max(0, end - position);
        }
        // No file reaches behind the tar's end.
        return isTarEnd || end < length ? 0 : length;
    }

    /** A piece was looked at in which no member was found. */
    void passed(long length) {
        if (!isPlaced) {
            end = Math.max(0, end - length);
        }
    }

    /** A piece was looked at. */
    void passed(long position, long length, MemberSightings.Chain members) {
        end = isPlaced ? position + members.end() : Math.max(0, members.end() - length);
    }
}
