package org.lifeboat.disk;

import java.util.Map;
import java.util.TreeMap;

/**
 * What may be believed of each byte of an image. All is lost at first; what is marked later takes
 * the place of what was there. Not safe for use by several threads while it is marked.
 */
public final class DamageMap {

    /** One run of bytes of the same trust, in bytes. */
    public record Region(long position, long length, Trust trust) {
        public long end() {
            return position + length;
        }
    }

    /** Receives regions in their order; neighbours differ. */
    @FunctionalInterface
    public interface Regions<E extends Exception> {
        void accept(Region region) throws E;
    }

    private final long size;

    /** Trust from a position on, up to the next key. */
    private final TreeMap<Long, Trust> starts = new TreeMap<>();

    /**
     * @param size of the image in bytes
     */
    public DamageMap(long size) {
        this.size = size;
        starts.put(0L, Trust.LOST);
    }

    public long size() {
        return size;
    }

    /**
     * @param position in bytes; what lies outside of the image is ignored
     * @param length in bytes
     */
    public void mark(long position, long length, Trust trust) {
        long from = Math.max(0, position);
        long to = Math.min(size, position + length);
        if (from >= to) {
            return;
        }
        Trust behind = starts.floorEntry(to).getValue();
        starts.subMap(from, true, to, true).clear();
        Map.Entry<Long, Trust> before = starts.lowerEntry(from);
        if (before == null || before.getValue() != trust) {
            starts.put(from, trust);
        }
        if (to < size && behind != trust) {
            starts.put(to, behind);
        }
    }

    /** The worst trust of any of these bytes; authentic if there are none. */
    public Trust worst(long position, long length) {
        if (length <= 0) {
            return Trust.AUTHENTIC;
        }
        Trust worst = starts.floorEntry(position).getValue();
        for (Trust trust : starts.subMap(position, false, position + length, false).values()) {
            worst = worst.and(trust);
        }
        return worst;
    }

    /**
     * The region that a byte is in.
     *
     * @param position in bytes, inside the image
     */
    public Region region(long position) {
        Map.Entry<Long, Trust> start = starts.floorEntry(position);
        Long next = starts.higherKey(position);
        long end = next == null ? size : next;
        return new Region(start.getKey(), end - start.getKey(), start.getValue());
    }

    /** Bytes of that trust. */
    public long bytes(Trust trust) {
        long[] sum = {0};
        forEach(
                region -> {
                    if (region.trust() == trust) {
                        sum[0] += region.length();
                    }
                });
        return sum[0];
    }

    /** All regions, in the order of their positions. */
    public <E extends Exception> void forEach(Regions<E> regions) throws E {
        if (size == 0) {
            return;
        }
        for (Map.Entry<Long, Trust> start : starts.entrySet()) {
            Long next = starts.higherKey(start.getKey());
            long end = next == null ? size : next;
            regions.accept(new Region(start.getKey(), end - start.getKey(), start.getValue()));
        }
    }
}
