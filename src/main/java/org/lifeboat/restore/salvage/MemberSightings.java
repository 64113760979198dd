package org.lifeboat.restore.salvage;

import org.lifeboat.tar.GnuHeader;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Looks for tar headers in bytes of which nobody knows where in the tar they lie. A header alone
 * says nothing, for files may be tars themselves: it counts if each member leads to the next one's
 * header, up to where the piece ends, and all names are this archive's.
 */
final class MemberSightings {

    /** A folder of more members is not looked through to its end. */
    private static final int MOST = 500_000;

    private static final int MAGIC = 257;

    /** Two zero blocks. */
    private static final int TAR_END = 2 * Tar.BLOCK;

    private static final long UNKNOWN = -1;

    private final Predicate<String> isOwn;
    private final Scan scan = new Scan(Tar.BLOCK, this::look);

    private long[] positions = new long[64];

    /** Where the block behind each member lies, or {@link #UNKNOWN}. */
    private long[] ends = new long[64];

    private boolean[] own = new boolean[64];
    private int count;

    /** Of the next block of the last member's sparse map, if that goes on. */
    private OptionalLong map = OptionalLong.empty();

    private long mappedSize;

    /**
     * @param isOwn whether a member of this name may be in the archive
     */
    MemberSightings(Predicate<String> isOwn) {
        this.isOwn = isOwn;
    }

    Scan scan() {
        return scan;
    }

    private void look(byte[] held, int at, long position) {
        if (map.isPresent() && map.getAsLong() == position) {
            followMap(Arrays.copyOfRange(held, at, at + Tar.BLOCK), position + Tar.BLOCK);
        }
        if (held[at + MAGIC] == 'u' && TarHeader.isHeader(held, at)) {
            note(Arrays.copyOfRange(held, at, at + Tar.BLOCK), position);
        }
    }

    private void note(byte[] block, long position) {
        if (count == MOST) {
            return;
        }
        TarHeader header;
        try {
            header = TarHeader.parse(block, 0);
        } catch (TarException impossible) {
            return;
        }
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            own = Arrays.copyOf(own, count * 2);
        }
        positions[count] = position;
        own[count] = isExtension(header.type()) || isOwn.test(header.name());
        long data = header.isRegular() || header.type() >= 'A' ? header.size() : 0;
        long behind = position + Tar.BLOCK;
        boolean goesOn = header.type() == Tar.GNU_SPARSE && GnuHeader.mapGoesOn(block);
        map = goesOn ? OptionalLong.of(behind) : OptionalLong.empty();
        mappedSize = data;
        ends[count++] = goesOn ? UNKNOWN : end(behind, data);
    }

    /** A block of the last header's sparse map. */
    private void followMap(byte[] block, long behind) {
        if (GnuHeader.extensionGoesOn(block)) {
            map = OptionalLong.of(behind);
        } else {
            map = OptionalLong.empty();
            ends[count - 1] = end(behind, mappedSize);
        }
    }

    private static long end(long data, long size) {
        try {
            return size < 0 ? UNKNOWN : Tar.nextBlock(data, size);
        } catch (ArithmeticException impossible) {
            return UNKNOWN;
        }
    }

    /** Their names are in what follows. */
    private static boolean isExtension(byte type) {
        return switch (type) {
            case Tar.GNU_LONG_NAME, Tar.GNU_LONG_LINK, Tar.PAX, Tar.PAX_GLOBAL -> true;
            default -> false;
        };
    }

    /**
     * Members of which each leads to the next one, up to the piece's end.
     *
     * @param first where in the piece the first one's header lies
     * @param end where in the piece, or behind it, the last one ends
     */
    record Chain(long first, long end) {}

    /**
     * The longest chain.
     *
     * @param from in the piece; what begins before belongs to another member
     * @param isTarEnd whether the piece ends where the tar does
     */
    Optional<Chain> chain(long from, boolean isTarEnd) {
        long pieceLength = scan.length();
        Map<Long, Integer> byPosition = new HashMap<>();
        boolean[] leads = new boolean[count];
        int first = -1;
        for (int i = count - 1; i >= 0; i--) {
            boolean isLast =
                    isTarEnd
                            ? ends[i] <= pieceLength - TAR_END
                                    && pieceLength - ends[i] <= scan.zerosAtEnd()
                            : ends[i] >= pieceLength;
            Integer next = byPosition.get(ends[i]);
            leads[i] =
                    positions[i] >= from
                            && own[i]
                            && ends[i] != UNKNOWN
                            && (isLast || next != null && leads[next]);
            byPosition.put(positions[i], i);
            first = leads[i] ? i : first;
        }
        if (first < 0) {
            return Optional.empty();
        }
        int last = first;
        for (Integer next = last; next != null; next = byPosition.get(ends[last])) {
            last = next;
        }
        return Optional.of(new Chain(positions[first], ends[last]));
    }
}
