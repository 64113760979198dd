package org.lifeboat.restore.inside;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Checkpoints of one compressed stream, in bounded memory: when they get too many, every second one
 * is dropped, and they are taken half as often. Safe for use by several threads.
 */
final class Checkpoints {

    /** What a kept checkpoint takes beside its bytes. */
    private static final int OVERHEAD = 128;

    private final long most;
    private final TreeMap<Long, byte[]> kept = new TreeMap<>();
    private long bytes;
    private long spacing;

    /**
     * @param spacing bytes of output from one to the next, at first
     * @param most bytes of memory that they may take
     */
    Checkpoints(long spacing, long most) {
        this.spacing = spacing;
        this.most = most;
    }

    /** Bytes of output from one to the next. */
    synchronized long spacing() {
        return spacing;
    }

    synchronized long bytesInUse() {
        return bytes;
    }

    /**
     * What a decoder needs to begin there.
     *
     * @param position of the output
     */
    record Known(long position, byte[] bytes) {}

    /**
     * @param position of the output
     * @param checkpoint made only if it is kept
     */
    void add(long position, Supplier<byte[]> checkpoint) {
        if (isWanted(position)) {
            keep(position, checkpoint.get());
        }
    }

    private synchronized boolean isWanted(long position) {
        Long before = kept.floorKey(position);
        Long behind = kept.ceilingKey(position);
        return position - (before == null ? 0 : before) >= spacing
                && (behind == null || behind - position >= spacing);
    }

    private synchronized void keep(long position, byte[] checkpoint) {
        byte[] before = kept.put(position, checkpoint);
        bytes += size(checkpoint) - (before == null ? 0 : size(before));
        while (bytes > most && kept.size() > 1) {
            spacing *= 2;
            thin();
        }
    }

    private void thin() {
        boolean isDropped = true;
        for (Iterator<byte[]> each = kept.values().iterator(); each.hasNext(); ) {
            byte[] checkpoint = each.next();
            if (isDropped) {
                bytes -= size(checkpoint);
                each.remove();
            }
            isDropped = !isDropped;
        }
    }

    private static long size(byte[] checkpoint) {
        return checkpoint.length + OVERHEAD;
    }

    /** Where the last one at or before this position of the output is; 0 if there is none. */
    synchronized long positionBefore(long position) {
        Long found = kept.floorKey(position);
        return found == null ? 0 : found;
    }

    /** Where the first one behind this position of the output is. */
    synchronized OptionalLong positionBehind(long position) {
        Long found = kept.higherKey(position);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The last one at or before this position of the output. */
    synchronized Optional<Known> before(long position) {
        return Optional.ofNullable(kept.floorEntry(position))
                .map(entry -> new Known(entry.getKey(), entry.getValue()));
    }
}
