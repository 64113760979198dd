package org.lifeboat.content;

import org.lifeboat.tar.GnuHeader;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;
import org.lifeboat.tar.TarNumbers;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The header with which tar begins a volume in the middle of a member (buffer.c, {@code
 * gnu_add_multi_volume_header}): which member goes on, and where.
 *
 * @param name the first 100 bytes of the member's name, each as one character
 * @param left bytes of the member's data that are still to come
 * @param offset the file's true size less {@code left}, also where the file has holes
 */
record ContinuationHeader(String name, long left, long offset) {

    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int NUMBER = 12;
    private static final int TYPE = 156;

    /** Nothing if the block is something else. tar writes no magic into such a header. */
    static Optional<ContinuationHeader> parse(byte[] block) {
        if (block[TYPE] != Tar.GNU_CONTINUED || !TarHeader.hasChecksum(block, 0)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ContinuationHeader(
                            nameIn(block),
                            TarNumbers.parse(block, SIZE, NUMBER),
                            GnuHeader.continuedOffset(block)));
        } catch (TarException impossible) {
            return Optional.empty();
        }
    }

    /** As much of a name, from a header or of any length, as a continuation has of it. */
    static String nameIn(byte[] bytes) {
        int end = 0;
        while (end < Math.min(bytes.length, NAME_LENGTH) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    boolean continues(String memberName, long dataLeft, long realSize) {
        return name.equals(memberName) && left == dataLeft && offset == realSize - dataLeft;
    }
}
