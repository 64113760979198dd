package org.lifeboat.disk.copy;

import java.util.concurrent.atomic.LongAdder;

/** Counters that another thread may look at while a copy runs. */
public final class CopyProgress {

    private final LongAdder files = new LongAdder();
    private final LongAdder folders = new LongAdder();
    private final LongAdder links = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile String current = "";
    private volatile long expected;

    /** Complete and on the disk. */
    public long files() {
        return files.sum();
    }

    public long folders() {
        return folders.sum();
    }

    /** Symbolic ones. */
    public long links() {
        return links.sum();
    }

    /** Of files, holes included. */
    public long bytes() {
        return bytes.sum();
    }

    /** From 0 to 1, by bytes; 0 until it is known how many there are. */
    public double fraction() {
        long all = expected;
        return all == 0 ? 0 : Math.min(1, (double) bytes() / all);
    }

    /** The path, in the image, of what is being copied. */
    public String current() {
        return current;
    }

    /** How many bytes it will be, as the inodes say. */
    void expect(long count) {
        expected = count;
    }

    void fileDone() {
        files.increment();
    }

    void folderDone() {
        folders.increment();
    }

    void linkDone() {
        links.increment();
    }

    void copied(long count) {
        bytes.add(count);
    }

    void at(String path) {
        current = path;
    }
}
