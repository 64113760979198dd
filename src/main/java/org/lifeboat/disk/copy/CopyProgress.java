package org.lifeboat.disk.copy;

import java.util.concurrent.atomic.LongAdder;

/** Counters that another thread may look at while a copy runs. */
public final class CopyProgress {

    private final LongAdder files = new LongAdder();
    private final LongAdder folders = new LongAdder();
    private final LongAdder links = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder doneBytes = new LongAdder();
    private volatile String current = "";
    private volatile long expected;
    private volatile boolean begun;
    private volatile boolean ended;

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

    /** Bytes of files, holes included, those of files that are not complete among them. */
    public long bytes() {
        return bytes.sum();
    }

    /** Bytes of the files that are complete, holes included; of several names of one, once. */
    long doneBytes() {
        return doneBytes.sum();
    }

    /** Whether it is known how much there is to copy, and not all of that is done. */
    public boolean isRunning() {
        return begun && !ended;
    }

    /** From 0 to 1, by bytes; 0 until it is known how many there are, 1 after {@link #end}. */
    public double fraction() {
        if (ended) {
            return 1;
        }
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
        begun = true;
    }

    /** Nothing more will be copied, if anything was. */
    public void end() {
        ended = true;
    }

    /**
     * @param size bytes that are on the disk for this file alone
     */
    void fileDone(long size) {
        files.increment();
        doneBytes.add(size);
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
