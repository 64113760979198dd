package org.lifeboat.restore.inside;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was decoded not long ago, in pieces of equal size. Safe for use by several threads. */
final class Regions {

    /** In bytes. */
    static final int SIZE = 64 * 1024;

    private final int most;
    private final Map<Long, byte[]> regions = new LinkedHashMap<>(64, 0.75f, true);
    private final Deque<byte[]> idle = new ArrayDeque<>();

    /**
     * @param bytes of memory
     */
    Regions(long bytes) {
        this.most = (int) Math.max(4, bytes / SIZE);
    }

    /** Memory for a region, of any content, to be handed to {@link #put}. */
    synchronized byte[] take() {
        return idle.isEmpty() ? new byte[SIZE] : idle.removeFirst();
    }

    synchronized void put(long number, byte[] region) {
        byte[] before = regions.put(number, region);
        if (before != null) {
            idle.addFirst(before);
        }
        if (regions.size() > most) {
            Long eldest = regions.keySet().iterator().next();
            idle.addFirst(regions.remove(eldest));
        }
    }

    /** Forgets all. */
    synchronized void clear() {
        idle.addAll(regions.values());
        regions.clear();
    }

    synchronized boolean has(long number) {
        return regions.containsKey(number);
    }

    /**
     * Copies some bytes of a region, if it is held.
     *
     * @param offset in the region
     */
    synchronized boolean copy(long number, int offset, ByteBuffer into, int length) {
        byte[] region = regions.get(number);
        if (region == null) {
            return false;
        }
        into.put(region, offset, length);
        return true;
    }
}
