package org.lifeboat.restore;

import java.util.Map;
import java.util.TreeMap;

/** The runs of a part's bytes that the drive does not give. */
final class Holes {

    private final TreeMap<Long, Long> ends = new TreeMap<>();
    private long bytes;

    /**
     * @param from not before the end of the run that was added last
     */
    void add(long from, long to) {
        Map.Entry<Long, Long> last = ends.lastEntry();
        ends.put(last != null && last.getValue() == from ? last.getKey() : from, to);
        bytes += to - from;
    }

    void add(Holes others) {
        others.ends.forEach(this::add);
    }

    boolean areNone() {
        return ends.isEmpty();
    }

    /** Bytes in all runs. */
    long bytes() {
        return bytes;
    }

    boolean touch(long from, long to) {
        Map.Entry<Long, Long> before = ends.lowerEntry(to);
        return before != null && before.getValue() > from;
    }
}
