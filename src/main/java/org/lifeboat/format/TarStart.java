package org.lifeboat.format;

import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;

/**
 * Whether decrypted bytes are the beginning of a tar: a member's header, or nothing but its end.
 */
final class TarStart {

    private TarStart() {}

    static boolean isOne(byte[] start) {
        return start.length >= Tar.BLOCK
                && (TarHeader.isHeader(start, 0) || Tar.isZero(start, 0, Tar.BLOCK));
    }
}
