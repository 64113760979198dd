package org.lifeboat.tar;

/**
 * One 512-byte header block.
 *
 * @param name with the ustar prefix put before it
 * @param type the type flag, see {@link Tar}
 * @param size bytes of data that follow, as the header says
 * @param mode permission bits, setuid and the like included
 * @param modified seconds since 1970
 * @param linkName the target of links, else empty
 * @param gnu whether the block has GNU tar's layout (old GNU sparse fields in place of the prefix)
 */
public record TarHeader(
        String name, byte type, long size, int mode, long modified, String linkName, boolean gnu) {

    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int MODE = 100;
    private static final int SIZE = 124;
    private static final int MODIFIED = 136;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE = 156;
    private static final int LINK_NAME = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    /** Whether the block has tar's magic and its checksum is right. */
    public static boolean isHeader(byte[] block, int offset) {
        return hasMagic(block, offset) && hasChecksum(block, offset);
    }

    /**
     * @throws TarException if a number in it cannot be read; call {@link #isHeader} first
     */
    public static TarHeader parse(byte[] block, int offset) throws TarException {
        return new TarHeader(
                name(block, offset),
                block[offset + TYPE],
                TarNumbers.parse(block, offset + SIZE, 12),
                (int) (TarNumbers.parse(block, offset + MODE, 8) & 07777),
                modified(block, offset + MODIFIED),
                Tar.textToNul(block, offset + LINK_NAME, NAME_LENGTH),
                isGnu(block, offset));
    }

    /** The name alone, which a damaged block may still have. */
    public static String name(byte[] block, int offset) {
        String name = Tar.textToNul(block, offset + NAME, NAME_LENGTH);
        String prefix =
                isGnu(block, offset) ? "" : Tar.textToNul(block, offset + PREFIX, PREFIX_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static boolean isGnu(byte[] block, int offset) {
        return block[offset + MAGIC + 5] == ' ';
    }

    public boolean isRegular() {
        return type == Tar.REGULAR || type == Tar.REGULAR_OLD || type == Tar.CONTIGUOUS;
    }

    /** Whether tar's magic is where a header has it, whatever else the block holds. */
    public static boolean hasMagic(byte[] block, int offset) {
        return block[offset + MAGIC] == 'u'
                && block[offset + MAGIC + 1] == 's'
                && block[offset + MAGIC + 2] == 't'
                && block[offset + MAGIC + 3] == 'a'
                && block[offset + MAGIC + 4] == 'r';
    }

    /** Some historic programs summed signed bytes; readers take both (POSIX.1-1988 "ustar"). */
    public static boolean hasChecksum(byte[] block, int offset) {
        long stored;
        try {
            stored = TarNumbers.parse(block, offset + CHECKSUM, CHECKSUM_LENGTH);
        } catch (TarException notANumber) {
            return false;
        }
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < Tar.BLOCK; i++) {
            boolean inChecksum = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            byte value = inChecksum ? (byte) ' ' : block[offset + i];
            unsigned += value & 0xff;
            signed += value;
        }
        return stored == unsigned || stored == signed;
    }

    /** Times before 1970 are legal and of no use here: they count as 1970. */
    private static long modified(byte[] block, int offset) {
        try {
            return TarNumbers.parse(block, offset, 12);
        } catch (TarException negative) {
            return 0;
        }
    }
}
