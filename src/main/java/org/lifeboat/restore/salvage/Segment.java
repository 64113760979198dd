package org.lifeboat.restore.salvage;

/**
 * A run of an archive's decoded bytes, nothing missing between them.
 *
 * @param first position of its first chunk among the archive's chunks
 * @param end position behind its last chunk
 * @param skipped bytes of its first chunk, decoded, that lie before it
 * @param position bytes of the archive's decoded chunks before it; what is missing is counted with
 *     the size that all chunks but the last have
 * @param length in bytes; it ends before that where its last chunk ends
 * @param hasEnd whether it ends where the archive does
 */
public record Segment(
        int first, int end, long skipped, long position, long length, boolean hasEnd) {

    /** Some chunks as a whole. */
    public static Segment ofChunks(int first, int end, long position, boolean hasEnd) {
        return new Segment(first, end, 0, position, Long.MAX_VALUE, hasEnd);
    }

    /** Whether it begins where the archive does. */
    public boolean isStart() {
        return position == 0;
    }
}
