package org.lifeboat.restore.salvage;

/**
 * A run of authentic chunks, none missing between them.
 *
 * @param first position of its first chunk among the archive's chunks
 * @param end position behind its last chunk
 * @param position bytes of the archive's decoded chunks before it; what is missing is counted with
 *     the size that all chunks but the last have
 * @param hasEnd whether its last chunk is the archive's
 */
public record Segment(int first, int end, long position, boolean hasEnd) {}
