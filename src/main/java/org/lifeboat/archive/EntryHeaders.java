package org.lifeboat.archive;

import org.lifeboat.tar.PaxRecords;
import org.lifeboat.tar.Tar;
import org.lifeboat.tar.TarException;
import org.lifeboat.tar.TarHeader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the headers of entries, wherever one may be. */
final class EntryHeaders {

    /** Real ones have two: a pax header, and perhaps a long name. */
    private static final int MOST_EXTENSIONS = 8;

    /**
     * Holds an entry's padding, its small {@code .hmac} entry and the next header: one read a
     * chunk.
     */
    static final int AHEAD = 24 * 1024;

    private final Source source;
    private final SourceWindow window;

    EntryHeaders(Source source, SourceWindow window) {
        this.source = source;
        this.window = window;
    }

    /**
     * @return nothing if there is no header, or none that any tar writes, or it cannot be read
     */
    Optional<EntryHeader> at(long start) {
        try {
            return read(start);
        } catch (IOException | ArithmeticException impossible) {
            return Optional.empty();
        }
    }

    private Optional<EntryHeader> read(long start) throws IOException {
        String longName = "";
        PaxRecords pax = PaxRecords.NONE;
        long at = start;
        for (int extensions = 0; extensions <= MOST_EXTENSIONS; extensions++) {
            if (!window.load(at, AHEAD) || !window.isHeader(at)) {
                return Optional.empty();
            }
            TarHeader header = TarHeader.parse(window.bytes(), window.index(at));
            long data = at + Tar.BLOCK;
            switch (header.type()) {
                case Tar.GNU_LONG_NAME -> {
                    byte[] name = extension(data, header.size());
                    longName = Tar.textToNul(name, 0, name.length);
                }
                case Tar.PAX -> {
                    byte[] records = extension(data, header.size());
                    pax = PaxRecords.parse(records, records.length);
                }
                case Tar.GNU_LONG_LINK, Tar.PAX_GLOBAL -> {}
                default -> {
                    return entry(start, header, data, longName, pax);
                }
            }
            at = Tar.nextBlock(data, header.size());
        }
        return Optional.empty();
    }

    private Optional<EntryHeader> entry(
            long start, TarHeader header, long data, String longName, PaxRecords pax)
            throws TarException {
        String name = pax.get("path").orElse(longName.isEmpty() ? header.name() : longName);
        // Folders and links have no data whatever their size says.
        boolean hasData = header.isRegular() || header.type() >= 'A';
        long size = hasData ? pax.number("size").orElse(header.size()) : 0;
        long next = Tar.nextBlock(data, size);
        if (!header.isRegular() && next > window.size()) {
            return Optional.empty();
        }
        return Optional.of(new EntryHeader(start, name, data, size, next, header.isRegular()));
    }

    private byte[] extension(long data, long size) throws IOException {
        if (size > Tar.MAX_EXTENSION || data + size > window.size()) {
            throw new TarException("a name or pax header of impossible length");
        }
        byte[] bytes = new byte[(int) size];
        source.read(data, ByteBuffer.wrap(bytes));
        return bytes;
    }
}
