package org.lifeboat.archive;

import org.lifeboat.problem.ByteCount;
import org.lifeboat.problem.IndexProblem;
import org.lifeboat.problem.Problem;
import org.lifeboat.tar.PaxRecords;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the entries of the outer file. Each entry was written by a tar of its own and the outputs
 * were put end to end, so zero blocks stand between them; what is neither zero nor a good header is
 * stepped over, block by block, to the next good header.
 */
public final class BackupIndexer {

    /**
     * Holds an entry's padding, its small {@code .hmac} entry and the next header: one read a
     * chunk.
     */
    private static final int WINDOW = 24 * 1024;

    /** Used while stepping over zeros and damage. */
    private static final int WIDE_WINDOW = 1 << 20;

    /** A file without a tar header this far from its start is no backup. */
    private static final long START_LIMIT = 1 << 20;

    /** Every entry is kept in memory; a real backup has some ten thousand at most. */
    private static final int MAX_ENTRIES = 2_000_000;

    /** A drive that cannot be read over this many blocks is gone, not damaged. */
    private static final int MAX_UNREADABLE = 2048;

    /** FAT32's largest file, in bytes: a backup of exactly this size was cut by its file system. */
    private static final long FAT32_LARGEST = (1L << 32) - 1;

    private final Source source;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final byte[] window = new byte[WIDE_WINDOW];
    private long windowStart;
    private int windowLength;
    private long damageStart = -1;
    private int zeroBlocks;
    private int unreadable;
    private String longName;
    private PaxRecords pax = PaxRecords.NONE;

    private BackupIndexer(Source source) {
        this.source = source;
    }

    /**
     * @throws IOException if the file cannot be read
     */
    public static BackupIndex index(Source source) throws IOException {
        return new BackupIndexer(source).run();
    }

    private BackupIndex run() throws IOException {
        long size = source.size();
        long at = 0;
        while (at + Tar.BLOCK <= size && entries.size() < MAX_ENTRIES) {
            if (entries.isEmpty() && at > START_LIMIT) {
                return new BackupIndex(List.of(), List.of(), false);
            }
            at = step(at);
        }
        boolean cutOff = end(size, at < size && holdsMore(at));
        return new BackupIndex(entries, problems, cutOff);
    }

    /** Deals with the block at a position and returns the position of the next. */
    private long step(long at) throws IOException {
        boolean searching = damageStart >= 0 || zeroBlocks > 40;
        boolean readable = load(at, searching);
        int block = (int) (at - windowStart);
        if (readable && Tar.isZero(window, block, Tar.BLOCK)) {
            zeroBlocks++;
            return at + Tar.BLOCK;
        }
        zeroBlocks = 0;
        if (readable && TarHeader.isHeader(window, block)) {
            try {
                TarHeader header = TarHeader.parse(window, block);
                endOfDamage(at);
                return entry(header, at + Tar.BLOCK);
            } catch (TarException | ArithmeticException impossible) {
                forgetExtensions();
            }
        }
        if (damageStart < 0) {
            damageStart = at;
        }
        forgetExtensions();
        return at + Tar.BLOCK;
    }

    private long entry(TarHeader header, long data) throws IOException {
        switch (header.type()) {
            case Tar.GNU_LONG_NAME -> {
                byte[] name = extension(header, data);
                longName = Tar.textToNul(name, 0, name.length);
                return within(next(data, header.size()));
            }
            case Tar.PAX -> {
                byte[] records = extension(header, data);
                pax = PaxRecords.parse(records, records.length);
                return within(next(data, header.size()));
            }
            case Tar.GNU_LONG_LINK, Tar.PAX_GLOBAL -> {
                return within(next(data, header.size()));
            }
            default -> {
                return member(header, data);
            }
        }
    }

    private long member(TarHeader header, long data) throws TarException {
        String name = pax.get("path").orElse(longName != null ? longName : header.name());
        long size = pax.number("size").orElse(header.size());
        forgetExtensions();
        long next = next(data, size);
        if (header.isRegular()) {
            long present = Math.min(size, source.size() - data);
            entries.add(new Entry(name, data, size, present));
            if (present < size) {
                // The end of a cut backup, or a false size: entries that follow all the same are
                // looked for.
                damageStart = data;
                return data;
            }
            return next;
        }
        // Folders and links have no data whatever their size says.
        boolean hasData = header.type() >= 'A';
        return hasData ? within(next) : data;
    }

    private static long next(long data, long size) {
        return Math.addExact(Math.addExact(data, size), Tar.padding(size));
    }

    /** A false size must not hide the entries that follow. */
    private long within(long next) throws TarException {
        if (next > source.size()) {
            throw new TarException("data beyond the end of the file");
        }
        return next;
    }

    private byte[] extension(TarHeader header, long data) throws IOException {
        if (header.size() > Tar.MAX_EXTENSION || data + header.size() > source.size()) {
            throw new TarException("a name or pax header of impossible length");
        }
        byte[] bytes = new byte[(int) header.size()];
        source.read(data, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void forgetExtensions() {
        longName = null;
        pax = PaxRecords.NONE;
    }

    private void endOfDamage(long end) {
        if (damageStart >= 0) {
            problems.add(
                    new IndexProblem.Damaged(
                            new ByteCount(damageStart), new ByteCount(end - damageStart)));
            damageStart = -1;
        }
    }

    /** Notes what is behind the last good entry, and whether the file was cut off there. */
    private boolean end(long size, boolean blockIsCut) throws IOException {
        if (entries.isEmpty()) {
            return false;
        }
        boolean entryIsCut = entries.getLast().isCutOff();
        boolean endBlocksAreMissing = damageStart < 0 && (zeroBlocks == 0 || blockIsCut);
        if (entryIsCut || endBlocksAreMissing) {
            String last = entries.getLast().name();
            problems.add(
                    size == FAT32_LARGEST
                            ? new IndexProblem.CutOffByFat32(last)
                            : new IndexProblem.CutOff(last));
            return true;
        }
        endOfDamage(size);
        return false;
    }

    /** Whether the part of a block at the file's end is the beginning of something. */
    private boolean holdsMore(long at) throws IOException {
        byte[] rest = new byte[(int) Math.min(Tar.BLOCK, source.size() - at)];
        source.read(at, ByteBuffer.wrap(rest));
        return !Tar.isZero(rest, 0, rest.length);
    }

    /** Makes the block at a position available in the window, unless it cannot be read. */
    private boolean load(long at, boolean wide) throws IOException {
        if (at >= windowStart && at + Tar.BLOCK <= windowStart + windowLength) {
            return true;
        }
        windowStart = at;
        windowLength = (int) Math.min(wide ? WIDE_WINDOW : WINDOW, source.size() - at);
        try {
            source.read(at, ByteBuffer.wrap(window, 0, windowLength));
        } catch (IOException somewhereInTheWindow) {
            windowLength = 0;
            try {
                source.read(at, ByteBuffer.wrap(window, 0, Tar.BLOCK));
            } catch (IOException here) {
                if (++unreadable > MAX_UNREADABLE) {
                    throw here;
                }
                return false;
            }
            windowLength = Tar.BLOCK;
        }
        unreadable = 0;
        return true;
    }
}
