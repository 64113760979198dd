package org.lifeboat.disk;

import java.util.Arrays;

/**
 * How far each byte of an image can be trusted. Everything is lost at first; a later mark replaces
 * an earlier one. Not safe for use by several threads while it is marked.
 *
 * <p>A badly torn image has millions of regions, so each is nine bytes in two arrays, in the order
 * of their positions. The arrays have a gap where the last mark was made: marks that follow each
 * other, as a restore makes them, move nothing.
 */
public final class DamageMap {

    private static final Trust[] TRUSTS = Trust.values();
    private static final int SMALLEST = 16;

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

    /** Where each region begins, up to the next one's begin or the image's end. */
    private long[] starts = new long[SMALLEST];

    /** Ordinals of {@link Trust}. */
    private byte[] trusts = new byte[SMALLEST];

    private int count;

    /** How many regions lie before the gap. */
    private int gap;

    /**
     * @param size of the image in bytes
     */
    public DamageMap(long size) {
        this.size = size;
        insert(0, Trust.LOST);
    }

    /** The image's size in bytes. */
    public long size() {
        return size;
    }

    private int slot(int index) {
        return index < gap ? index : index + (starts.length - count);
    }

    private long start(int index) {
        return starts[slot(index)];
    }

    private Trust trust(int index) {
        return TRUSTS[trusts[slot(index)]];
    }

    private long end(int index) {
        return index + 1 < count ? start(index + 1) : size;
    }

    /** How many regions begin before a position. */
    private int before(long position) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = low + high >>> 1;
            if (start(middle) < position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The region that a position is in. */
    private int at(long position) {
        return before(position + 1) - 1;
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
        int last = at(to);
        Trust behind = trust(last);
        remove(before(from), last + 1);
        if (gap == 0 || trust(gap - 1) != trust) {
            insert(from, trust);
        }
        if (to < size && behind != trust) {
            insert(to, behind);
        }
    }

    /** Leaves the gap where the regions were. */
    private void remove(int from, int to) {
        moveGap(from);
        count -= to - from;
    }

    private void moveGap(int index) {
        int length = starts.length - count;
        if (index < gap) {
            move(index, index + length, gap - index);
        } else {
            move(gap + length, gap, index - gap);
        }
        gap = index;
    }

    private void move(int from, int to, int regions) {
        System.arraycopy(starts, from, starts, to, regions);
        System.arraycopy(trusts, from, trusts, to, regions);
    }

    /** Puts a region at the gap, and the gap behind it. */
    private void insert(long start, Trust trust) {
        if (count == starts.length) {
            grow();
        }
        starts[gap] = start;
        trusts[gap] = (byte) trust.ordinal();
        gap++;
        count++;
    }

    /** Called only when there is no gap left, so the regions lie in order. */
    private void grow() {
        int place = gap;
        gap = count;
        int larger = Math.max(SMALLEST, starts.length + (starts.length >> 1));
        starts = Arrays.copyOf(starts, larger);
        trusts = Arrays.copyOf(trusts, larger);
        moveGap(place);
    }

    /**
     * The worst trust of any of these bytes; authentic if there are none.
     *
     * @param position in bytes, inside the image
     * @param length in bytes
     */
    public Trust worst(long position, long length) {
        Trust worst = Trust.AUTHENTIC;
        for (int i = Math.max(0, at(position)); i < count && start(i) < position + length; i++) {
            worst = worst.and(trust(i));
        }
        return worst;
    }

    /**
     * The region that a byte is in.
     *
     * @param position in bytes, inside the image
     */
    public Region region(long position) {
        return get(at(position));
    }

    private Region get(int index) {
        long start = start(index);
        return new Region(start, end(index) - start, trust(index));
    }

    /** Bytes of that trust. */
    public long bytes(Trust trust) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += trust(i) == trust ? end(i) - start(i) : 0;
        }
        return sum;
    }

    /** All regions, in the order of their positions; none of an empty image. */
    public <E extends Exception> void forEach(Regions<E> regions) throws E {
        for (int i = 0; i < count && size > 0; i++) {
            regions.accept(get(i));
        }
    }
}
