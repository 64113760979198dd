package org.lifeboat.tar;

import java.io.IOException;

/**
 * What GNU tar's own headers hold beyond POSIX's fields (GNU tar manual, "Basic Tar Format": {@code
 * struct oldgnu_header} and {@code struct sparse_header}).
 */
public final class GnuHeader {

    private static final int CONTINUED_OFFSET = 369;
    private static final int MAP = 386;
    private static final int MAP_EXTENTS = 4;
    private static final int MAP_GOES_ON = 482;
    private static final int REAL_SIZE = 483;
    private static final int EXTENSION_EXTENTS = 21;
    private static final int EXTENSION_GOES_ON = 504;
    private static final int NUMBER = 12;

    private GnuHeader() {}

    /** Receives an extent of a sparse member, in bytes. */
    @FunctionalInterface
    public interface Extents {
        void add(long offset, long length) throws IOException;
    }

    /**
     * Of a header that begins a volume ({@link Tar#GNU_CONTINUED}): where in its member the volume
     * begins, in bytes.
     */
    public static long continuedOffset(byte[] header) throws TarException {
        return TarNumbers.parse(header, CONTINUED_OFFSET, NUMBER);
    }

    /** Of a sparse member's header ({@link Tar#GNU_SPARSE}): the file's true size in bytes. */
    public static long realSize(byte[] header) throws TarException {
        return TarNumbers.parse(header, REAL_SIZE, NUMBER);
    }

    /** Whether a block with more extents follows a sparse member's header. */
    public static boolean mapGoesOn(byte[] header) {
        return header[MAP_GOES_ON] != 0;
    }

    /** Whether another block with more extents follows this one. */
    public static boolean extensionGoesOn(byte[] extension) {
        return extension[EXTENSION_GOES_ON] != 0;
    }

    /** Gives the extents in a sparse member's header. */
    public static void readMap(byte[] header, Extents extents) throws IOException {
        read(header, MAP, MAP_EXTENTS, extents);
    }

    /** Gives the extents in a block that follows a sparse member's header. */
    public static void readExtension(byte[] extension, Extents extents) throws IOException {
        read(extension, 0, EXTENSION_EXTENTS, extents);
    }

    private static void read(byte[] block, int from, int count, Extents extents)
            throws IOException {
        for (int i = 0; i < count; i++) {
            int at = from + i * 2 * NUMBER;
            if (block[at] == 0) {
                return;
            }
            extents.add(
                    TarNumbers.parse(block, at, NUMBER),
                    TarNumbers.parse(block, at + NUMBER, NUMBER));
        }
    }
}
