package org.lifeboat.archive;

import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarHeader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks for the next header where none is at its place. Bytes may have been lost or added before,
 * so it goes byte by byte; what cannot be read is stepped over. Every byte is read once.
 */
final class HeaderSearch {

    private static final int WIDE = 1 << 20;

    /** Steps over unreadable areas double up to this. */
    private static final long LONGEST_STEP = 1 << 20;

    private final Source source;
    private final SourceWindow window;
    private final EntryHeaders headers;
    private final Map<String, Long> damagedNames = new LinkedHashMap<>();
    private long readable;
    private int length = WIDE;

    HeaderSearch(Source source, EntryHeaders headers) {
        this.source = source;
        this.window = new SourceWindow(source, WIDE);
        this.headers = headers;
    }

    /**
     * Names that stood in damaged headers, as far as they are those of a backup's entries, and
     * where the first of these headers begins.
     */
    Map<String, Long> damagedNames() {
        return damagedNames;
    }

    /**
     * @param from where the first header may begin
     * @param to the end of where one is looked for
     * @param mostReadable bytes after which it gives up, unreadable ones not counted
     * @throws IOException if the whole drive is gone
     */
    Optional<EntryHeader> find(long from, long to, long mostReadable, Predicate<EntryHeader> wanted)
            throws IOException {
        long at = from;
        readable = 0;
        while (at + Tar.BLOCK <= Math.min(to, window.size()) && readable < mostReadable) {
            if (!window.read(at, (int) Math.min(length, to - at))) {
                if (length > Tar.BLOCK) {
                    length = Math.max(Tar.BLOCK, length / 16);
                } else {
                    at = behindUnreadable(at, Math.min(to, window.size()));
                }
                continue;
            }
            length = Math.min(WIDE, length * 2);
            Optional<EntryHeader> found = inWindow(at, wanted);
            if (found.isPresent()) {
                return found;
            }
            long searched = window.length() - Tar.BLOCK + 1;
            readable += searched;
            at += searched;
        }
        return Optional.empty();
    }

    private Optional<EntryHeader> inWindow(long start, Predicate<EntryHeader> wanted) {
        byte[] bytes = window.bytes();
        int last = window.length() - Tar.BLOCK;
        for (int i = 0; i <= last; i++) {
            if (!TarHeader.hasMagic(bytes, i)) {
                continue;
            }
            Optional<EntryHeader> header = headers.at(start + i);
            if (header.filter(wanted).isPresent()) {
                return header;
            }
            if (!TarHeader.hasChecksum(bytes, i)) {
                String name = TarHeader.name(bytes, i);
                if (EntryNames.isOfBackup(name)) {
                    damagedNames.putIfAbsent(name, start + i);
                }
            }
        }
        return Optional.empty();
    }

    /** The first position from which a block can be read again, or the end. */
    private long behindUnreadable(long start, long end) throws IOException {
        long bad = start;
        long step = Tar.BLOCK;
        while (bad + Tar.BLOCK < end) {
            long probe = Math.min(bad + step, end - Tar.BLOCK);
            if (canRead(probe)) {
                return firstReadable(bad, probe);
            }
            bad = probe;
            step = Math.min(LONGEST_STEP, 2 * step);
        }
        if (end == source.size() && !canRead(0)) {
            throw new IOException("the drive is gone");
        }
        return end;
    }

    private long firstReadable(long unreadable, long readableBehind) {
        long bad = unreadable;
        long good = readableBehind;
        while (good - bad > 1) {
            long middle = bad + (good - bad) / 2;
            if (canRead(middle)) {
                good = middle;
            } else {
                bad = middle;
            }
        }
        return good;
    }

    private boolean canRead(long at) {
        try {
            source.read(at, ByteBuffer.allocate(Tar.BLOCK));
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
