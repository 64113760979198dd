package org.lifeboat.content;

import org.lifeboat.problem.ProblemException;
import org.lifeboat.problem.StreamProblem;
import org.lifeboat.tar.GnuHeader;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Follows a tar block by block: whose data comes next, and how many bytes of it. That is enough to
 * tell whether a volume continues the one before it.
 */
final class TarProgress {

    private final LongName longName = new LongName();
    private String name = "";
    private long realSize;
    private boolean mapGoesOn;
    private long dataLeft;
    private long dataOfMember;
    private long paddingLeft;
    private Optional<ContinuationHeader> announcement = Optional.empty();

    /** That of a tar whose next bytes are the data of some member. */
    static TarProgress inside(TarVolumesInputStream.Place place) {
        TarProgress progress = new TarProgress();
        progress.name = place.name();
        progress.realSize = place.realSize();
        progress.dataLeft = place.dataLeft();
        progress.paddingLeft = Tar.padding(place.dataOfMember());
        progress.dataOfMember = place.dataOfMember();
        return progress;
    }

    /**
     * Where a volume begins in the data of a member; nothing if it begins elsewhere.
     *
     * @param volume its number
     * @param position in the tar
     */
    Optional<TarVolumesInputStream.Place> place(int volume, long position) {
        return dataLeft > 0 && !mapGoesOn
                ? Optional.of(
                        new TarVolumesInputStream.Place(
                                volume, position, name, realSize, dataLeft, dataOfMember))
                : Optional.empty();
    }

    /** Bytes of data and padding that come next; 0 where another block does. */
    long dataNext() {
        return mapGoesOn ? 0 : dataLeft + paddingLeft;
    }

    /** Data, or the padding after it, was read. */
    void passData(int count) {
        long ofData = Math.min(count, dataLeft);
        dataLeft -= ofData;
        paddingLeft -= count - ofData;
    }

    /**
     * A block that is not data was read.
     *
     * @throws ProblemException if it is a header that cannot be read, or that of another member
     *     than was announced
     */
    void passBlock(byte[] block) throws ProblemException {
        if (longName.isOpen()) {
            longName.add(block);
        } else if (mapGoesOn) {
            mapGoesOn = GnuHeader.extensionGoesOn(block);
        } else if (TarHeader.isHeader(block, 0)) {
            try {
                passHeader(block);
            } catch (TarException impossible) {
                throw new ProblemException(new StreamProblem.TarDamaged());
            }
        }
    }

    private void passHeader(byte[] block) throws TarException, ProblemException {
        TarHeader header = TarHeader.parse(block, 0);
        if (header.type() == Tar.GNU_LONG_NAME) {
            longName.open(header.size());
            return;
        }
        name = longName.cut().orElse(ContinuationHeader.nameIn(block));
        dataLeft = header.isRegular() || header.type() >= 'A' ? header.size() : 0;
        dataOfMember = dataLeft;
        paddingLeft = Tar.padding(dataLeft);
        boolean isSparse = header.type() == Tar.GNU_SPARSE;
        realSize = isSparse ? GnuHeader.realSize(block) : dataLeft;
        mapGoesOn = isSparse && GnuHeader.mapGoesOn(block);
        if (header.type() != Tar.GNU_LONG_LINK) {
            longName.clear();
            checkAnnouncement();
        }
    }

    /** The next member that has data is the one that was announced. */
    private void checkAnnouncement() throws ProblemException {
        if (dataLeft > 0 && announcement.isPresent()) {
            if (!isContinuation(announcement.get())) {
                throw new ProblemException(new StreamProblem.VolumeForeign());
            }
            announcement = Optional.empty();
        }
    }

    /** Whether a volume that begins with this block goes on with the data that are left. */
    boolean isContinuedBy(byte[] block) {
        return ContinuationHeader.parse(block).filter(this::isContinuation).isPresent();
    }

    private boolean isContinuation(ContinuationHeader header) {
        return header.continues(name, dataLeft, realSize);
    }

    /**
     * Whether this block, a volume's first, announces the member behind it: tar puts a continuation
     * there, too, where the volume before ended just in front of that member's header.
     */
    boolean isAnnouncedBy(byte[] block) {
        Optional<ContinuationHeader> header =
                mapGoesOn ? Optional.empty() : ContinuationHeader.parse(block);
        announcement = header.or(() -> announcement);
        return header.isPresent();
    }

    /** The name that stands in blocks of its own in front of a member's header. */
    private static final class LongName {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long left;

        void open(long size) throws TarException {
            if (size > Tar.MAX_EXTENSION) {
                throw new TarException("a name of impossible length");
            }
            clear();
            left = size;
        }

        /** Whether more of it is to come. */
        boolean isOpen() {
            return left > 0;
        }

        void add(byte[] block) {
            int count = (int) Math.min(left, Tar.BLOCK);
            bytes.write(block, 0, count);
            left -= count;
        }

        Optional<String> cut() {
            return bytes.size() == 0
                    ? Optional.empty()
                    : Optional.of(ContinuationHeader.nameIn(bytes.toByteArray()));
        }

        void clear() {
            bytes.reset();
        }
    }
}
