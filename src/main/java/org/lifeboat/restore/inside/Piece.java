package org.lifeboat.restore.inside;

import org.lifeboat.restore.salvage.Segment;

/**
 * What a damage left of a tar, taken up again behind it.
 *
 * @param segment of the archive that holds it
 * @param bit of the decrypted stream at which decoding it begins
 * @param position in the tar, in bytes
 * @param length in bytes
 */
record Piece(Segment segment, long bit, long position, long length) {

    long end() {
        return position + length;
    }

    long bytePosition() {
        return bit >>> 3;
    }
}
